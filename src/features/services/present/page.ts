import type { ServiceDetail, Venue } from '#src/features/services/queries/find-service.ts';
import { showPicture, type ShownPicture } from '#src/features/pictures/shown.ts';
import {
  describeAges,
  describeCapacity,
  describeChecked,
  describePrice,
  formatPounds,
  type Status,
} from '#src/features/services/present/facts.ts';
import {
  presentClosures,
  presentTimes,
  toClosedDays,
  type TimesView,
} from '#src/features/services/present/times.ts';
import { presentTexts, videoAddress, type TextView } from '#src/features/services/present/texts.ts';
import { capacityOn, isOverdue, priceOf } from '#src/features/services/rules.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import { formatDay } from '#src/lib/dates.ts';
import { distanceMetres, formatMiles } from '#src/lib/distance.ts';
import {
  ACCESS_FEATURE_LABELS,
  AUDIENCE_LABELS,
  DELIVERY_LABELS,
  JOINING_LABELS,
  SECTOR_LABELS,
} from '#src/lib/labels.ts';
import { listInWords, paragraphs } from '#src/lib/text.ts';

export interface VenueView {
  heading: string;
  /** Address lines; empty for a confidential venue, whose `heading` is only its area. */
  lines: string[];
  confidential: boolean;
  distance: string | null;
  directionsHref: string | null;
  directions: string | null;
  transport: string | null;
  access: string[];
  times: TimesView;
  latitude: number | null;
  longitude: number | null;
}

/** A service's page, in the order of look.md: words and links only. */
export interface ServiceView {
  slug: string;
  id: string;
  name: string;
  organisation: { name: string; slug: string };
  sector: string;
  summary: string | null;
  picture: ShownPicture | null;
  alert: string | null;
  status: Status | null;
  statusUpdated: string | null;
  closing: string | null;
  about: string[];
  joining: string[];
  howToJoin: string | null;
  phones: { number: string; dial: string; description: string | null }[];
  email: string | null;
  url: string | null;
  whoFor: { words: string | null; ages: string | null; audiences: string[]; notFor: string | null };
  price: string | null;
  costs: { label: string; amount: string; note: string | null }[];
  feesNote: string | null;
  deliveries: string[];
  areas: string | null;
  times: TimesView;
  closures: string[];
  venues: VenueView[];
  access: string[];
  firstVisit: string | null;
  bring: string | null;
  languages: string[];
  interpreters: string | null;
  /** It as a video in British Sign Language. */
  bslVideo: string | null;
  /** What it says in other languages. */
  texts: TextView[];
  accreditations: string | null;
  checked: { text: string; overdue: boolean; by: string | null; on: string | null };
}

export interface Viewpoint {
  now: { day: string; time: string };
  calendar: PublicCalendar;
  /** Where the visitor is looking from, to put the nearest venue first. */
  near: { latitude: number; longitude: number } | null;
}

