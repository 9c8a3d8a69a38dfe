import { isPlainText } from '#src/lib/stem.ts';
import { fold } from '#src/lib/text.ts';
import { wordNumbers } from '../packed/word-numbers.ts';

/** In how many services each word stands in small letters throughout. */
export interface SmallWords {
  /** Reads the texts of one service. */
  read(texts: readonly string[]): void;
  /** Each folded word with its number of services. */
  services(): Iterable<[string, number]>;
}

const SMALL_LETTER_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}+(?![\p{L}\p{N}])/gu;
const isSmall = (unit: number): boolean => unit >= 97 && unit <= 122;
const isLetterOrDigit = (unit: number): boolean =>
  isSmall(unit) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);
/** After these a word is the rest of another: "NHS-funded", "o'clock". */
const isJoined = (unit: number): boolean =>
  isLetterOrDigit(unit) || unit === 0x27 || unit === 0x2019 || unit === 0x2d;

/** Counts words in small letters, once a service: the first of a sentence and those joined to others are left out. */
export function countSmallWords(): SmallWords {
  const numbers = wordNumbers();
  const counts: number[] = [];
  const lastIn: number[] = [];
  let service = 0;

  const count = (number: number): void => {
    if (lastIn[number] === service) return;
    counts[number] = (counts[number] ?? 0) + 1;
    lastIn[number] = service;
  };

  const readPlain = (text: string): void => {
    let before = 0x20;
    let at = 0;
    while (at < text.length) {
      const start = at;
      while (at < text.length && isSmall(text.charCodeAt(at))) at += 1;
      const unit = at < text.length ? text.charCodeAt(at) : 0x20;
      if (at > start && !isJoined(before) && !isLetterOrDigit(unit)) count(numbers.numberOf(text, start, at));
      before = unit;
      at += 1;
    }
  };

  return {
    read: (texts) => {
      service += 1;
      for (const text of texts) {
        if (isPlainText(text)) readPlain(text);
        else {
          for (const [word] of text.matchAll(SMALL_LETTER_WORD)) {
            const folded = fold(word);
            if (folded !== '') count(numbers.numberOf(folded, 0, folded.length));
          }
        }
      }
    },
    services: () => numbers.words.map((word, number) => [word, counts[number] ?? 0]),
  };
}
