import { stem, wordsOf } from '#src/lib/stem.ts';
import type { NeedTree } from './content.ts';

/** Words that may stand inside an everyday phrase or be left out of it: "pay the gas bill", "pay my gas bill". */
const LOOSE_WORDS = new Set([
  'a',
  'an',
  'the',
  'my',
  'his',
  'her',
  'our',
  'your',
  'their',
  'some',
  'any',
  'of',
]);
/** How many small words may be put into a phrase. */
const SLACK = 3;
/** Words that say nothing about a need by themselves, although phrases contain them. */
const EMPTY_WORDS = new Set(
  'i im ive me you he she we they it is am are was be been being do does did dont have has had get getting got go going to too in on at for from with without and or but not no so up out off over my the a an of can cant cannot wont could would who what where when how there this that these those about need want help support service services people person someone somebody anyone something anything'.split(
    ' ',
  ),
);

/** A stretch of a text that is an everyday phrase of one or two needs; `end` is exclusive, in words. */
export interface PhraseMatch {
  start: number;
  end: number;
  slugs: readonly string[];
  phrase: string; // as the content writes it
}

export interface PhraseMatcher {
  /** Phrases by their stems joined with spaces. */
  byKey: ReadonlyMap<string, { slugs: readonly string[]; phrase: string }>;
  /** The stems that a phrase begins with: most words of a text begin none, and are passed over at once. */
  firstStems: ReadonlySet<string>;
  /** The first two stems of every longer phrase: a text that does not go on like one is left at once. */
  firstPairs: ReadonlySet<string>;
  longestPhrase: number; // words
  /** Stem of a telling word -> the needs with a phrase containing it, and how much it says about each, 0 to 1. */
  byWord: ReadonlyMap<string, readonly { slug: string; weight: number }[]>;
  /** The words of all phrases as written, folded. */
  vocabulary: ReadonlySet<string>;
}

const keyOf = (words: readonly string[]): string => words.map(stem).join(' ');
const tight = (words: readonly string[]): string[] => words.filter((word) => !LOOSE_WORDS.has(word));
export const isTellingWord = (word: string): boolean => word.length > 1 && !EMPTY_WORDS.has(word);

/** Makes the needs' names and everyday words ready for matching. */
export function buildPhraseMatcher(tree: NeedTree): PhraseMatcher {
  const byKey = new Map<string, { slugs: string[]; phrase: string }>();
  const firstStems = new Set<string>();
  const firstPairs = new Set<string>();
  const shares = new Map<string, Map<string, number>>();
  const vocabulary = new Set<string>();
  let longestPhrase = 1;
  const addKey = (words: readonly string[], phrase: string, slug: string): void => {
    if (words.length === 0) return;
    const entry = byKey.get(keyOf(words)) ?? { slugs: [], phrase };
    if (!entry.slugs.includes(slug)) entry.slugs.push(slug);
    byKey.set(keyOf(words), entry);
    firstStems.add(stem(words[0] ?? ''));
    if (words.length > 1) firstPairs.add(keyOf(words.slice(0, 2)));
    longestPhrase = Math.max(longestPhrase, words.length);
  };
  for (const need of tree.bySlug.values()) {
    for (const phrase of [need.name, ...need.words]) {
      const words = wordsOf(phrase);
      addKey(words, phrase, need.slug);
      // "on the sick" is also "on sick", but "the change" is never "change".
      if (tight(words).length > 1) addKey(tight(words), phrase, need.slug);
      const telling = words.filter(isTellingWord);
      for (const word of words) vocabulary.add(word);
      for (const word of telling) {
        const share = shares.get(stem(word)) ?? new Map<string, number>();
        share.set(need.slug, Math.max(share.get(need.slug) ?? 0, 1 / telling.length));
        shares.set(stem(word), share);
      }
    }
  }
  const byWord = new Map([...shares].map(([word, share]) => [word, weigh(share)] as const));
  return { byKey, firstStems, firstPairs, longestPhrase, byWord, vocabulary };
}

/** A word that belongs to many needs says little about each of them. */
function weigh(share: ReadonlyMap<string, number>): { slug: string; weight: number }[] {
  return [...share]
    .map(([slug, part]) => ({ slug, weight: part / Math.sqrt(share.size) }))
    .sort((a, b) => b.weight - a.weight || (a.slug < b.slug ? -1 : 1));
}

/**
 * Finds the everyday phrases in folded words: at each word the longest phrase first, no word in two phrases.
 * Words are compared by stem ("bills" is "bill"), and small words such as "my" may be left out or put in.
 */
export function matchPhrases(matcher: PhraseMatcher, words: readonly string[]): PhraseMatch[] {
  const stems = words.map(stem);
  const matches: PhraseMatch[] = [];
  let start = 0;
  while (start < words.length) {
    const match = longestAt(matcher, words, stems, start);
    if (match !== null) matches.push(match);
    start = match?.end ?? start + 1;
  }
  return matches;
}

function longestAt(
  matcher: PhraseMatcher,
  words: readonly string[],
  stems: readonly string[],
  start: number,
): PhraseMatch | null {
  if (!matcher.firstStems.has(stems[start] ?? '')) return null;
  let best: PhraseMatch | null = null;
  const exact: string[] = [];
  const without: string[] = [];
  for (let end = start + 1; end <= words.length && exact.length < matcher.longestPhrase + SLACK; end += 1) {
    const isLoose = LOOSE_WORDS.has(words[end - 1] ?? '');
    exact.push(stems[end - 1] ?? '');
    if (!isLoose) without.push(stems[end - 1] ?? '');
    if (!goesOn(matcher, exact) && !goesOn(matcher, without)) break;
    const entry =
      matcher.byKey.get(exact.join(' ')) ??
      (!isLoose && without.length > 1 && !LOOSE_WORDS.has(words[start] ?? '')
        ? matcher.byKey.get(without.join(' '))
        : undefined);
    if (entry !== undefined) best = { start, end, slugs: entry.slugs, phrase: entry.phrase };
  }
  return best;
}

/** Whether some phrase begins as these stems do. */
const goesOn = (matcher: PhraseMatcher, stems: readonly string[]): boolean =>
  stems.length < 2 || matcher.firstPairs.has(`${stems[0]} ${stems[1]}`);
