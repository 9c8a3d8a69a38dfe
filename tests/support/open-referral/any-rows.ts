import fc from 'fast-check';
import {
  ACCESS_FEATURES,
  AUDIENCES,
  CAPACITIES,
  DELIVERIES,
  FREQUENCIES,
  JOININGS,
  PHONE_TYPES,
  SECTORS,
} from '#db/vocabulary.ts';
import { childId } from '#src/features/imports/identity.ts';
import type { OrganisationRows, ServiceRow, ServiceRows } from '#src/features/open-referral/shape/rows.ts';
import { ideaRows, textRows } from './word-rows.ts';
import { LOCATION_ID, ORGANISATION_ID, plainServiceRow, SERVICE_ID } from './service-rows.ts';

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const words = fc.oneof(
  fc.constantFrom('Tea and talk', '', ' ', '\n\n', 'Café – "quoted" <b>', '=SUM(A1)', 'null'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const text = orNull(words);
const name = words.map((word) => (word.trim() === '' ? 'A name' : word));
const days = orNull(
  fc.oneof(
    fc.constantFrom('2026-02-29', '2024-02-29', '2026-13-01', 'soon', '', '2026-1-1', '2026-12-31'),
    fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  ),
);
const addresses = orNull(
  fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom(
      'www.example.org',
      'https://example.org/a b/ü?x=[1]|2#ä',
      'https://user:secret@example.org/',
      'https://exa mple.org',
      'http://[::1]/',
      'https://example.org/50%',
      'mailto:a@example.org',
      'javascript:alert(1)',
      '//example.org',
      'https://',
      '',
    ),
    words,
  ),
);
const emails = orNull(
  fc.oneof(
    fc.emailAddress(),
    fc.constantFrom('a@b', 'a..b@example.org', 'A@EXAMPLE.ORG ', 'a@-example.org', 'a b@example.org', ''),
    words,
  ),
);
const times = orNull(fc.constantFrom('00:00', '09:30', '23:59', '24:00', '9:30', '10:00:00', 'noon', ''));
const degrees = orNull(fc.double({ min: -400, max: 400, noNaN: false }));
const flag = fc.constantFrom<0 | 1>(0, 1);
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 4 });

/** Rows with the ids that an import gives to parts, in any order, as a database may hand them over. */
const parts = <Row>(record: string, table: string, row: fc.Arbitrary<Row>) =>
  few(row).chain((rows) =>
    fc.shuffledSubarray(rows.map((each, ordinal) => ({ ...each, id: childId(record, table, ordinal) }))),
  );

const schedule = fc.record({
  valid_from: days,
  valid_to: days,
  dtstart: days,
  freq: orNull(fc.constantFrom(...FREQUENCIES)),
  interval: fc.integer({ min: 1, max: 12 }),
  byday: orNull(
    fc.constantFrom('MO', 'MO,TU', '2TU', '-1FR', '0MO', '9MO', '+1WE', 'MO, MO', 'XX', '', 'MO,??'),
  ),
  bymonthday: orNull(fc.constantFrom('1,15', '-1', '0', '32', 'x', '')),
  opens_at: times,
  closes_at: times,
  attending_type: text,
  schedule_link: addresses,
  description: text,
  notes: text,
  term_time_only: flag,
  open_on_bank_holidays: flag,
});

const phone = fc.record({
  number: words,
  extension: text,
  type: fc.constantFrom(...PHONE_TYPES),
  description: text,
});

const access = fc.record({
  feature: orNull(fc.constantFrom(...ACCESS_FEATURES)),
  description: text,
  details: text,
  url: addresses,
});

const venue = (ordinal: number) => {
  const locationId = childId(LOCATION_ID, 'location', ordinal);
  return fc.record({
    venue: fc.record({
      id: fc.constant(childId(SERVICE_ID, 'service_at_location', ordinal)),
      service_id: fc.constant(SERVICE_ID),
      location_id: fc.constant(locationId),
      link_description: text,
      location_type: fc.constantFrom<'physical' | 'postal' | 'virtual'>('physical', 'postal', 'virtual'),
      name: text,
      alternate_name: text,
      description: text,
      directions: text,
      transportation: text,
      latitude: degrees,
      longitude: degrees,
      url: addresses,
      external_identifier: text,
      external_identifier_type: text,
      area_name: text,
    }),
    addresses: parts(
      locationId,
      'address',
      fc.record({
        location_id: fc.constant(locationId),
        attention: text,
        address_1: words,
        address_2: text,
        city: words,
        region: text,
        state_province: words,
        postal_code: fc.constantFrom('MB1 1QG', 'mb11qg', 'MB1', '', 'nowhere'),
        country: fc.constantFrom('GB', 'gb', 'IE', ''),
        address_type: fc.constantFrom<'physical' | 'postal' | 'virtual'>('physical', 'postal', 'virtual'),
      }),
    ),
    access: parts(locationId, 'accessibility', access),
    schedules: few(schedule).map((rows) =>
      rows.map((row, n) => ({ ...row, id: childId(SERVICE_ID, 'schedule', 10 * (ordinal + 1) + n) })),
    ),
  });
};

