import type { NeedTree } from '#src/features/needs/content.ts';
import { TOWNS } from './place.ts';
import { seeded } from './random.ts';
import { harshWords } from './services.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * Searches as addresses have them: a sentence of three everyday phrases, two words that many services use and one of
 * them half typed, a place and a day, with three needs chosen, five miles and the third page. The same number gives
 * the same searches.
 */
export function sentenceSearches(needs: NeedTree, count: number): URLSearchParams[] {
  const leaves = [...needs.bySlug.values()].filter((need) => need.parent !== null && need.words.length > 2);
  const words = harshWords(60);
  const random = seeded(7);
  const phrase = (): string => random.pick(random.pick(leaves).words);
  return Array.from({ length: count }, () => {
    const [one = '', two = '', half = ''] = random.some(words, 3);
    const sentence = [
      `${one} ${phrase()} ${two} and ${phrase()} or ${phrase()}`,
      `in ${random.pick(TOWNS).name} on ${random.pick(DAYS)} ${half.slice(0, 4)}`,
    ].join(' ');
    const chosen = random.some(needs.top, 3).map((need): [string, string] => ['need', need.slug]);
    return new URLSearchParams([['q', sentence], ...chosen, ['within', '5'], ['page', '3']]);
  });
}
