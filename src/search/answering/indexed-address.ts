import type { NeedTree } from '#src/features/needs/content.ts';
import { paths } from '#src/lib/paths.ts';
import { toParameters } from '../params.ts';
import type { SearchAnswer, SearchParams } from '../types.ts';

/** A longer sentence is somebody's own story. */
const MOST_WORDS = 6;

type Answered = Pick<SearchAnswer, 'total' | 'understood' | 'errors'>;

/**
 * The one address under which search engines may keep a page of results, or null when they may not: nothing found, a
 * place, a number or a word we do not know (it could be a name), a corrected spelling, a sensitive need, a filter, an
 * order or a later page, or a sentence of more than six words. One need and nothing else is that need's own page.
 * See content/decisions/0012-results-may-be-indexed.md.
 */
export function indexedAddress(needs: NeedTree, params: SearchParams, answer: Answered): string | null {
  const { understood } = answer;
  const chosen = params.filters.need;
  const slugs = [...new Set([...understood.needs.map((need) => need.slug), ...chosen])];
  const isPlain =
    understood.filters.length === 0 &&
    toParameters({ ...params, q: '', near: '', filters: { ...params.filters, need: [] } }) === '';
  const isAnonymous =
    params.near === '' &&
    understood.place === null &&
    !understood.nearMe &&
    understood.unknown.length === 0 &&
    understood.corrected.length === 0 &&
    !/\p{N}/u.test(params.q) &&
    params.q.split(/\s+/).length <= MOST_WORDS &&
    !slugs.some((slug) => needs.bySlug.get(slug)?.sensitive);
  if (answer.total === 0 || answer.errors.length > 0 || !isPlain || !isAnonymous) return null;
  const [only] = slugs;
  if (only !== undefined && slugs.length === 1 && understood.words.length === 0) return paths.need(only);
  if (chosen.length > 0) return null;
  return paths.search({ q: params.q.toLowerCase() });
}
