import type { Audience } from '#db/vocabulary.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { daysBetween } from '#src/lib/dates.ts';
import { METRES_PER_MILE } from '#src/lib/distance.ts';
import { COVERING_COUNTS_AS_METRES, COVERS, type Nearness } from './measures/near.ts';
import type { Scores } from './measures/score.ts';
import type { Moment, SearchIndex, SearchQuery } from './types.ts';

/** How much being on the doorstep adds: a little to what the words say, a lot when there are no words. */
const NEAR_WITH_WORDS = 0.35;
const NEAR_WITHOUT_WORDS = 1.5;
/** Miles over which nearness fades to about a third. */
const FADES_OVER_MILES = 4;
const RECENT_DAYS = 180;
/** Few people travel further than this: beyond it a service sinks, however well its words fit. */
const REACH_MILES = 15;
const LEAST_REACH = 0.1;
/** Most people are not among these, so a service for them alone is a guess until they are named. */
const CLOSED_TO_OTHERS: ReadonlySet<Audience> = new Set([
  'women',
  'men',
  'lgbtq_people',
  'veterans',
  'refugees_and_migrants',
  'people_in_recovery',
]);

/** Positions in the order asked for; equal ones by name, so that every answer has one order. */
export function rank(
  index: SearchIndex,
  query: SearchQuery,
  positions: readonly number[],
  scores: Scores,
  near: Nearness,
  moment: Moment,
): number[] {
  const nameOrder = (position: number): number => index.nameOrder[position] ?? 0;
  const byName = (a: number, b: number): number => nameOrder(a) - nameOrder(b);
  if (query.sort === 'name') return [...positions].sort(byName);
  if (query.sort === 'checked') {
    const checked = (position: number): string => index.services[position]?.assuredOn ?? '';
    return [...positions].sort((a, b) => compare(checked(b), checked(a)) || byName(a, b));
  }
  const hasWords = query.understood.concepts.some((concept) => !concept.isHint);
  const best = new Map(
    positions.map((position) => {
      const service = index.services[position];
      const words = hasWords ? (scores.values[position] ?? 0) : 1;
      return [
        position,
        service === undefined ? 0 : words * favour(service, position, query, near, moment, hasWords),
      ] as const;
    }),
  );
  const byBest = (a: number, b: number): number => (best.get(b) ?? 0) - (best.get(a) ?? 0) || byName(a, b);
  if (query.sort !== 'distance' || query.around === null) return [...positions].sort(byBest);
  const limit =
    query.filters.within === null ? COVERING_COUNTS_AS_METRES : query.filters.within * METRES_PER_MILE;
  const metres = (position: number): number => placeInLine(near, position, limit);
  return [...positions].sort((a, b) => metres(a) - metres(b) || byBest(a, b));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By distance: venues up to the limit, then those that come to people, then venues beyond it, then the rest. */
function placeInLine(near: Nearness, position: number, limit: number): number {
  const metres = near.metres[position] ?? Infinity;
  if (metres <= limit) return metres;
  return near.covers[position] === COVERS.no ? Math.min(metres, Number.MAX_VALUE) : limit;
}

/** What raises or lowers a service beside the words: nearness, how fresh, how full, and whether it is for these people. */
function favour(
  service: ServiceForIndex,
  position: number,
  query: SearchQuery,
  near: Nearness,
  moment: Moment,
  hasWords: boolean,
): number {
  let factor = 1 + (hasWords ? NEAR_WITH_WORDS : NEAR_WITHOUT_WORDS) * nearShare(near, position);
  factor *= reach(near, position);
  if (service.assuredOn !== null) {
    const days = Math.max(0, daysBetween(service.assuredOn, moment.day));
    factor *= 1 + (hasWords ? 0.05 : 0.3) * Math.max(0, 1 - days / RECENT_DAYS);
  }
  if (service.isOverdue) factor *= 0.85;
  if (service.capacity === 'open') factor *= 1.04;
  if (service.capacity === 'full') factor *= 0.9;
  if (service.capacity === 'paused') factor *= 0.85;
  if (service.isTemporarilyClosed) factor *= 0.75;
  return factor * fit(service, [...query.understood.audiences, ...query.filters.audience], query.filters.age);
}

/** 1 within reach, for what comes to people, and where no distance is known; sinking with the miles beyond. */
function reach(near: Nearness, position: number): number {
  const metres = near.metres[position] ?? Infinity;
  if (metres === Infinity || near.covers[position] !== COVERS.no) return 1;
  return Math.max(LEAST_REACH, Math.min(1, (REACH_MILES * METRES_PER_MILE) / metres));
}

function nearShare(near: Nearness, position: number): number {
  const covers = near.covers[position] !== COVERS.no ? COVERING_COUNTS_AS_METRES : Infinity;
  const metres = Math.min(near.metres[position] ?? Infinity, covers);
  return metres === Infinity ? 0 : Math.exp(-metres / METRES_PER_MILE / FADES_OVER_MILES);
}

/** A service for exactly these people beats one for everyone, which beats one for somebody else. */
function fit(service: ServiceForIndex, wanted: readonly Audience[], age: number | null): number {
  const hasAges = service.minimumAge !== null || service.maximumAge !== null;
  const ages = age !== null && hasAges ? 1.05 : 1;
  if (service.audiences.length === 0) return ages;
  if (wanted.some((audience) => service.audiences.includes(audience))) return ages * 1.15;
  if (wanted.length > 0) return ages * 0.85;
  return ages * (service.audiences.some((audience) => CLOSED_TO_OTHERS.has(audience)) ? 0.72 : 0.97);
}
