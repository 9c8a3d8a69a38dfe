import { stem } from '#src/lib/stem.ts';
import { editDistance, slipsForgiven } from '#src/lib/spelling.ts';

/** The words of the directory and of the needs as people write them, for completing and correcting. */
export interface Vocabulary {
  /** True for a word, or any form of it, that a service or a need uses. */
  knows(word: string): boolean;
  /** How many times a word as written occurs. */
  countOf(word: string): number;
  /** Known words that begin with these letters, the most used first. */
  completionsOf(start: string, most: number): string[];
  /** The known word most likely meant by an unknown one; null when none is near. */
  correctionOf(word: string): string | null;
  /** An unknown word as two known ones ("foodbank"), or null. */
  splitOf(word: string): [string, string] | null;
}

/** Longer words are not words people spell wrong, but something else. */
const LONGEST_WORD = 30;

/** Makes the vocabulary from each word with the number of times it is used. */
export function buildVocabulary(counts: ReadonlyMap<string, number>): Vocabulary {
  const sorted = [...counts.keys()].filter((word) => !/\d/.test(word)).sort();
  const stems = new Set([...counts.keys()].map(stem));
  const byLength = new Map<number, string[]>();
  for (const word of sorted) {
    const same = byLength.get(word.length);
    if (same === undefined) byLength.set(word.length, [word]);
    else same.push(word);
  }
  const countOf = (word: string): number => counts.get(word) ?? 0;
  const knows = (word: string): boolean => counts.has(word) || stems.has(stem(word));

  return {
    knows,
    countOf,
    completionsOf: (start, most) => {
      const found: string[] = [];
      for (let at = firstAtLeast(sorted, start); sorted[at]?.startsWith(start) === true; at += 1) {
        found.push(sorted[at] ?? '');
      }
      return found.sort((a, b) => countOf(b) - countOf(a) || (a < b ? -1 : 1)).slice(0, most);
    },
    correctionOf: (word) =>
      word.length > LONGEST_WORD || /\d/.test(word) ? null : nearest(word, byLength, countOf),
    splitOf: (word) => {
      if (word.length > LONGEST_WORD || word.length < 6) return null;
      for (let at = 3; at <= word.length - 3; at += 1) {
        if (counts.has(word.slice(0, at)) && counts.has(word.slice(at)))
          return [word.slice(0, at), word.slice(at)];
      }
      return null;
    },
  };
}

function firstAtLeast(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Fewest slips first, then the same first letter, then the word used most. */
function nearest(
  word: string,
  byLength: ReadonlyMap<number, readonly string[]>,
  countOf: (word: string) => number,
): string | null {
  const most = slipsForgiven(word);
  let best: string | null = null;
  let bestCost = Infinity;
  for (let length = word.length - most; length <= word.length + most; length += 1) {
    for (const candidate of byLength.get(length) ?? []) {
      const slips = editDistance(word, candidate, most);
      if (slips > most || slips === 0) continue;
      const cost = slips + (candidate[0] === word[0] ? 0 : 0.5) - Math.min(0.4, countOf(candidate) / 1000);
      if (cost < bestCost) [best, bestCost] = [candidate, cost];
    }
  }
  return best;
}
