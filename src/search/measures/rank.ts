import type { Audience } from '#db/vocabulary.ts';
import { METRES_PER_MILE } from '#src/lib/distance.ts';
import { audienceBits } from '../columns/facts.ts';
import { COVERING_COUNTS_AS_METRES, COVERS, type Nearness } from './near.ts';
import type { Tally } from './tally.ts';
import { firstOf } from '../packed/top.ts';
import type { SearchIndex, SearchQuery } from '../types.ts';

/** How much being on the doorstep adds: a little to what the words say, a lot when there are no words. */
const NEAR_WITH_WORDS = 0.35;
const NEAR_WITHOUT_WORDS = 1.5;
/** How much having been checked today adds. */
const CHECKED_WITH_WORDS = 0.05;
const CHECKED_WITHOUT_WORDS = 0.3;
/** Miles over which nearness fades to about a third. */
const FADES_OVER_MILES = 4;
/** Few people travel further than this: beyond it a service sinks, however well its words fit. */
const REACH_MILES = 15;
const LEAST_REACH = 0.1;
/** What saying the age that is asked for adds: it is then made for these people. */
const FOR_THE_AGE = 1.2;
/** Most people are not among these, so a service for them alone is a guess until they are named. */
const CLOSED_TO_OTHERS = audienceBits([
  'women',
  'men',
  'lgbtq_people',
  'veterans',
  'refugees_and_migrants',
  'people_in_recovery',
] satisfies Audience[]);

/** The first `most` positions in the order asked for; equal ones by name, so that every answer has one order. */
export function rank(
  index: SearchIndex,
  query: SearchQuery,
  positions: Uint32Array,
  scores: Tally,
  near: Nearness | null,
  most: number,
): Uint32Array {
  const { name, checked } = index.facts;
  const isEarlierName = (a: number, b: number): boolean => {
    const apart = (name[a] ?? 0) - (name[b] ?? 0);
    return apart < 0 || (apart === 0 && a < b);
  };
  if (query.sort === 'name') return firstOf(positions, most, isEarlierName);
  if (query.sort === 'checked') {
    return firstOf(positions, most, (a, b) => {
      const apart = (checked[b] ?? 0) - (checked[a] ?? 0);
      return apart < 0 || (apart === 0 && isEarlierName(a, b));
    });
  }
  const best = weigh(index, query, positions, scores, near);
  const isBetter = (a: number, b: number): boolean => {
    const apart = (best[b] ?? 0) - (best[a] ?? 0);
    return apart < 0 || (apart === 0 && isEarlierName(a, b));
  };
  if (query.sort !== 'distance' || near === null) return firstOf(positions, most, isBetter);
  const limit =
    query.filters.within === null ? COVERING_COUNTS_AS_METRES : query.filters.within * METRES_PER_MILE;
  return firstOf(positions, most, (a, b) => {
    const apart = placeInLine(near, a, limit) - placeInLine(near, b, limit);
    return apart < 0 || (apart === 0 && isBetter(a, b));
  });
}

/** By distance: venues up to the limit, then those that come to people, then venues beyond it, then the rest. */
function placeInLine(near: Nearness, position: number, limit: number): number {
  const metres = near.metres[position] ?? Infinity;
  if (metres <= limit) return metres;
  return near.covers[position] === COVERS.no ? Math.min(metres, Number.MAX_VALUE) : limit;
}

/** What the words say, raised or lowered by nearness, how fresh, how full, and whether it is for these people. */
function weigh(
  index: SearchIndex,
  query: SearchQuery,
  positions: Uint32Array,
  scores: Tally,
  near: Nearness | null,
): Float64Array {
  const { facts, keys } = index;
  const hasWords = query.understood.concepts.some((concept) => !concept.isHint);
  const nearness = hasWords ? NEAR_WITH_WORDS : NEAR_WITHOUT_WORDS;
  const checked = hasWords ? CHECKED_WITH_WORDS : CHECKED_WITHOUT_WORDS;
  const wanted = audienceBits([...query.understood.audiences, ...query.filters.audience]);
  const { age } = query.filters;
  for (let at = 0; at < positions.length; at += 1) {
    const position = positions[at] ?? 0;
    let weight = hasWords ? (scores.values[position] ?? 0) : 1;
    if (near !== null) weight *= (1 + nearness * nearShare(near, position)) * reach(near, position);
    weight *= 1 + checked * (facts.recency[position] ?? 0);
    weight *= facts.standing[position] ?? 0;
    weight *= fit(facts.audiences[position] ?? 0, wanted);
    if (age !== null && facts.hasAges[position] === 1) weight *= FOR_THE_AGE;
    keys[position] = weight;
  }
  return keys;
}

/** 1 within reach, for what comes to people, and where no distance is known; sinking with the miles beyond. */
function reach(near: Nearness, position: number): number {
  const metres = near.metres[position] ?? Infinity;
  if (metres === Infinity || near.covers[position] !== COVERS.no) return 1;
  return Math.max(LEAST_REACH, Math.min(1, (REACH_MILES * METRES_PER_MILE) / metres));
}

/** 1 on the doorstep, falling with the miles. */
export function nearShare(near: Nearness, position: number): number {
  const covers = near.covers[position] !== COVERS.no ? COVERING_COUNTS_AS_METRES : Infinity;
  const metres = Math.min(near.metres[position] ?? Infinity, covers);
  return metres === Infinity ? 0 : Math.exp(-metres / METRES_PER_MILE / FADES_OVER_MILES);
}

/** A service for exactly these people beats one for everyone, which beats one for somebody else. */
function fit(audiences: number, wanted: number): number {
  if (audiences === 0) return 1;
  if ((audiences & wanted) !== 0) return 1.15;
  if (wanted !== 0) return 0.85;
  return (audiences & CLOSED_TO_OTHERS) !== 0 ? 0.72 : 0.97;
}
