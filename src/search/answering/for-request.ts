import { NO_FILTERS } from '../params.ts';
import { answerSearch, type SearchParts } from '../answer.ts';
import type { SearchAnswer } from '../types.ts';

/** What services are suggested by: what the person asked for and where they live, and nothing else about them. */
export interface Sought {
  /** Slugs of the needs tree; unknown ones count for nothing. */
  needs: readonly string[];
  /** Postcode or town, as typed; '' when nobody said. */
  near: string;
  /** The navigator's own words, in the place of the needs; ''. */
  words: string;
  page: number; // from 1
}

const PER_PAGE = 10;

/**
 * Services for a request, as the public search would find and order them: by need, or by words of the navigator's own,
 * and by distance. Nothing about the person is scored, and the search is not counted.
 */
export function suggestServices(
  parts: SearchParts,
  { needs, near, words, page }: Sought,
): Promise<SearchAnswer> {
  return answerSearch(parts, {
    q: words,
    near,
    exact: false,
    filters: { ...NO_FILTERS, need: words === '' ? [...needs] : [] },
    sort: 'best',
    page,
    perPage: PER_PAGE,
    errors: [],
  });
}