/** Turns a service into what its page, its printed form and its shortlist entry show. */
export function presentService(detail: ServiceDetail, view: Viewpoint): ServiceView {
  const { service, organisation } = detail;
  const { now, calendar } = view;
  const stated = {
    capacity: service.capacity,
    updatedOn: service.capacity_updated_on,
    pausedUntil: service.paused_until,
  };
  const capacity = capacityOn(stated, now.day);
  const overdue = isOverdue(service.review_due_on, now.day);
  const closed = toClosedDays(detail);
  return {
    slug: service.slug,
    id: service.id,
    name: service.name,
    organisation: { name: organisation.name, slug: organisation.slug },
    sector: SECTOR_LABELS[organisation.sector],
    summary: service.summary,
    picture: detail.picture && showPicture(detail.picture, service.picture_alt ?? ''),
    alert:
      service.status === 'temporarily closed'
        ? (service.alert ?? 'This service is closed for now.')
        : service.alert,
    status: describeCapacity(capacity, service.waiting_weeks, service.paused_until),
    statusUpdated:
      capacity === 'unknown' || service.capacity_updated_on === null
        ? null
        : formatDay(service.capacity_updated_on),
    closing: presentSeason(service.valid_from, service.valid_to, now.day),
    about: paragraphs(service.description ?? ''),
    joining: detail.joinings.map((joining) => JOINING_LABELS[joining]),
    howToJoin: service.application_process,
    phones: detail.phones.map((row) => ({
      number: row.number,
      dial: dialled(row.number),
      description: row.description,
    })),
    email: service.email,
    url: service.url,
    whoFor: {
      words: service.eligibility_description,
      ages: describeAges(service.minimum_age, service.maximum_age),
      audiences: detail.audiences.map((audience) => AUDIENCE_LABELS[audience]),
      notFor: service.not_for_description,
    },
    price: describePrice(priceOf(detail.costs, service.fees_description)),
    costs: detail.costs.flatMap((row) =>
      // The one nameless price is said by `price` already.
      row.option === null && row.amount_description === null && detail.costs.length === 1
        ? []
        : {
            label: row.option ?? 'Cost',
            amount: row.amount === null ? 'Ask' : row.amount === 0 ? 'Free' : formatPounds(row.amount),
            note: row.amount_description,
          },
    ),
    feesNote: service.fees_description,
    deliveries: detail.deliveries.map((delivery) => DELIVERY_LABELS[delivery]),
    areas: detail.areas.length === 0 ? null : listInWords(detail.areas),
    times: presentTimes(detail.schedules, closed, calendar, now, datesOf(detail)),
    closures: presentClosures(closed, now.day),
    venues: presentVenues(detail.venues, detail, view),
    access: accessWords(detail.access),
    firstVisit: service.first_visit_note,
    bring: service.what_to_bring,
    languages: detail.languages.flatMap((row) =>
      row.name === null ? [] : row.note === null ? row.name : `${row.name} (${row.note})`,
    ),
    interpreters: service.interpretation_services,
    bslVideo: videoAddress(service.bsl_video_url),
    texts: presentTexts(detail.texts),
    accreditations: service.accreditations,
    checked: {
      ...describeChecked(service.assured_on, overdue, now.day),
      by: service.assured_by?.replace(/^The /, 'the ') ?? null,
      on: service.assured_on === null ? null : formatDay(service.assured_on),
    },
  };
}

/** "+44 (0)7700 900982" is dialled without the nought in brackets. */
const dialled = (number: string): string =>
  (number.startsWith('+') ? number.replace('(0)', '') : number).replace(/[^\d+]/g, '');

const datesOf = ({ service }: ServiceDetail) => ({
  validFrom: service.valid_from,
  validTo: service.valid_to,
});

function presentSeason(from: string | null, to: string | null, today: string): string | null {
  if (from !== null && from > today) return `Starts on ${formatDay(from)}.`;
  return to === null ? null : `The last day is ${formatDay(to)}.`;
}

function presentVenues(venues: readonly Venue[], detail: ServiceDetail, view: Viewpoint): VenueView[] {
  const closed = toClosedDays(detail);
  const metres = (venue: Venue): number =>
    view.near === null || venue.latitude === null || venue.longitude === null
      ? Infinity
      : distanceMetres(view.near.latitude, view.near.longitude, venue.latitude, venue.longitude);
  const nearestFirst = [...venues].sort((a, b) => {
    const [first, second] = [metres(a), metres(b)];
    return first === second ? 0 : first - second;
  });
  return nearestFirst.map((venue) => {
    const distance = metres(venue);
    const address = venue.address;
    const lines =
      address === null
        ? []
        : [address.address_1, address.address_2, address.city, address.postal_code].flatMap((line) =>
            line ? [line] : [],
          );
    const heading = venue.confidential
      ? (venue.areaName ?? 'Address kept private')
      : (venue.name ?? address?.address_1 ?? 'Venue');
    return {
      heading,
      lines: lines.filter((line) => line !== heading),
      confidential: venue.confidential,
      distance: Number.isFinite(distance) ? formatMiles(distance) : null,
      directionsHref: address === null || address.postal_code === '' ? null : mapsHref(lines),
      directions: venue.directions,
      transport: venue.transportation,
      access: accessWords(venue.access),
      times: presentTimes(venue.schedules, closed, view.calendar, view.now, datesOf(detail)),
      latitude: venue.latitude,
      longitude: venue.longitude,
    };
  });
}

const mapsHref = (lines: readonly string[]): string =>
  `https://www.openstreetmap.org/search?query=${encodeURIComponent(lines.slice(-2).join(', '))}`;

const accessWords = (rows: ServiceDetail['access']): string[] =>
  rows.flatMap((row) =>
    row.feature === null ? (row.description ?? row.details ?? []) : ACCESS_FEATURE_LABELS[row.feature],
  );
