import { wordsOf } from '#src/lib/stem.ts';
import { packWords, openWords, type PackedWords } from '../packed/word-table.ts';
import { SUGGESTION_KINDS, type SuggestionEntry } from './entries.ts';

/**
 * All suggestions in a few arrays, so that a worker can make them and hand them over without copying. An entry has one
 * or more phrases (its name first), a phrase has words, and each word knows its phrases. `starts` arrays have one more
 * number than there are things, and thing n stands from `starts[n]` to `starts[n + 1]`.
 */
export interface PackedSuggestions {
  words: PackedWords;
  postingStarts: Uint32Array; // by word
  postings: Uint32Array; // phrases, ascending within a word
  phraseStarts: Uint32Array; // by phrase
  phraseWords: Uint32Array; // word numbers in the order of the phrase
  phraseLetters: Uint16Array; // by phrase
  phraseEntries: Uint32Array; // by phrase
  kinds: Uint8Array; // by entry, an index of SUGGESTION_KINDS
  weights: Uint8Array; // by entry, 0 to 255
  serviceStarts: Uint32Array; // by entry
  services: Uint32Array; // positions
  /** UTF-8: three texts for each entry (name, target, detail), then one for each phrase, empty when it is the name. */
  textStarts: Uint32Array;
  textBytes: Uint8Array;
}

/** Further words of one phrase are not looked at: their matching must fit the bits of a number. */
export const MOST_PHRASE_WORDS = 30;
const TEXTS_OF_ENTRY = 3;
const MOST_LETTERS = 65_535;

/** Packs entries. Phrases without a letter or a digit cannot be typed and are left out; their entries stay. */
export function packSuggestions(entries: readonly SuggestionEntry[]): PackedSuggestions {
  const phrases = entries.flatMap((entry, number) =>
    [entry.name, ...entry.words].flatMap((text, order) => {
      const words = wordsOf(text).slice(0, MOST_PHRASE_WORDS);
      return words.length === 0 ? [] : [{ entry: number, text: order === 0 ? '' : text, words }];
    }),
  );
  const words = packWords(new Set(phrases.flatMap((phrase) => phrase.words)));
  const phraseStarts = startsOf(phrases.map((phrase) => phrase.words.length));
  const phraseWords = numbersOf(
    words,
    phrases.map((phrase) => phrase.words),
    phraseStarts,
  );
  const texts = [
    ...entries.flatMap((entry) => [entry.name, entry.target, entry.detail ?? '']),
    ...phrases.map((phrase) => phrase.text),
  ].map((text) => text.toWellFormed());
  const textStarts = startsOf(texts.map((text) => Buffer.byteLength(text)));
  return {
    words,
    ...invert(words.offsets.length - 1, phraseStarts, phraseWords),
    phraseStarts,
    phraseWords,
    phraseLetters: Uint16Array.from(phrases, (phrase) =>
      Math.min(MOST_LETTERS, phrase.words.join('').length),
    ),
    phraseEntries: Uint32Array.from(phrases, (phrase) => phrase.entry),
    kinds: Uint8Array.from(entries, (entry) => SUGGESTION_KINDS.indexOf(entry.kind)),
    weights: Uint8Array.from(entries, (entry) => Math.round(255 * Math.min(1, Math.max(0, entry.weight)))),
    serviceStarts: startsOf(entries.map((entry) => entry.services.length)),
    services: Uint32Array.from(entries.flatMap((entry) => entry.services)),
    textStarts,
    textBytes: new TextEncoder().encode(texts.join('')),
  };
}

const textAt = ({ textBytes, textStarts }: PackedSuggestions, number: number): string =>
  Buffer.from(textBytes.buffer, textBytes.byteOffset, textBytes.byteLength).toString(
    'utf8',
    textStarts[number],
    textStarts[number + 1],
  );

const phraseText = (packed: PackedSuggestions, phrase: number): number =>
  packed.kinds.length * TEXTS_OF_ENTRY + phrase;

/** Whether a phrase is the name of its entry, not another phrase it is found by. */
export function isNameOfEntry(packed: PackedSuggestions, phrase: number): boolean {
  const text = phraseText(packed, phrase);
  return packed.textStarts[text] === packed.textStarts[text + 1];
}

/** A phrase as it was written; empty when it is the name of its entry. */
export const phraseOf = (packed: PackedSuggestions, phrase: number): string =>
  textAt(packed, phraseText(packed, phrase));

/** What is shown of an entry; `detail` is empty where there is none. */
export function textsOf(
  packed: PackedSuggestions,
  entry: number,
): { name: string; target: string; detail: string } {
  const first = entry * TEXTS_OF_ENTRY;
  return {
    name: textAt(packed, first),
    target: textAt(packed, first + 1),
    detail: textAt(packed, first + 2),
  };
}

/** Where each thing starts when they stand one after another, and the end of the last. */
function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, number) => (starts[number + 1] = (starts[number] ?? 0) + length));
  return starts;
}

function numbersOf(
  words: PackedWords,
  phrases: readonly (readonly string[])[],
  starts: Uint32Array,
): Uint32Array {
  const table = openWords(words);
  const numbers = new Map(
    Array.from({ length: table.size }, (_, number) => [table.at(number), number] as const),
  );
  const found = new Uint32Array(starts[phrases.length] ?? 0);
  let at = 0;
  for (const phrase of phrases) for (const word of phrase) found[at++] = numbers.get(word) ?? 0;
  return found;
}

/** The phrases of each word, from the words of each phrase. */
function invert(
  size: number,
  phraseStarts: Uint32Array,
  phraseWords: Uint32Array,
): Pick<PackedSuggestions, 'postingStarts' | 'postings'> {
  const counts = new Array<number>(size).fill(0);
  for (const word of phraseWords) counts[word] = (counts[word] ?? 0) + 1;
  const postingStarts = startsOf(counts);
  const next = postingStarts.slice();
  const postings = new Uint32Array(phraseWords.length);
  for (let phrase = 0; phrase + 1 < phraseStarts.length; phrase += 1) {
    for (let at = phraseStarts[phrase] ?? 0; at < (phraseStarts[phrase + 1] ?? 0); at += 1) {
      const word = phraseWords[at] ?? 0;
      const place = next[word] ?? 0;
      postings[place] = phrase;
      next[word] = place + 1;
    }
  }
  return { postingStarts, postings };
}
