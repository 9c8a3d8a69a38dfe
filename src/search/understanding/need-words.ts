import type { PhraseMatcher } from '#src/features/needs/phrases.ts';
import type { TextIndex } from '../text/text-index.ts';
import type { Term } from '../types.ts';

/** A word must be this telling, 0 to 1, to stand for a need in the text of a service. */
const LEAST_WEIGHT = 0.3;
const MOST_WORDS = 20;
/** A word that more services use than this part of them says little about any, and costs most to look for. */
const MOST_OF_SERVICES = 0.1;
/** In a small directory a word may be in this many services all the same, in a large one in no more than that. */
const ALWAYS_ALLOWED = 20;
const NEVER_MORE = 1500;

/** The words that stand for each need in the text of services. */
export type NeedWords = [slug: string, words: Term[]][];

/** For each need the words of its own phrases that services use and that say most about it, the most telling first. */
export function needWordsIn(matcher: PhraseMatcher, text: TextIndex): NeedWords {
  const most = Math.min(NEVER_MORE, Math.max(ALWAYS_ALLOWED, text.size * MOST_OF_SERVICES));
  const usesOf = (stem: string): number =>
    text.postings(stem).reduce((sum, { documents }) => sum + documents.length, 0);
  const words = new Map<string, { term: Term; uses: number }[]>();
  for (const [stem, needs] of matcher.byWord) {
    const telling = needs.filter(({ weight }) => weight >= LEAST_WEIGHT);
    const uses = telling.length === 0 ? 0 : usesOf(stem);
    if (uses === 0 || uses > most) continue;
    for (const { slug, weight } of telling) {
      const terms = words.get(slug) ?? [];
      terms.push({ term: { stem, word: stem, weight: Math.min(1, weight) }, uses });
      words.set(slug, terms);
    }
  }
  return [...words].map(([slug, terms]) => [slug, mostTelling(terms)]);
}

function mostTelling(terms: readonly { term: Term; uses: number }[]): Term[] {
  return terms
    .toSorted(
      (a, b) => b.term.weight - a.term.weight || b.uses - a.uses || (a.term.stem < b.term.stem ? -1 : 1),
    )
    .slice(0, MOST_WORDS)
    .map(({ term }) => term);
}
