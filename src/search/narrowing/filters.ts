import { accessBits, hasAccess } from '../columns/venues.ts';
import { isWithin, type Nearness } from '../measures/near.ts';
import { openAt, runningOnAny } from '../measures/times.ts';
import { intersect, positionsIn, setBit, unite, type Bits } from '../packed/bits.ts';
import type { Filters, Moment, SearchIndex, Understood } from '../types.ts';

/** What a service must pass. Day and part of day are one test: both must hold of one session. */
export type TestName =
  | 'need'
  | 'audience'
  | 'age'
  | 'cost'
  | 'delivery'
  | 'time'
  | 'open_now'
  | 'language'
  | 'access'
  | 'sector'
  | 'self_referral'
  | 'space_now'
  | 'within';

/** One filter that is set, and the services that pass it. */
export interface FilterTest {
  name: TestName;
  passing: Bits;
}

/** The tests of the filters that are set. A distance without a place narrows nothing. */
export function testsOf(
  index: SearchIndex,
  filters: Filters,
  near: Nearness | null,
  moment: Moment,
): FilterTest[] {
  const { age, cost, within } = filters;
  const tests: FilterTest[] = [];
  const add = (name: TestName, isSet: boolean, passing: () => Bits): void => {
    if (isSet) tests.push({ name, passing: passing() });
  };
  const anyOf = (name: TestName, values: readonly string[]): void =>
    add(name, values.length > 0, () => withAnyOf(index, name, values));
  anyOf('need', filters.need);
  anyOf('audience', filters.audience);
  add('age', age !== null, () => forAge(index, age ?? 0));
  anyOf('cost', cost === null ? [] : [cost]);
  anyOf('delivery', filters.delivery);
  add('time', filters.day.length > 0 || filters.part !== null, () =>
    runningOnAny(index, filters.day, filters.part, moment),
  );
  add('open_now', filters.openNow, () => openAt(index, moment));
  anyOf('language', filters.language);
  add('access', filters.access.length > 0, () => withAllAccess(index, filters.access));
  anyOf('sector', filters.sector);
  anyOf('self_referral', filters.selfReferral ? ['on'] : []);
  anyOf('space_now', filters.spaceNow ? ['on'] : []);
  if (near !== null && within !== null)
    add('within', true, () => where(index, (position) => isWithin(near, position, within)));
  return tests;
}

function withAnyOf(index: SearchIndex, name: string, values: readonly string[]): Bits {
  const passing: Bits = new Uint32Array(index.alive.length);
  for (const value of values) unite(passing, index.choices.of(name, value));
  return passing;
}

function where(index: SearchIndex, passes: (position: number) => boolean): Bits {
  const passing: Bits = new Uint32Array(index.alive.length);
  for (let position = 0; position < index.size; position += 1)
    if (passes(position)) setBit(passing, position);
  return passing;
}

function forAge(index: SearchIndex, age: number): Bits {
  const { minimumAge, maximumAge } = index.facts;
  return where(index, (position) => (minimumAge[position] ?? 0) <= age && age <= (maximumAge[position] ?? 0));
}

/** Few have all features somewhere, and only those are asked whether they have them in one place. */
function withAllAccess(index: SearchIndex, features: readonly string[]): Bits {
  const all = index.alive.slice();
  for (const feature of features) intersect(all, index.choices.of('access', feature));
  const wanted = accessBits(features);
  const together: Bits = new Uint32Array(all.length);
  for (const position of positionsIn(all))
    if (hasAccess(index.venues, position, wanted)) setBit(together, position);
  return together;
}

/** The services that pass every test, and those that do when one of the tests is left away. */
export interface Sifted {
  passing: Bits;
  ignoring(name: TestName): Bits;
}

/** Puts services through the tests. */
export function sift(candidates: Bits, tests: readonly FilterTest[]): Sifted {
  const passing = candidates.slice();
  for (const test of tests) intersect(passing, test.passing);
  return {
    passing,
    ignoring(name) {
      if (!tests.some((test) => test.name === name)) return passing;
      const others = candidates.slice();
      for (const test of tests) if (test.name !== name) intersect(others, test.passing);
      return others;
    },
  };
}

/** The filters chosen in the form together with those read in the sentence; the form wins where only one can hold. */
export function joinFilters(chosen: Filters, understood: Understood): Filters {
  const { day, delivery, language, access } = chosen;
  const joined: Filters = {
    ...chosen,
    day: [...day],
    delivery: [...delivery],
    language: [...language],
    access: [...access],
  };
  for (const { value } of understood.filters) {
    if (value.name === 'day') addOnce(joined.day, value.value);
    if (value.name === 'part') joined.part ??= value.value;
    if (value.name === 'open_now') joined.openNow = true;
    if (value.name === 'cost') joined.cost ??= value.value;
    if (value.name === 'age') joined.age ??= Number(value.value);
    if (value.name === 'delivery') addOnce(joined.delivery, value.value);
    if (value.name === 'language') addOnce(joined.language, value.value);
    if (value.name === 'access') addOnce(joined.access, value.value);
  }
  return joined;
}

function addOnce<T>(values: T[], value: T): void {
  if (!values.includes(value)) values.push(value);
}