const term = fc.record({
  id: fc.uuid(),
  code: text,
  name,
  description: words,
  parent_id: orNull(fc.uuid()),
  term_uri: addresses,
  taxonomy_id: fc.uuid(),
  taxonomy_name: name,
  taxonomy_description: words,
  taxonomy_uri: addresses,
  taxonomy_version: text,
  link_type: text,
});

const serviceRow: fc.Arbitrary<ServiceRow> = fc
  .record({
    name,
    alternate_name: text,
    summary: text,
    description: text,
    url: addresses,
    email: emails,
    fees_description: text,
    wait_time: text,
    minimum_age: orNull(fc.nat(120)),
    maximum_age: orNull(fc.double({ min: 0, max: 120 })),
    alert: text,
    capacity: fc.constantFrom(...CAPACITIES),
    waiting_weeks: orNull(fc.nat(100)),
    paused_until: days,
    capacity_updated_on: days,
    valid_from: days,
    valid_to: days,
    assured_on: days,
    assured_by: text,
    bsl_video_url: addresses,
    easy_read_tested_by: text,
    source_name: orNull(name),
    source_licence: orNull(name),
    source_attribution: text,
  })
  .map(plainServiceRow);

/** Anything that the rows of a service may hold, and more than they should. */
export const serviceRowsArbitrary = (needSlugs: readonly string[]): fc.Arbitrary<ServiceRows> =>
  fc.record({
    service: serviceRow,
    needs: fc.uniqueArray(
      fc.record({ need_slug: fc.constantFrom(...needSlugs, 'no-such-need'), suggested: flag }),
      { maxLength: 5, selector: (need) => need.need_slug },
    ),
    deliveries: fc.subarray([...DELIVERIES]),
    joinings: fc.subarray([...JOININGS]),
    audiences: fc.subarray([...AUDIENCES]),
    venues: fc.tuple(venue(0), venue(1)).chain((both) => fc.subarray(both)),
    confidential: few(fc.record({ area_name: text, schedules: few(schedule) })).map((places) =>
      places.map((place, n) => ({
        ...place,
        id: childId(SERVICE_ID, 'service_at_location', n + 2),
        service_id: SERVICE_ID,
        schedules: place.schedules.map((row, m) => ({
          ...row,
          id: childId(SERVICE_ID, 'schedule', 100 + 10 * n + m),
        })),
      })),
    ),
    schedules: parts(SERVICE_ID, 'schedule', schedule),
    closures: parts(
      SERVICE_ID,
      'closure',
      fc.record({
        service_id: fc.constant(SERVICE_ID),
        starts_on: days.map((day) => day ?? ''),
        ends_on: days.map((day) => day ?? ''),
        reason: text,
      }),
    ),
    areas: parts(
      SERVICE_ID,
      'service_area',
      fc.record({ name: text, extent: text, extent_type: text, uri: addresses }),
    ),
    phones: parts(SERVICE_ID, 'phone', phone),
    contacts: parts(
      SERVICE_ID,
      'contact',
      fc.record({
        name: text,
        title: text,
        department: text,
        email: emails,
        phones: parts(ORGANISATION_ID, 'phone', phone),
      }),
    ),
    costs: parts(
      SERVICE_ID,
      'cost_option',
      fc.record({
        service_id: fc.constant(SERVICE_ID),
        valid_from: days,
        valid_to: days,
        option: text,
        currency: fc.constant('GBP'),
        amount: orNull(fc.double({ min: 0, noNaN: false })),
        amount_description: text,
      }),
    ),
    languages: parts(SERVICE_ID, 'language', fc.record({ name: text, code: text, note: text })),
    access: parts(SERVICE_ID, 'accessibility', access),
    terms: few(term),
    funding: parts(SERVICE_ID, 'funding', fc.record({ source: text })),
    documents: parts(SERVICE_ID, 'required_document', fc.record({ document: text, uri: addresses })),
    ideas: ideaRows(words),
    texts: textRows(text),
  });

/** Anything that the rows of an organisation may hold. */
export const organisationRowsArbitrary: fc.Arbitrary<OrganisationRows> = fc.record({
  organisation: fc.record({
    id: fc.constant(ORGANISATION_ID),
    slug: fc.constant('kettle-and-co'),
    name,
    alternate_name: text,
    description: words,
    email: emails,
    website: addresses,
    logo_url: addresses,
    sector: fc.constantFrom(...SECTORS),
    legal_status: text,
    year_incorporated: orNull(fc.integer({ min: 1700, max: 2026 })),
    parent_organisation_id: orNull(fc.uuid()),
    checked_note: text,
    checked_on: days,
  }),
  identifiers: parts(
    ORGANISATION_ID,
    'organisation_identifier',
    fc.record({
      organisation_id: fc.constant(ORGANISATION_ID),
      identifier_scheme: text,
      identifier_type: words,
      identifier: words,
    }),
  ),
  phones: parts(ORGANISATION_ID, 'phone', phone),
});
