import { stem } from '#src/lib/stem.ts';
import { firstOf } from '../packed/top.ts';
import { inByteOrder, openWords, packWords, type PackedWords } from '../packed/word-table.ts';
import { hasDigit, lettersOf, nearestWord } from './nearest-word.ts';
import type { ServiceWords } from './service-words.ts';

/** The words of the directory as plain arrays, each with memory of its own, so that a worker can hand them over. */
export interface PackedVocabulary {
  words: PackedWords;
  counts: Uint32Array; // for each word, how many times it is used
  letters: Uint32Array; // for each word, one bit for each letter in it: see `lettersOf`
  ordinary: Uint8Array; // for each word, 1 when it is an ordinary one
  stems: PackedWords;
}

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
  /** True for a word of everyday language, false for one that is only known from names. */
  isOrdinary(word: string): boolean;
  /** Adds the folded words of edited services. One that is new counts as used once; the others keep their counts. */
  learn(words: Iterable<string>): void;
}

/** Longer words are not words people spell wrong, but something else. */
const LONGEST_WORD = 30;

/** Packs the words of services, needs and places. */
export function packVocabulary({ counts, ordinary }: ServiceWords): PackedVocabulary {
  const words = [...counts.keys()].sort(inByteOrder);
  return {
    words: packWords(words),
    counts: Uint32Array.from(words, (word) => counts.get(word) ?? 0),
    letters: Uint32Array.from(words, lettersOf),
    ordinary: Uint8Array.from(words, (word) => (ordinary.has(word) ? 1 : 0)),
    stems: packWords(new Set(words.map(stem))),
  };
}

/** Opens packed words for asking and for learning; reads nothing ahead. */
export function openVocabulary(packed: PackedVocabulary): Vocabulary {
  const { counts, letters } = packed;
  const words = openWords(packed.words);
  const stems = openWords(packed.stems);
  const learnt = new Map<string, number>(); // with the letters of each
  const learntStems = new Set<string>();

  const has = (word: string): boolean => words.find(word) >= 0 || learnt.has(word);
  const countOf = (word: string): number => counts[words.find(word)] ?? (learnt.has(word) ? 1 : 0);
  const isMoreUsed = (a: number, b: number): boolean => {
    const difference = (counts[a] ?? 0) - (counts[b] ?? 0);
    return difference > 0 || (difference === 0 && a < b);
  };

  return {
    knows: (word) => {
      if (has(word)) return true;
      const stemmed = stem(word);
      return stems.find(stemmed) >= 0 || learntStems.has(stemmed);
    },
    countOf,
    completionsOf: (start, most) => {
      const { from, to } = words.startingWith(start);
      const numbers = new Uint32Array(to - from);
      let size = 0;
      for (let number = from; number < to; number += 1) {
        if (!hasDigit(letters[number] ?? 0)) numbers[size++] = number;
      }
      const found = firstOf(numbers.subarray(0, size), most, isMoreUsed);
      const completions = Array.from(found, (number) => words.at(number));
      for (const [word, bits] of learnt) {
        if (word.startsWith(start) && !hasDigit(bits)) completions.push(word);
      }
      return completions.sort((a, b) => countOf(b) - countOf(a) || inByteOrder(a, b)).slice(0, most);
    },
    correctionOf: (word) => (word.length > LONGEST_WORD ? null : nearestWord(word, packed, learnt)),
    splitOf: (word) => {
      if (word.length > LONGEST_WORD) return null;
      for (let at = 3; at <= word.length - 3; at += 1) {
        if (has(word.slice(0, at)) && has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
      }
      return null;
    },
    isOrdinary: (word) => packed.ordinary[words.find(word)] === 1,
    learn: (more) => {
      for (const word of more) {
        if (words.find(word) >= 0) continue;
        learnt.set(word, lettersOf(word));
        learntStems.add(stem(word));
      }
    },
  };
}
