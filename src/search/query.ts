import { countFacets } from './narrowing/facets.ts';
import { sift, testsOf, type Sifted } from './narrowing/filters.ts';
import { nearnessOf, type Nearness } from './measures/near.ts';
import { rank } from './measures/rank.ts';
import { toResults } from './answering/result.ts';
import { relevant, scoreWords } from './measures/score.ts';
import type { Tally } from './measures/tally.ts';
import { countBits, positionsIn, type Bits } from './packed/bits.ts';
import type { Found, Moment, SearchIndex, SearchQuery } from './types.ts';

interface Sought {
  scores: Tally;
  near: Nearness | null;
  sifted: Sifted;
}

/**
 * Answers a question from the index alone: words, needs, place, filters, counts and order. The same index, query and
 * moment always give the same answer. A page beyond the last one is the last one.
 */
export function search(index: SearchIndex, query: SearchQuery, moment: Moment): Found {
  const { scores, near, sifted } = seek(index, query, moment);
  const passing = positionsIn(sifted.passing);
  const total = passing.length;
  const pages = Math.max(1, Math.ceil(total / query.perPage));
  const page = Math.min(query.page, pages);
  const ordered = rank(index, query, passing, scores, near, page * query.perPage);
  const shown = ordered.subarray((page - 1) * query.perPage);
  return {
    total,
    page,
    pages,
    perPage: query.perPage,
    results: toResults(index, query, shown, near, moment),
    facets: countFacets(index, sifted, query.filters, near, moment),
  };
}

/** The services that answer a question, without ordering or counting anything. */
export const matching = (index: SearchIndex, query: SearchQuery, moment: Moment): Bits =>
  seek(index, query, moment).sifted.passing;

/** How many they are. */
export const countMatches = (index: SearchIndex, query: SearchQuery, moment: Moment): number =>
  countBits(matching(index, query, moment));

function seek(index: SearchIndex, query: SearchQuery, moment: Moment): Sought {
  const scores = scoreWords(index, query.understood);
  const near = query.around === null ? null : nearnessOf(index, query.around);
  const tests = testsOf(index, query.filters, near, moment);
  return { scores, near, sifted: sift(candidatesOf(index, query), tests) };
}

/** What the words speak of; everything when there are none, and nothing when nobody knows any of them. */
function candidatesOf(index: SearchIndex, query: SearchQuery): Bits {
  if (query.understood.concepts.some((concept) => !concept.isHint)) return relevant(index);
  return query.understood.unknown.length > 0 ? new Uint32Array(index.alive.length) : index.alive;
}
