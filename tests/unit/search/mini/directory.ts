import type { Place } from '#src/features/places/rules.ts';
import type { SessionRow, VenueForIndex } from '#src/features/services/queries/index-venues.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { buildIndex } from './build.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { joinFilters } from '#src/search/narrowing/filters.ts';
import { surroundingsOf } from '#src/features/places/areas.ts';
import { findNamed } from '#src/features/places/names.ts';
import { search } from '#src/search/query.ts';
import { understand } from '#src/search/understand.ts';
import type { Found, Moment, SearchIndex, SearchQuery } from '#src/search/types.ts';
import { NEEDS } from './needs.ts';

/** A Wednesday in term time, at half past ten. */
export const NOW: Moment = { day: '2026-11-18', time: '10:30' };

/** Invented, about ten miles across; "Sale" is an ordinary word as well. */
export const PLACES: Place[] = [
  { name: 'Tarnbury', kind: 'town', latitude: 52.49, longitude: -2.87, areaName: 'Aldershire' },
  { name: 'Marlbridge', kind: 'town', latitude: 52.44, longitude: -2.95, areaName: 'Aldershire' },
  { name: 'Larkrise', kind: 'suburb', latitude: 52.45, longitude: -2.94, areaName: 'Aldershire' },
  { name: 'Sale', kind: 'village', latitude: 52.4, longitude: -2.9, areaName: 'Aldershire' },
  { name: 'Tarnbury', kind: 'village', latitude: 54.6, longitude: -1.5, areaName: 'Northmoor' },
];

export const session = (
  byday: string,
  opensAt: string,
  closesAt: string,
  more: Partial<SessionRow> = {},
): SessionRow => ({
  validFrom: null,
  validTo: null,
  dtstart: null,
  freq: 'WEEKLY',
  interval: 1,
  byday,
  bymonthday: null,
  opensAt,
  closesAt,
  termTimeOnly: false,
  openOnBankHolidays: false,
  notes: null,
  ...more,
});

export const venue = (
  town: string,
  latitude: number,
  longitude: number,
  more: Partial<VenueForIndex> = {},
): VenueForIndex => ({
  name: `${town} Hall`,
  town,
  county: 'Aldershire',
  postcode: null,
  areaName: null,
  confidential: false,
  latitude,
  longitude,
  access: [],
  sessions: [],
  ...more,
});

export function service(id: string, more: Partial<ServiceForIndex> = {}): ServiceForIndex {
  return {
    id,
    slug: id,
    name: id,
    alternateName: null,
    summary: null,
    description: null,
    eligibility: null,
    organisation: { name: 'Example organisation', slug: 'example', alternateName: null },
    sector: 'voluntary',
    needs: [],
    deliveries: ['venue'],
    joinings: ['drop_in'],
    audiences: [],
    venues: [],
    sessions: [],
    closures: [],
    areas: [],
    price: { kind: 'free' },
    languages: [],
    access: [],
    texts: [],
    minimumAge: null,
    maximumAge: null,
    capacity: 'unknown',
    waitingWeeks: null,
    pausedUntil: null,
    assuredOn: '2026-10-01',
    isOverdue: false,
    isTemporarilyClosed: false,
    startsOn: null,
    updatedAt: '2026-10-01T00:00:00.000Z',
    ...more,
  };
}

const tarnbury = (more: Partial<VenueForIndex> = {}) => venue('Tarnbury', 52.491, -2.871, more);
const marlbridge = (more: Partial<VenueForIndex> = {}) => venue('Marlbridge', 52.441, -2.951, more);

