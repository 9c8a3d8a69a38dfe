import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import type { Price } from '#src/features/services/rules.ts';
import { languageValue } from './build.ts';
import { isWithin, type Nearness } from './measures/near.ts';
import { openAt, partBits, partsOnAny } from './measures/times.ts';
import type { Cost, Filters, Moment, SearchIndex, Understood } from './types.ts';

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

export interface FilterTest {
  name: TestName;
  passes(service: ServiceForIndex, position: number): boolean;
}

const CHEAP_POUNDS = 5;

/** The values of `cost` a price belongs to. "Some of it free" is not free for everybody. */
export function costsOf(price: Price): Cost[] {
  if (price.kind === 'free') return ['free', 'up-to-5'];
  return price.kind === 'from' && price.pounds <= CHEAP_POUNDS ? ['up-to-5'] : [];
}

/** A service's needs and the top needs they belong to. */
export function needValuesOf(index: SearchIndex, service: ServiceForIndex): string[] {
  const parents = service.needs.flatMap((slug) => index.needs.bySlug.get(slug)?.parent ?? []);
  return [...new Set([...service.needs, ...parents])];
}

/** Someone can come or ask without a professional. */
export const isOpenToAsk = (service: ServiceForIndex): boolean =>
  service.joinings.includes('drop_in') || service.joinings.includes('self_referral');

const isForAge = (service: ServiceForIndex, age: number): boolean =>
  (service.minimumAge ?? 0) <= age && age <= (service.maximumAge ?? Infinity);

const anyOf = <T>(wanted: readonly T[], has: readonly T[]): boolean =>
  wanted.some((value) => has.includes(value));

/** The tests of the filters that are set. A distance without a place narrows nothing. */
export function testsOf(
  index: SearchIndex,
  filters: Filters,
  near: Nearness | null,
  moment: Moment,
): FilterTest[] {
  const tests: FilterTest[] = [];
  const add = (name: TestName, isSet: boolean, passes: FilterTest['passes']): void => {
    if (isSet) tests.push({ name, passes });
  };
  const { age, cost, within } = filters;
  const wantsTime = filters.day.length > 0 || filters.part !== null;
  const parts = wantsTime ? partsOnAny(index, filters.day, moment) : () => 0;
  const open = filters.openNow ? openAt(index, moment) : new Uint8Array(0);
  add('need', filters.need.length > 0, (service) => anyOf(filters.need, needValuesOf(index, service)));
  add('audience', filters.audience.length > 0, (service) => anyOf(filters.audience, service.audiences));
  add('age', age !== null, (service) => isForAge(service, age ?? 0));
  add('cost', cost !== null, (service) => costsOf(service.price).includes(cost ?? 'free'));
  add('delivery', filters.delivery.length > 0, (service) => anyOf(filters.delivery, service.deliveries));
  add('time', wantsTime, (_, position) => (parts(position) & partBits(filters.part)) !== 0);
  add('open_now', filters.openNow, (_, position) => open[position] === 1);
  add('language', filters.language.length > 0, (service) =>
    anyOf(filters.language, service.languages.map(languageValue)),
  );
  add('access', filters.access.length > 0, (service) => hasAccess(service, filters.access));
  add('sector', filters.sector.length > 0, (service) => filters.sector.includes(service.sector));
  add('self_referral', filters.selfReferral, isOpenToAsk);
  add('space_now', filters.spaceNow, (service) => service.capacity === 'open');
  if (near !== null) add('within', within !== null, (_, position) => isWithin(near, position, within ?? 0));
  return tests;
}

/** Access features of a service and of all its venues. */
export const accessOf = (service: ServiceForIndex): string[] => [
  ...new Set([...service.access, ...service.venues.flatMap((venue) => venue.access)]),
];

/** All that is needed must be there together: at the service itself, or at one and the same venue. */
function hasAccess(service: ServiceForIndex, wanted: readonly string[]): boolean {
  const has = (place: readonly string[]): boolean =>
    wanted.every((feature) => place.includes(feature) || service.access.includes(feature as never));
  return has([]) || service.venues.some((venue) => has(venue.access));
}

/** The positions that pass every test, and those that fail only one, by that test: enough for all facet counts. */
export interface Sifted {
  passing: number[];
  failingOnly: ReadonlyMap<TestName, number[]>;
}

/** Puts positions through the tests, keeping their order. */
export function sift(index: SearchIndex, positions: Iterable<number>, tests: readonly FilterTest[]): Sifted {
  const passing: number[] = [];
  const failingOnly = new Map<TestName, number[]>(tests.map((test) => [test.name, []]));
  for (const position of positions) {
    const service = index.services[position];
    if (service === undefined) continue;
    let failed: TestName | null = null;
    let failures = 0;
    for (const test of tests) {
      if (test.passes(service, position)) continue;
      failed = test.name;
      failures += 1;
      if (failures > 1) break;
    }
    if (failed === null) passing.push(position);
    else if (failures === 1) failingOnly.get(failed)?.push(position);
  }
  return { passing, failingOnly };
}

/** The filters chosen in the form together with those read in the sentence; the form wins where only one can hold. */
export function joinFilters(chosen: Filters, understood: Understood): Filters {
  const joined: Filters = { ...chosen, day: [...chosen.day] };
  for (const { value } of understood.filters) {
    if (value.name === 'day' && !joined.day.includes(value.value)) joined.day.push(value.value);
    if (value.name === 'part') joined.part ??= value.value;
    if (value.name === 'open_now') joined.openNow = true;
    if (value.name === 'cost') joined.cost ??= value.value;
  }
  return joined;
}
