import { withRoom } from './growing-numbers.ts';

/** Different words, numbered from 0 in the order they were first met. */
export interface WordNumbers {
  words: string[];
  /** The numbers of the words of the text read last; valid up to what `read` answered. */
  latest: Uint32Array;
  /**
   * Reads a folded text into `latest` and answers how many words it has. Words are what stands between ASCII characters
   * other than small letters and digits. No string is made for a word met before.
   */
  read(folded: string): number;
  /** The number of the word that stands in a text from `start` up to, not including, `end`. */
  numberOf(text: string, start: number, end: number): number;
}

/** FNV-1a, over UTF-16 units. */
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

const isSeparator = (unit: number): boolean =>
  unit < 97 ? unit < 48 || unit > 57 : unit > 122 && unit < 128;

/** A hash table with open addressing: for each word a few numbers and its letters, and no object to look at. */
export function wordNumbers(): WordNumbers {
  const words: string[] = [];
  let hashes: Uint32Array = new Uint32Array(4_096); // by word
  let starts: Uint32Array = new Uint32Array(4_096); // by word, in `units`; one more at the end
  let units = new Uint16Array(32_768); // of all words, one after another
  let slots = new Uint32Array(16_384); // one more than the number of a word; 0 for none

  const place = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(slots.length) + 1);

  const isAt = (number: number, text: string, start: number, end: number): boolean => {
    const first = starts[number] ?? 0;
    if ((starts[number + 1] ?? 0) - first !== end - start) return false;
    for (let at = start; at < end; at += 1) {
      if (units[first + at - start] !== text.charCodeAt(at)) return false;
    }
    return true;
  };

  const addWord = (text: string, start: number, end: number, hash: number): number => {
    const number = words.push(ownCopy(text.slice(start, end))) - 1;
    hashes = withRoom(hashes, number + 1);
    starts = withRoom(starts, number + 2);
    const first = starts[number] ?? 0;
    if (first + end - start > units.length) {
      const longer = new Uint16Array(first + end - start + units.length);
      longer.set(units);
      units = longer;
    }
    for (let at = start; at < end; at += 1) units[first + at - start] = text.charCodeAt(at);
    hashes[number] = hash;
    starts[number + 1] = first + end - start;
    return number;
  };

  const grow = (): void => {
    slots = new Uint32Array(slots.length * 2);
    for (let number = 0; number < words.length; number += 1) {
      let slot = place(hashes[number] ?? 0);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number + 1;
    }
  };

  const numberOfHashed = (text: string, start: number, end: number, hash: number): number => {
    let slot = place(hash);
    for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
      if (hashes[taken - 1] === hash && isAt(taken - 1, text, start, end)) return taken - 1;
      slot = (slot + 1) & (slots.length - 1);
    }
    const number = addWord(text, start, end, hash);
    slots[slot] = number + 1;
    if (words.length * 2 > slots.length) grow();
    return number;
  };

  const numbers: WordNumbers = {
    words,
    latest: new Uint32Array(1_024),
    numberOf: (text, start, end) => {
      let hash = FNV_START;
      for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
      return numberOfHashed(text, start, end, hash >>> 0);
    },
    read: (folded) => {
      // A word takes at least two characters, its separator among them.
      numbers.latest = withRoom(numbers.latest, (folded.length + 3) >> 1);
      const { latest } = numbers;
      let count = 0;
      let start = 0;
      let hash = FNV_START;
      for (let at = 0; at < folded.length; at += 1) {
        const unit = folded.charCodeAt(at);
        if (!isSeparator(unit)) {
          hash = Math.imul(hash ^ unit, FNV_PRIME);
          continue;
        }
        if (at > start) latest[count++] = numberOfHashed(folded, start, at, hash >>> 0);
        start = at + 1;
        hash = FNV_START;
      }
      if (folded.length > start) latest[count++] = numberOfHashed(folded, start, folded.length, hash >>> 0);
      return count;
    },
  };
  return numbers;
}

/** A long piece of a text keeps the whole text in memory (V8); a copy does not. */
const ownCopy = (word: string): string => (word.length < 13 ? word : Buffer.from(word).toString());
