import { stem, wordsOf } from '#src/lib/stem.ts';
import type { NeedTree } from './content.ts';
import { isTellingWord } from './phrases.ts';
import { matcherOf } from './rules.ts';

/** What is known about words where a new one is judged. */
export interface WordKnowledge {
  needs: NeedTree; // as they are now
  /** True for the whole phrase being the name of a place. */
  isPlace: (words: readonly string[]) => boolean;
  /** True for a word that says nothing about what somebody needs: "really", "mum". */
  saysLittle: (word: string) => boolean;
  /** True for a word so many services use that it tells none of them apart: "group". */
  isCommon: (word: string) => boolean;
}

/** Why a phrase cannot be an everyday word of a need. */
export type PhraseFault =
  | { kind: 'empty' | 'too-long' | 'says-nothing' | 'too-common' | 'a-place' | 'there-already' }
  | { kind: 'of-another-need'; slug: string };

/** More words than this nobody types in the same order twice. */
export const MOST_PHRASE_WORDS = 8;
export const MOST_PHRASE_LETTERS = 80;

/**
 * What speaks against a phrase as an everyday word of a need; null when nothing does. Whatever would catch searches that
 * are about something else is refused: small words, common ones, places, and what another need is known by.
 */
export function faultOfPhrase(known: WordKnowledge, slug: string, phrase: string): PhraseFault | null {
  const words = wordsOf(phrase);
  if (words.length === 0) return { kind: 'empty' };
  if (words.length > MOST_PHRASE_WORDS || phrase.length > MOST_PHRASE_LETTERS) return { kind: 'too-long' };
  const owners = ownersOf(known.needs, words);
  if (owners.includes(slug)) return { kind: 'there-already' };
  const telling = words.filter(
    (word) => isTellingWord(word) && !known.saysLittle(word) && !/^\d+$/.test(word),
  );
  if (telling.length === 0) return { kind: 'says-nothing' };
  if (known.isPlace(words)) return { kind: 'a-place' };
  const [other] = owners;
  if (other !== undefined) return { kind: 'of-another-need', slug: other };
  if (words.length === 1 && telling.every(known.isCommon)) return { kind: 'too-common' };
  return null;
}

/** The needs that are known by exactly these words, in any of their forms. */
const ownersOf = (needs: NeedTree, words: readonly string[]): readonly string[] =>
  matcherOf(needs).byKey.get(words.map(stem).join(' '))?.slugs ?? [];

/** Phrases as people write them into a box: one to a line or parted by commas, each once. */
export function phrasesIn(text: string): string[] {
  const seen = new Set<string>();
  return text.split(/[\n,;]/).flatMap((line) => {
    const phrase = line.replace(/\s+/g, ' ').trim();
    const key = wordsOf(phrase).join(' ');
    if (phrase === '' || (key !== '' && seen.has(key))) return [];
    seen.add(key);
    return [phrase];
  });
}
