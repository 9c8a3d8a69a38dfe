import type { Selectable } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { AccessibilityTable } from '#db/schema.ts';
import { presentService } from '#src/features/services/present/page.ts';
import type { ServiceDetail } from '#src/features/services/queries/find-service.ts';
import {
  addressRow,
  confidentialVenue,
  costRow,
  openVenue,
  phoneRow,
  serviceDetail,
} from '../../support/shared/service-detail.ts';

const NOW = { day: '2026-11-24', time: '10:00' };
const CALENDAR = { bankHolidays: new Set<string>(), termTimes: [] };
const show = (detail: ServiceDetail, near: { latitude: number; longitude: number } | null = null) =>
  presentService(detail, { now: NOW, calendar: CALENDAR, near });

const accessRow = (changes: Partial<Selectable<AccessibilityTable>>): Selectable<AccessibilityTable> => ({
  id: 'access-1',
  location_id: null,
  service_id: 'service-1',
  feature: null,
  description: null,
  details: null,
  url: null,
  ...changes,
});

describe('a service of which little is known', () => {
  test('shows its name and who runs it, and nothing that would have to be made up', () => {
    expect(show(serviceDetail())).toMatchObject({
      name: 'Tea and Talk',
      organisation: { name: 'Kettle and Co', slug: 'kettle-and-co' },
      sector: 'Community group',
      alert: null,
      status: null,
      statusUpdated: null,
      closing: null,
      about: [],
      price: null,
      costs: [],
      areas: null,
      venues: [],
      whoFor: { words: null, ages: null, audiences: [], notFor: null },
      checked: { text: 'Not checked by us yet', by: null, on: null },
    });
  });
});

describe('what stands above everything', () => {
  test('a service that is closed for now says so in its own words, or in ours', () => {
    expect(show(serviceDetail({ status: 'temporarily closed', alert: 'Flooded until spring.' })).alert).toBe(
      'Flooded until spring.',
    );
    expect(show(serviceDetail({ status: 'temporarily closed' })).alert).toBe(
      'This service is closed for now.',
    );
    expect(show(serviceDetail({ alert: 'We have moved.' })).alert).toBe('We have moved.');
  });

  test('room that was said more than 30 days ago is not shown, nor its date', () => {
    const room = (on: string) => show(serviceDetail({ capacity: 'open', capacity_updated_on: on }));
    expect(room('2026-10-25')).toMatchObject({
      status: { text: 'Space now' },
      statusUpdated: '25 October 2026',
    });
    expect(room('2026-10-24')).toMatchObject({ status: null, statusUpdated: null });
  });

  test('a season says when it starts, or which day is its last', () => {
    expect(show(serviceDetail({ valid_from: '2026-11-25', valid_to: '2026-12-20' })).closing).toBe(
      'Starts on 25 November 2026.',
    );
    expect(show(serviceDetail({ valid_from: '2026-11-24', valid_to: '2026-12-20' })).closing).toBe(
      'The last day is 20 December 2026.',
    );
    expect(show(serviceDetail({ valid_from: '2026-11-24' })).closing).toBeNull();
  });
});

describe('joining, phoning and paying', () => {
  test('a phone is dialled by its digits and read as it was written', () => {
    const detail = serviceDetail(
      {},
      { phones: [phoneRow('01632 960 001', 'Office'), phoneRow('+44 (0)7700 900982')] },
    );
    expect(show(detail).phones).toEqual([
      { number: '01632 960 001', dial: '01632960001', description: 'Office' },
      { number: '+44 (0)7700 900982', dial: '+447700900982', description: null },
    ]);
  });

  test('each price has its name, and what has none is said by the price at a glance', () => {
    expect(show(serviceDetail({}, { costs: [costRow({ amount: 0 })] }))).toMatchObject({
      price: 'Free',
      costs: [],
    });
    const costs = [
      costRow({ amount: 3, option: 'A session' }),
      costRow({ amount: 0, option: 'On benefits', amount_description: 'Bring a letter' }),
    ];
    expect(show(serviceDetail({}, { costs })).costs).toEqual([
      { label: 'A session', amount: '£3', note: null },
      { label: 'On benefits', amount: 'Free', note: 'Bring a letter' },
    ]);
    expect(
      show(
        serviceDetail({}, { costs: [costRow({ option: 'Rent', amount_description: 'Paid by benefits' })] }),
      ),
    ).toMatchObject({
      price: 'See cost',
      costs: [{ label: 'Rent', amount: 'Ask', note: 'Paid by benefits' }],
    });
  });

  test('a price without a name beside others is not lost', () => {
    const costs = [costRow({ amount: 3 }), costRow({ amount: 1, option: 'Children' })];
    expect(show(serviceDetail({}, { costs })).costs).toEqual([
      { label: 'Cost', amount: '£3', note: null },
      { label: 'Children', amount: '£1', note: null },
    ]);
  });

  test('languages say what is special about them', () => {
    const row = { id: 'language-1', service_id: 'service-1', location_id: null, phone_id: null };
    const languages = [
      { ...row, name: 'Urdu', code: 'ur', note: null },
      { ...row, name: 'Romanian', code: 'ro', note: 'Tuesdays' },
      { ...row, name: null, code: 'pl', note: null },
    ];
    expect(show(serviceDetail({}, { languages })).languages).toEqual(['Urdu', 'Romanian (Tuesdays)']);
  });

  test('access features are read in our words, and other words as they are', () => {
    const access = [
      accessRow({ feature: 'hearing_loop' }),
      accessRow({ description: 'A wet room on the ground floor.' }),
      accessRow({ details: 'Wide doors.' }),
      accessRow({}),
    ];
    expect(show(serviceDetail({}, { access })).access).toEqual([
      'Hearing loop',
      'A wet room on the ground floor.',
      'Wide doors.',
    ]);
  });
});

