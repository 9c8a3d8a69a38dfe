import fc from 'fast-check';
import {
  ACCESS_FEATURES,
  AUDIENCES,
  CAPACITIES,
  DELIVERIES,
  JOININGS,
  PHONE_TYPES,
  SECTORS,
} from '#db/vocabulary.ts';
import type { ServiceFacts } from '#src/features/easy-read/service/facts.ts';
import { addDays } from '#src/lib/dates.ts';

export const NOW = { day: '2026-11-24', time: '10:00' };

/** A service of which nothing is known but who runs it, and what `changes` says. */
export const serviceFacts = (changes: Partial<ServiceFacts> = {}): ServiceFacts => ({
  organisation: 'Kettle and Co',
  sector: 'community',
  needs: [],
  audiences: [],
  minimumAge: null,
  maximumAge: null,
  saysWhoFor: false,
  saysNotFor: false,
  deliveries: [],
  joinings: [],
  price: null,
  capacity: 'unknown',
  waitingWeeks: null,
  pausedUntil: null,
  isClosedForNow: false,
  startsOn: null,
  endsOn: null,
  openings: [],
  next: null,
  closure: null,
  places: [],
  areas: [],
  phones: [],
  email: null,
  access: [],
  hasThingsToBring: false,
  languages: [],
  hasInterpreters: false,
  now: NOW,
  ...changes,
});

/** What people write where a name is asked for: long, with dots, slashes, stars, new lines, other alphabets. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom('St.', 'Mary', 'a/b/c/d', '**hard**', 'and', 'Dr.', 'Unit 4,', 'no.', '\n', 'Centre'),
      {
        maxLength: 60,
      },
    )
    .map((words) => words.join(' ')),
);
const day = fc.integer({ min: -400, max: 800 }).map((days) => addDays(NOW.day, days));
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const anyOf = <T>(list: readonly T[]) => fc.subarray([...list]);
const age = orNull(fc.integer({ min: 0, max: 120 }));
const place = fc.oneof(
  fc.record({ isPrivate: fc.constant(true as const), area: orNull(anyText) }),
  fc.record({
    isPrivate: fc.constant(false as const),
    name: orNull(anyText),
    streets: fc.array(anyText, { maxLength: 3 }),
    town: orNull(anyText),
    postcode: orNull(anyText),
    distance: orNull(anyText),
  }),
);

/** Any service at all, whatever its people wrote. */
export const anyFacts: fc.Arbitrary<ServiceFacts> = fc.record({
  organisation: anyText,
  sector: fc.constantFrom(...SECTORS),
  needs: fc.array(fc.record({ name: anyText, picture: fc.constant('friends') }), { maxLength: 6 }),
  audiences: anyOf(AUDIENCES),
  minimumAge: age,
  maximumAge: age,
  saysWhoFor: fc.boolean(),
  saysNotFor: fc.boolean(),
  deliveries: anyOf(DELIVERIES),
  joinings: anyOf(JOININGS),
  price: fc.constantFrom('Free', 'Some of it free', 'See cost', 'From £2', '£1,234.50', '50p', null),
  capacity: fc.constantFrom(...CAPACITIES),
  waitingWeeks: orNull(fc.integer({ min: 0, max: 200 })),
  pausedUntil: orNull(day),
  isClosedForNow: fc.boolean(),
  startsOn: orNull(day),
  endsOn: orNull(day),
  openings: fc.array(
    fc.record({
      days: anyText,
      opensAt: orNull(time),
      closesAt: orNull(time),
      isTermTimeOnly: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  next: orNull(fc.record({ day, opensAt: orNull(time), closesAt: orNull(time), notes: fc.constant(null) })),
  closure: orNull(fc.record({ startsOn: day, endsOn: day })),
  places: fc.array(place, { maxLength: 5 }),
  areas: fc.array(anyText, { maxLength: 12 }),
  phones: fc.array(fc.record({ number: anyText, type: fc.constantFrom(...PHONE_TYPES) }), { maxLength: 4 }),
  email: orNull(anyText),
  access: anyOf(ACCESS_FEATURES),
  hasThingsToBring: fc.boolean(),
  languages: fc.array(anyText, { maxLength: 12 }),
  hasInterpreters: fc.boolean(),
  now: fc.constant(NOW),
});
