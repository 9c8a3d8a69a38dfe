import type { PhraseMatcher } from '#src/features/needs/phrases.ts';
import type { Term } from '../types.ts';

/** A word must be this telling, 0 to 1, to stand for a need in the text of a service. */
const LEAST_WEIGHT = 0.3;
const MOST_WORDS = 20;

const known = new WeakMap<PhraseMatcher, ReadonlyMap<string, readonly Term[]>>();

/** The words of a need's own phrases that say most about it and little about others, the most telling first. */
export function wordsOfNeed(matcher: PhraseMatcher, slug: string): readonly Term[] {
  const words = known.get(matcher) ?? collect(matcher);
  known.set(matcher, words);
  return words.get(slug) ?? [];
}

function collect(matcher: PhraseMatcher): ReadonlyMap<string, readonly Term[]> {
  const words = new Map<string, Term[]>();
  for (const [stem, needs] of matcher.byWord) {
    for (const { slug, weight } of needs) {
      if (weight < LEAST_WEIGHT) continue;
      const terms = words.get(slug) ?? [];
      terms.push({ stem, word: stem, weight: Math.min(1, weight) });
      words.set(slug, terms);
    }
  }
  for (const terms of words.values()) {
    terms.sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1));
    terms.splice(MOST_WORDS);
  }
  return words;
}
