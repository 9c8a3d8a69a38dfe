import { normalisePostcode } from '#src/lib/postcode.ts';
import { wordsOf } from '#src/lib/stem.ts';
import type { SearchIndex } from '../types.ts';
import { SLIPS } from './slips.ts';
import { isLanguageWord } from './languages.ts';

/** What became of a word; null while nothing has. */
export type Use = 'phrase' | 'place' | 'near me' | 'filter' | null;

/** A sentence taken apart: folded words, each with the piece of the original it came from. */
export interface Sentence {
  pieces: readonly string[]; // as typed, between spaces
  words: readonly string[];
  pieceOf: readonly number[]; // for each word
  use: Use[]; // for each word
  corrected: readonly { from: string; to: string }[];
}

/** Corrections are looked for in at most this many words: each costs a walk through the vocabulary. */
const MOST_CORRECTIONS = 6;
const MOST_WORDS = 60;

/** Shorter halves are too often words of their own ("in to"). */
const SHORTEST_HALF = 4;
/** How often the directory must write two words as one before they are joined. */
const OFTEN = 2;

/** Words that ask for a filter: right as they are, although no service may write them. */
const WORDS_OF_FILTERS: ReadonlySet<string> = new Set(
  'over under aged years speak speaks speaking spoken language interpreter interpreters translator sign online phone telephone video zoom home visit visits house face person wheelchair wheelchairs accessible access disabled step steps stairs toilet toilets parking hearing loop captions captioned subtitles guide assistance'.split(
    ' ',
  ),
);

/** Reads a sentence and, unless `exact`, spells right the words that the directory does not know. */
export function readSentence(index: SearchIndex, q: string, exact: boolean): Sentence {
  const pieces = q.split(/\s+/).filter((piece) => piece !== '');
  const words: string[] = [];
  const pieceOf: number[] = [];
  const corrected: { from: string; to: string }[] = [];
  let tries = 0;
  for (const [at, piece] of pieces.entries()) {
    for (const word of wordsOf(piece)) {
      if (words.length >= MOST_WORDS) break;
      const known = exact ? null : slipOf(word);
      const isUnknown = !exact && known === null && tries < MOST_CORRECTIONS && !isKnown(index, word);
      if (isUnknown) tries += 1;
      const better = isUnknown ? corrections(index, word) : known;
      if (better !== null) corrected.push({ from: word, to: better.join(' ') });
      for (const item of better ?? [word]) {
        words.push(item);
        pieceOf.push(at);
      }
    }
  }
  if (!exact) joinHalves(index, words, pieceOf, corrected);
  return { pieces, words, pieceOf, use: words.map(() => null), corrected };
}

/** "wheel chair" becomes the one word that the directory writes. */
function joinHalves(
  index: SearchIndex,
  words: string[],
  pieceOf: number[],
  corrected: { from: string; to: string }[],
): void {
  for (let at = words.length - 2; at >= 0; at -= 1) {
    const [first = '', second = ''] = [words[at], words[at + 1]];
    if (first.length < SHORTEST_HALF || second.length < SHORTEST_HALF) continue;
    if (index.vocabulary.countOf(first + second) < OFTEN) continue;
    corrected.unshift({ from: `${first} ${second}`, to: first + second });
    words.splice(at, 2, first + second);
    pieceOf.splice(at + 1, 1);
  }
}

const slipOf = (word: string): string[] | null => {
  const better = SLIPS.get(word);
  return better === undefined ? null : [better];
};

function isKnown(index: SearchIndex, word: string): boolean {
  return (
    word.length < 4 ||
    /\d/.test(word) ||
    normalisePostcode(word) !== null ||
    index.vocabulary.knows(word) ||
    index.isEnglish(word) ||
    WORDS_OF_FILTERS.has(word) ||
    isLanguageWord(index.languages, word)
  );
}

/** A word being typed is not misspelt: what begins with it is looked for instead. */
function corrections(index: SearchIndex, word: string): string[] | null {
  const split = index.vocabulary.splitOf(word);
  if (split !== null) return split;
  const corrected = index.vocabulary.correctionOf(word);
  return corrected === null ? null : [corrected];
}

/** Marks the words as used and returns the sentence, as typed, without them. */
export function takeOut(sentence: Sentence, start: number, end: number, use: Use): string {
  sentence.use.fill(use, start, end);
  return textWithout(sentence, start, end);
}

/** The sentence as typed without some of its words. */
export const textWithout = (sentence: Sentence, start: number, end: number): string =>
  textKeeping(sentence, (word) => word < start || word >= end);

/** The sentence as typed without the words that were used for one thing. */
export const textWithoutUse = (sentence: Sentence, use: Use): string =>
  textKeeping(sentence, (word) => sentence.use[word] !== use);

/** The sentence as typed with only some of its words; a piece stays as long as one of its words does. */
export function textKeeping(sentence: Sentence, isKept: (word: number) => boolean): string {
  const pieces = new Set(sentence.pieceOf.filter((_, word) => isKept(word)));
  return sentence.pieces.filter((_, piece) => pieces.has(piece)).join(' ');
}
