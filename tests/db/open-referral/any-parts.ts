import fc from 'fast-check';
import { ACCESS_FEATURES, PHONE_TYPES, SECTORS } from '#db/vocabulary.ts';
import {
  plainLocation,
  plainOrganisation,
  type LocationRecord,
  type OrganisationRecord,
  type ScheduleRecord,
} from '#src/features/services/record.ts';

/** What imports and people write into a directory: trimmed text without control characters. */
const TEXTS = [
  'Tea and company',
  'Tea & cake <b>free</b> &amp; warm',
  '=1+1',
  "'=1+1",
  "'tis open",
  '"quoted", and; more',
  '-1FR',
  '+44 1632 960123',
  'One paragraph.\n\nAnother, term time only.',
  'none',
  'N/A',
  'null',
  '0123',
  '01/02/2026',
  'Llanfair Caereinion ŵ 👵🏽 é',
  'x'.repeat(700),
  'ends with a stop.',
  'not applicable',
  'http://example.org',
];
export const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((value) => value.trim() || 'blank'),
  },
);
/** A name has a letter or a digit in it. */
export const name = fc
  .tuple(text, fc.constantFrom('', ' Club', ' 2', ' (Marlbridge)'))
  .map(([words, more]) => `${words.replaceAll(/\s+/g, ' ')}${more}`)
  .map((words) => (/[\p{L}\p{N}]/u.test(words) ? words : `${words} Hall`));
export const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 2 });
export const few = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 3 });
export const someOf = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
/** Fields of a record that may be absent altogether. */
export const optional = <T extends object>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<
  Partial<T>
> => fc.record<object>(fields, { requiredKeys: [] });

export const uuid = fc.noBias(fc.noShrink(fc.uuid()));
export const day = fc.constantFrom('2025-01-31', '2026-02-28', '2026-11-21', '2026-12-25', '2027-03-01');
export const days = fc.tuple(day, day).map((pair) => pair.sort());
export const web = fc.constantFrom(
  'https://example.org/',
  'http://www.example.org/a?b=c&d=é#part',
  'https://example.org/a b',
  'https://example.org/list,of;things',
);
export const email = fc.constantFrom('tea@example.org', "o'neil+tea@mail.example.org");
export const phone = fc
  .tuple(
    fc.record({
      number: fc.constantFrom(
        '01632 960123',
        '+44 1632 960123',
        '0800 111',
        '(01632) 960 111',
        '01632 960123 (day)',
      ),
      type: fc.constantFrom(...PHONE_TYPES),
      description: maybe(text),
    }),
    optional({ extension: fc.constantFrom('12', 'reception') }),
  )
  .map(([own, more]) => ({ ...own, ...more }));
export const access = fc
  .tuple(
    fc.record({ feature: maybe(fc.constantFrom(...ACCESS_FEATURES)), description: maybe(text) }),
    optional({ details: text, url: web }),
  )
  .map(([own, more]) => ({ ...own, ...more }));

const recurrence = fc.constantFrom(
  { freq: null, interval: 1, byday: null, bymonthday: null },
  { freq: 'WEEKLY' as const, interval: 1, byday: 'MO,TU', bymonthday: null },
  { freq: 'WEEKLY' as const, interval: 2, byday: 'SU', bymonthday: null },
  { freq: 'MONTHLY' as const, interval: 1, byday: '2TU,-1FR', bymonthday: null },
  { freq: 'MONTHLY' as const, interval: 3, byday: null, bymonthday: '1,15,-1' },
);
export const schedule: fc.Arbitrary<ScheduleRecord> = fc
  .tuple(
    recurrence,
    fc.tuple(maybe(day), maybe(day)),
    fc.constantFrom(
      [null, null],
      ['10:00', '12:30'],
      ['09:00', null],
      ['22:00', '23:59'],
      ['00:00', '23:59'],
    ),
    fc.record({
      dtstart: day,
      termTimeOnly: fc.boolean(),
      openOnBankHolidays: fc.boolean(),
      notes: maybe(text),
    }),
    optional({ description: text, attendingType: text, scheduleLink: web }),
  )
  .map(([rule, [from, to], [opensAt = null, closesAt = null], own, more]) => ({
    ...own,
    ...more,
    ...rule,
    validFrom: from !== null && to !== null && to < from ? to : from,
    validTo: from !== null && to !== null && to < from ? from : to,
    opensAt,
    closesAt,
  }));

export const location: fc.Arbitrary<LocationRecord> = fc
  .tuple(
    fc.record({
      name: maybe(name),
      description: maybe(text),
      directions: maybe(text),
      transportation: maybe(text),
      point: maybe(fc.constantFrom([52.44293, -2.93593], [49.2, -2.1], [50, 0], [60.1, 1.5])),
      externalIdentifier: maybe(fc.constant('10092008082')),
      confidential: fc.constantFrom(false, false, true),
      areaName: maybe(text),
      access: few(access),
    }),
    maybe(
      fc
        .tuple(
          fc.record({
            address1: fc.oneof(text, fc.constant('')),
            address2: maybe(text),
            city: fc.constantFrom('Marlbridge', ''),
            region: maybe(fc.constant('The Marches')),
            county: fc.constantFrom('Aldershire', ''),
            postcode: fc.constantFrom('MB1 1QG', ''),
          }),
          optional<Pick<NonNullable<LocationRecord['address']>, 'type' | 'attention'>>({
            type: fc.constantFrom('postal', 'virtual'),
            attention: text,
          }),
        )
        .map(([own, more]) => ({ ...own, ...more })),
    ),
    optional<Pick<LocationRecord, 'type' | 'alternateName' | 'url'>>({
      type: fc.constantFrom('postal', 'virtual'),
      alternateName: text,
      url: web,
    }),
  )
  .map(([{ point, ...own }, address, more]) => ({
    ...plainLocation(''),
    ...own,
    ...more,
    address,
    externalIdentifierType: own.externalIdentifier === null ? null : 'UPRN',
    latitude: point?.[0] ?? null,
    longitude: point?.[1] ?? null,
  }));

export const organisation: fc.Arbitrary<OrganisationRecord> = fc
  .record({
    id: fc.option(uuid, { nil: undefined }),
    name,
    alternateName: maybe(text),
    description: text,
    email: maybe(email),
    website: maybe(web),
    logoUrl: maybe(web),
    sector: fc.constantFrom(...SECTORS),
    legalStatus: maybe(text),
    yearIncorporated: maybe(fc.constantFrom(1844, 2020)),
    checkedNote: maybe(text),
    checkedOn: maybe(day),
    identifiers: few(
      fc.record({
        scheme: maybe(fc.constant('GB-CHC')),
        type: text,
        identifier: fc.constantFrom('0123456', 'SC012345'),
      }),
    ),
    phones: few(phone),
  })
  .map(({ id, ...own }) => ({
    ...plainOrganisation('', own.name, own.sector),
    ...own,
    ...(id !== undefined && { id }),
  }));
