import type { Need, NeedTree } from '#src/features/needs/content.ts';
import { TOWNS } from './place.ts';
import { seeded } from './random.ts';
import { harshWords } from './services.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * Searches as addresses have them: a sentence of two everyday phrases, words that many services use, a place and a
 * day, with three needs chosen, five miles and the third page. The same number gives the same searches.
 */
export function sentenceSearches(needs: NeedTree, count: number): URLSearchParams[] {
  const leaves = [...needs.bySlug.values()].filter((need) => need.parent !== null && need.words.length > 2);
  const words = harshWords(60);
  const random = seeded(7);
  const phraseOf = (need: Need): string => random.pick(need.words);
  return Array.from({ length: count }, () => {
    const [one = '', two = '', three = ''] = random.some(words, 3);
    const sentence = [
      `${one} ${phraseOf(random.pick(leaves))} ${two} and ${phraseOf(random.pick(leaves))} ${three}`,
      `in ${random.pick(TOWNS).name} on ${random.pick(DAYS)}`,
    ].join(' ');
    const chosen = random.some(needs.top, 3).map((need): [string, string] => ['need', need.slug]);
    return new URLSearchParams([['q', sentence], ...chosen, ['within', '5'], ['page', '3']]);
  });
}
