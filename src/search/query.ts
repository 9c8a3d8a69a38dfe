import { countFacets } from './facets.ts';
import { sift, testsOf, type Sifted } from './filters.ts';
import { nearnessOf, type Nearness } from './measures/near.ts';
import { rank } from './rank.ts';
import { toResult } from './answering/result.ts';
import { relevant, scoreWords, type Scores } from './measures/score.ts';
import type { Found, Moment, SearchIndex, SearchQuery } from './types.ts';

interface Sought {
  scores: Scores;
  near: Nearness;
  sifted: Sifted;
}

/**
 * Answers a question from the index alone: words, needs, place, filters, counts and order. Pure: the same index,
 * query and moment always give the same answer. A page beyond the last one is the last one.
 */
export function search(index: SearchIndex, query: SearchQuery, moment: Moment): Found {
  const { scores, near, sifted } = seek(index, query, moment);
  const total = sifted.passing.length;
  const pages = Math.max(1, Math.ceil(total / query.perPage));
  const page = Math.min(query.page, pages);
  const ordered = rank(index, query, sifted.passing, scores, near, moment);
  const shown = ordered.slice((page - 1) * query.perPage, page * query.perPage);
  return {
    total,
    page,
    pages,
    perPage: query.perPage,
    results: shown.flatMap((position) => toResult(index, query, position, near, moment)),
    facets: countFacets(index, sifted, query.filters, query.around === null ? null : near, moment),
  };
}

/** How many services answer a question, without ordering or counting anything else. */
export const countMatches = (index: SearchIndex, query: SearchQuery, moment: Moment): number =>
  seek(index, query, moment).sifted.passing.length;

function seek(index: SearchIndex, query: SearchQuery, moment: Moment): Sought {
  const scores = scoreWords(index, query.understood);
  const near = nearnessOf(index, query.around);
  const tests = testsOf(index, query.filters, query.around === null ? null : near, moment);
  const candidates = candidatesOf(index, query, scores);
  return { scores, near, sifted: sift(index, candidates, tests) };
}

/** What the words speak of; everything when there are none, and nothing when nobody knows any of them. */
function candidatesOf(index: SearchIndex, query: SearchQuery, scores: Scores): Iterable<number> {
  if (query.understood.concepts.some((concept) => !concept.isHint)) return relevant(scores);
  return query.understood.unknown.length > 0 ? [] : index.services.keys();
}
