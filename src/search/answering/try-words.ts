import type { NeedTree } from '#src/features/needs/content.ts';
import { answerSearch, type SearchParts } from '../answer.ts';
import { parseSearchParams } from '../params.ts';
import type { SearchIndex } from '../types.ts';
import { withOtherNeeds } from './other-needs.ts';

const SHOWN = 5;

/** What a visitor who types a sentence sees. */
export interface Tried {
  needs: { slug: string; name: string; words: string }[];
  corrected: { from: string; to: string }[];
  total: number;
  first: { id: string; name: string; slug: string; organisation: string }[];
}

/** What visitors see now when they type a sentence, and what they would see with other needs or everyday words. */
export async function trySentence(
  parts: SearchParts,
  needs: NeedTree,
  sentence: string,
): Promise<{ now: Tried; then: Tried }> {
  const index = await parts.directory.current();
  return {
    now: await typed(parts, index, sentence),
    then:
      needs === index.needs
        ? await typed(parts, index, sentence)
        : await typed(parts, withOtherNeeds(index, needs), sentence),
  };
}

async function typed(parts: SearchParts, index: SearchIndex, sentence: string): Promise<Tried> {
  const params = parseSearchParams(new URLSearchParams({ q: sentence }));
  const answer = await answerSearch(
    { ...parts, directory: { current: () => Promise.resolve(index) } },
    params,
  );
  return {
    needs: answer.understood.needs.map(({ slug, name, words }) => ({ slug, name, words })),
    corrected: answer.understood.corrected,
    total: answer.total,
    first: answer.results
      .slice(0, SHOWN)
      .map(({ id, name, slug, organisation }) => ({ id, name, slug, organisation: organisation.name })),
  };
}
