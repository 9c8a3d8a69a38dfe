import type { Random } from './random.ts';

const ONSETS = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z', 'kr', 'zl', 'vr', 'gw'];
const SYLLABLES = ONSETS.flatMap((onset) => ['a', 'e', 'i', 'o', 'u'].map((vowel) => onset + vowel));
const COMBINATIONS = SYLLABLES.length ** 3;
/** Shares no factor with the number of combinations, so that no word comes twice and neighbours look different. */
const STRIDE = 385_711;

/** Made-up words of three syllables, no two alike; the same number always gives the same word. */
export function wordAt(number: number): string {
  let left = ((number + 1) * STRIDE) % COMBINATIONS;
  let word = '';
  for (let syllable = 0; syllable < 3; syllable += 1) {
    word += SYLLABLES[left % SYLLABLES.length] ?? '';
    left = Math.floor(left / SYLLABLES.length);
  }
  return word;
}

/** The same word as a name begins. */
export const nameAt = (number: number): string => {
  const word = wordAt(number);
  return word.charAt(0).toUpperCase() + word.slice(1);
};

/** Words as people use them: the second half as often as the first, the third a third as often (Zipf's law). */
export interface WordSource {
  draw(random: Random): string;
  /**
   * The `count` words nearest to being in this share of all texts of `length` words. "A single word that hits 22 % of
   * the services" is how a harsh query is made.
   */
  inShareOfTexts(share: number, length: number, count: number): string[];
}

/** A vocabulary of `size` made-up words. */
export function zipfian(size: number): WordSource {
  const upTo = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank += 1) {
    sum += 1 / (rank + 1);
    upTo[rank] = sum;
  }
  return {
    draw(random) {
      const sought = random.fraction() * sum;
      let low = 0;
      let high = size - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] ?? 0) > sought) high = middle;
        else low = middle + 1;
      }
      return wordAt(low);
    },
    inShareOfTexts(share, length, count) {
      const chancePerWord = 1 - (1 - share) ** (1 / length);
      const rank = Math.round(1 / (chancePerWord * sum)) - 1;
      const first = Math.max(0, rank - Math.floor(count / 2));
      return Array.from({ length: count }, (_, index) => wordAt(first + index));
    },
  };
}
