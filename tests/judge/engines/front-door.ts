import { answerSearch, type SearchParts } from '#src/search/answer.ts';
import { parseSearchParams } from '#src/search/params.ts';
import type { SearchAnswer } from '#src/search/types.ts';
import type { Engine } from './engine.ts';

/** Ours, asked as the results page asks it. */
export const frontDoor = (parts: SearchParts): Engine => ({
  name: 'Front Door',
  first: async (words, most) => (await askFrontDoor(parts, words, most)).results.map(({ slug }) => slug),
});

/** The whole answer, with what was understood. */
export const askFrontDoor = (parts: SearchParts, words: string, most: number): Promise<SearchAnswer> =>
  answerSearch(parts, parseSearchParams(new URLSearchParams({ q: words, per_page: String(most) })));