/** A small directory written by hand: what should come first for the judged questions is plain to see. */
export const SERVICES: ServiceForIndex[] = [
  service('tarnbury-food-bank', {
    name: 'Tarnbury Food Bank',
    summary: 'Three days of food for people who have run out.',
    needs: ['food-banks'],
    venues: [tarnbury({ sessions: [session('WE', '10:00', '12:00')] })],
  }),
  service('marl-larder', {
    name: 'Marl Larder',
    summary: 'A food parcel with no questions.',
    needs: ['food-banks'],
    venues: [marlbridge({ sessions: [session('FR', '13:00', '15:00')] })],
    capacity: 'open',
  }),
  service('hot-wheels', {
    name: 'Lunch to your door',
    summary: 'A hot meal brought to you each day.',
    needs: ['meals-delivered'],
    deliveries: ['home'],
    areas: ['Aldershire'],
    joinings: ['self_referral'],
    price: { kind: 'from', pounds: 4.5, isOnlyPrice: true },
  }),
  service('debt-desk', {
    name: 'Debt advice desk',
    summary: 'Free advice about money you owe.',
    needs: ['debt'],
    sector: 'statutory',
    venues: [
      marlbridge({
        access: ['step_free', 'hearing_loop'],
        sessions: [session('MO,TU,WE,TH,FR', '09:00', '17:00')],
      }),
      tarnbury({ access: ['step_free'], sessions: [session('TH', '09:00', '12:00')] }),
    ],
    languages: [{ name: 'Polish', code: 'pl' }],
  }),
  service('energy-line', {
    name: 'Energy bill helpline',
    summary: 'Help with gas and electricity bills.',
    needs: ['energy-bills'],
    deliveries: ['phone'],
    areas: ['England'],
    sessions: [session('MO,TU,WE,TH,FR', '08:00', '20:00')],
  }),
  service('tea-and-chat', {
    name: 'Tea and Chat',
    summary: 'Company for anyone who feels lonely.',
    needs: ['loneliness'],
    venues: [tarnbury({ sessions: [session('TU', '14:00', '16:00')] })],
    description: 'For people who see nobody from week to week.',
  }),
  service('phone-friend', {
    name: 'Phone friend',
    summary: 'A friendly call once a week.',
    needs: ['loneliness'],
    deliveries: ['phone'],
    audiences: ['older_people'],
    minimumAge: 65,
    capacity: 'waiting_list',
    waitingWeeks: 4,
  }),
  service('knit-and-natter', {
    name: 'Knit and Natter',
    summary: 'Knitting and company.',
    needs: ['arts', 'loneliness'],
    venues: [marlbridge({ sessions: [session('WE', '18:00', '20:00')] })],
    price: { kind: 'from', pounds: 2, isOnlyPrice: true },
  }),
  service('book-circle', {
    name: 'Book circle',
    summary: 'A reading group. Old books for sale too.',
    needs: ['arts'],
    venues: [tarnbury({ sessions: [session('1TH', '19:00', '21:00', { freq: 'MONTHLY' })] })],
    capacity: 'full',
  }),
  service('falls-team', {
    name: 'Falls team',
    summary: 'A nurse visits after a fall.',
    needs: ['falls'],
    sector: 'statutory',
    deliveries: ['home'],
    areas: ['Marlbridge district'],
    joinings: ['gp_referral'],
  }),
  service('little-ducks', {
    name: 'Little Ducks toddler group',
    summary: 'Play for under fives.',
    needs: ['families'],
    audiences: ['parents_and_families'],
    maximumAge: 5,
    venues: [tarnbury({ sessions: [session('WE', '09:30', '11:00', { termTimeOnly: true })] })],
  }),
  service('refuge', {
    name: 'Safe house',
    summary: 'A safe place to stay.',
    needs: [],
    venues: [
      venue('', 0, 0, {
        name: null,
        town: null,
        county: null,
        confidential: true,
        areaName: 'Aldershire',
        latitude: null,
        longitude: null,
      }),
    ],
  }),
  service('everything', {
    name: 'Community hub',
    summary: 'A bit of all.',
    needs: ['food-banks', 'debt', 'energy-bills', 'loneliness', 'arts', 'families'],
    venues: [tarnbury()],
    isOverdue: true,
    assuredOn: '2025-01-01',
  }),
];

export const CALENDAR = {
  bankHolidays: new Set(['2026-12-25']),
  termTimes: [{ startsOn: '2026-11-02', endsOn: '2026-12-18' }],
};

export const SOURCES = { version: 1, day: NOW.day, needs: NEEDS, places: PLACES, calendar: CALENDAR };

export const indexOf = (
  services: readonly ServiceForIndex[] = SERVICES,
  places: readonly Place[] = PLACES,
): SearchIndex => buildIndex({ ...SOURCES, services, places });

/** A question as the page asks it, its place looked up by name. */
export function question(index: SearchIndex, parameters: string): SearchQuery {
  const params = parseSearchParams(new URLSearchParams(parameters));
  const understood = understand(index, params.q, { exact: params.exact });
  const near = params.near === '' ? (understood.place?.value ?? '') : params.near;
  const resolution = near === '' ? null : findNamed(index.gazetteer, near);
  const around = resolution?.kind === 'found' ? surroundingsOf(index.gazetteer, resolution.place) : null;
  const { sort, page, perPage } = params;
  return { understood, filters: joinFilters(params.filters, understood), around, sort, page, perPage };
}

export const ask = (index: SearchIndex, parameters: string, moment: Moment = NOW): Found =>
  search(index, question(index, parameters), moment);

export const idsOf = (found: Found): string[] => found.results.map((result) => result.id);

/** The counts of one group of choices. */
export const countsOf = (found: Found, facet: string): Record<string, number> =>
  Object.fromEntries(
    found.facets.find((item) => item.name === facet)?.options.map((option) => [option.value, option.count]) ??
      [],
  );
