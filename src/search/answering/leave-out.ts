import { listInWords } from '#src/lib/text.ts';
import { joinFilters } from '../narrowing/filters.ts';
import { filterPairs } from '../params.ts';
import { countMatches } from '../query.ts';
import type { Moment, SearchIndex, SearchParams, SearchQuery } from '../types.ts';
import { understand } from '../understand.ts';
import { READ_WITH_CARE, type ReadWithCare } from '../understanding/take-filters.ts';
import { filterLabel } from './describe.ts';

/** What was left out of a question so that something is found, and the sentence that says so. */
export interface LeftOut {
  query: SearchQuery;
  sentence: string;
}

/**
 * For a question that finds nothing: the same one without the ages, languages, access or ways of getting help that
 * were read in its sentence, their words left as words. As little as possible is left out: one kind if that is enough,
 * or else all. Null when nothing was read, or when that is not what is in the way. What was chosen stays.
 */
export function leaveOut(
  index: SearchIndex,
  params: SearchParams,
  query: SearchQuery,
  moment: Moment,
): LeftOut | null {
  const chosen = new Set(filterPairs(params.filters).map((pair) => pair.join('=')));
  const read = query.understood.filters
    .map(({ value }) => value)
    .filter(({ name, value }) => !chosen.has(`${name}=${value}`));
  const kinds = READ_WITH_CARE.filter((kind) => read.some(({ name }) => name === kind));
  const tries: ReadWithCare[][] = [...kinds.map((kind) => [kind]), ...(kinds.length > 1 ? [kinds] : [])];
  for (const leave of tries) {
    const understood = understand(index, params.q, { exact: params.exact, leave });
    const looser = { ...query, understood, filters: joinFilters(params.filters, understood) };
    if (countMatches(index, looser, moment) === 0) continue;
    const labels = read
      .filter(({ name }) => leave.some((kind) => kind === name))
      .map(({ name, value }) => `‘${filterLabel(index, name, value)}’`);
    return {
      query: looser,
      sentence: `Nothing fits all of what you asked for, so we left out ${listInWords(labels)}.`,
    };
  }
  return null;
}