describe('where it is', () => {
  const far = openVenue({ id: 'far', name: 'Far Hall', latitude: 53.4 });
  const near = openVenue({ id: 'near', name: 'Near Hall', latitude: 52.41 });
  const nowhere = openVenue({ id: 'nowhere', name: 'Nowhere Hall', latitude: null, longitude: null });
  const headings = (
    venues: ServiceDetail['venues'],
    from: { latitude: number; longitude: number } | null,
  ): string[] => show(serviceDetail({}, { venues }), from).venues.map((venue) => venue.heading);

  test('the nearest venue is first for someone who looks from a place; unknown and private ones come last', () => {
    const from = { latitude: 52.4, longitude: -2.9 };
    expect(headings([nowhere, confidentialVenue(), far, near], from)).toEqual([
      'Near Hall',
      'Far Hall',
      'Nowhere Hall',
      'Marlbridge area',
    ]);
  });

  test('without a place the order stays as it was', () => {
    expect(headings([far, near, nowhere], null)).toEqual(['Far Hall', 'Near Hall', 'Nowhere Hall']);
  });

  test('the distance is said only where both ends are known', () => {
    const shown = show(serviceDetail({}, { venues: [near, nowhere, confidentialVenue()] }), {
      latitude: 52.4,
      longitude: -2.9,
    });
    expect(shown.venues.map((venue) => venue.distance)).toEqual(['0.7 miles', null, null]);
    expect(show(serviceDetail({}, { venues: [near] })).venues[0]?.distance).toBeNull();
  });

  test('an address is lines without blanks, and no line says again what the heading says', () => {
    const lines = (name: string | null, changes: Parameters<typeof addressRow>[0]) =>
      show(serviceDetail({}, { venues: [openVenue({ name, address: addressRow(changes) })] })).venues[0];
    expect(lines('Bobbin Hall', { address_2: '' })).toMatchObject({
      heading: 'Bobbin Hall',
      lines: ['4 Bobbin Row', 'Marlbridge', 'MB1 1QG'],
    });
    expect(lines('4 Bobbin Row', {})?.lines).toEqual(['Marlbridge', 'MB1 1QG']);
    expect(lines(null, {})).toMatchObject({ heading: '4 Bobbin Row', lines: ['Marlbridge', 'MB1 1QG'] });
  });

  test('directions lead to the postcode, and without one there are none', () => {
    const href = (postal: string) =>
      show(serviceDetail({}, { venues: [openVenue({ address: addressRow({ postal_code: postal }) })] }))
        .venues[0]?.directionsHref;
    expect(href('MB1 1QG')).toBe('https://www.openstreetmap.org/search?query=Marlbridge%2C%20MB1%201QG');
    expect(href('')).toBeNull();
  });

  test('of a confidential venue only its area is shown, or that it is kept private', () => {
    const [venue] = show(serviceDetail({}, { venues: [confidentialVenue()] })).venues;
    expect(venue).toMatchObject({
      heading: 'Marlbridge area',
      lines: [],
      directionsHref: null,
      directions: null,
      transport: null,
      latitude: null,
    });
    expect(headings([confidentialVenue(null)], null)).toEqual(['Address kept private']);
  });
});
