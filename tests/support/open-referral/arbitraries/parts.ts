import fc from 'fast-check';
import { ACCESS_FEATURES, PHONE_TYPES, WEEKDAYS } from '#db/vocabulary.ts';
import type {
  FeedAccessibility,
  FeedContact,
  FeedCostOption,
  FeedPhone,
  FeedSchedule,
  FeedServiceArea,
  FeedText,
} from '#src/features/open-referral/types.ts';
import { dates, day, email, line, list, some, time, web, without, words, type Fields } from './words.ts';

export const phone = some<FeedPhone>(
  {
    id: fc.uuid(),
    number: fc.constantFrom('01632 960001', '+44 1632 960002', '111', '116 123', '01632 960003 (day)'),
  },
  { extension: fc.constantFrom('4', '0012'), type: fc.constantFrom(...PHONE_TYPES), description: line },
);

/** Times in order, or only one of them. */
const opening = fc
  .tuple(time, time)
  .map(([a, b]) => (a === b ? { opens_at: a } : { opens_at: a < b ? a : b, closes_at: a < b ? b : a }));
const byday = fc
  .uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 7 })
  .map((days) => days.join(','));
const monthly = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, -1), fc.constantFrom(...WEEKDAYS))
  .map((nth) => nth.join(''));
const recurrence: fc.Arbitrary<Fields> = fc.oneof(
  fc.record({ freq: fc.constant('WEEKLY'), interval: fc.integer({ min: 1, max: 8 }), byday }),
  fc.record({ freq: fc.constant('WEEKLY'), interval: fc.integer({ min: 1, max: 8 }), dtstart: day }),
  fc.record({ freq: fc.constant('MONTHLY'), interval: fc.integer({ min: 1, max: 8 }), byday: monthly }),
  fc.record({
    freq: fc.constant('MONTHLY'),
    interval: fc.constant(1),
    bymonthday: fc.constantFrom('1', '1,15', '-1'),
  }),
  fc.record({ interval: fc.constant(1), dtstart: day }),
  fc.constant({ interval: 1 }),
);
export const schedule: fc.Arbitrary<FeedSchedule> = fc
  .tuple(
    some<FeedSchedule>(
      {
        id: fc.uuid(),
        front_door: fc.record({ term_time_only: fc.boolean(), open_on_bank_holidays: fc.boolean() }),
      },
      { description: words, attending_type: line, schedule_link: web, notes: words },
    ),
    recurrence,
    fc.option(opening, { nil: {} }),
    fc.option(dates, { nil: [] as string[] }),
  )
  .map(
    ([rest, days, times, [from, to]]) =>
      without({ ...rest, ...days, ...times, valid_from: from, valid_to: to }) as FeedSchedule,
  );

export const accessibility = some<FeedAccessibility>(
  { id: fc.uuid() },
  {
    description: words,
    details: words,
    url: web,
    front_door: fc.record({ feature: fc.constantFrom(...ACCESS_FEATURES) }),
  },
);

export const contact = some<FeedContact>(
  { id: fc.uuid() },
  { name: line, title: line, department: line, email, phones: list(phone) },
);
export const cost = some<FeedCostOption>(
  { id: fc.uuid() },
  {
    valid_from: day,
    valid_to: day,
    option: line,
    currency: fc.constantFrom('GBP', 'EUR'),
    amount: fc.constantFrom(0, 3.5, 120),
    amount_description: line,
  },
);
export const area: fc.Arbitrary<FeedServiceArea> = fc
  .tuple(
    line,
    some<FeedServiceArea>({ id: fc.uuid() }, { extent: words, extent_type: fc.constant('text'), uri: web }),
  )
  .map(([text, rest]) => ({ ...rest, name: text, service_area: text }));

export const closures = list(
  dates.chain(([from = '', to = '']) =>
    some<{ starts_on: string; ends_on: string; reason?: string }>(
      { starts_on: fc.constant(from), ends_on: fc.constant(to) },
      { reason: words },
    ),
  ),
);

export const otherLanguages = fc
  .uniqueArray(
    some<FeedText>(
      { language: fc.constantFrom('cy', 'pl', 'ur') },
      {
        name: line,
        summary: words,
        description: words,
        eligibility_description: words,
        application_process: words,
      },
    ),
    { minLength: 1, selector: ({ language }) => language },
  )
  .map((texts) => texts.sort((a, b) => (a.language < b.language ? -1 : 1)));
