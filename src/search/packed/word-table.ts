/** Different words in the order of their UTF-8 bytes: word n stands from `offsets[n]` to `offsets[n + 1]`. */
export interface PackedWords {
  bytes: Uint8Array;
  offsets: Uint32Array; // one more than there are words
}

export interface WordTable {
  size: number;
  /** The number of a word, -1 when the table does not have it. */
  find(word: string): number;
  /** The word of a number; empty for a number that is none. */
  at(number: number): string;
  /** The numbers of the words that begin so: from `from` up to, not including, `to`. */
  startingWith(prefix: string): { from: number; to: number };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A letter takes at most three bytes for each of its UTF-16 units. */
const MOST_BYTES_A_UNIT = 3;

/** The order of words by their UTF-8 bytes, which is the order of their code points, not of their UTF-16 units. */
export function inByteOrder(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return placeOfUnit(left) - placeOfUnit(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points beyond all that one unit can say. */
const placeOfUnit = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/**
 * Packs words, in any order and each as often as it likes: sorts them by bytes itself (nothing is done to words in
 * order) and keeps each once. Refuses, with a RangeError, half a surrogate pair: it has no bytes of its own.
 */
export function packWords(words: Iterable<string>): PackedWords {
  const sorted = inOrder([...words]);
  const offsets = new Uint32Array(sorted.length + 1);
  let units = 0;
  for (const word of sorted) units += word.length;
  const bytes = new Uint8Array(units * MOST_BYTES_A_UNIT);
  let end = 0;
  for (const [number, word] of sorted.entries()) {
    if (!word.isWellFormed()) throw new RangeError('A word with half a surrogate pair cannot be packed');
    end += encoder.encodeInto(word, bytes.subarray(end)).written;
    offsets[number + 1] = end;
  }
  return { bytes: bytes.slice(0, end), offsets };
}

function inOrder(words: string[]): readonly string[] {
  const isInOrder = words.every((word, at) => at === 0 || inByteOrder(words[at - 1] ?? '', word) < 0);
  if (isInOrder) return words;
  return words.sort(inByteOrder).filter((word, at) => at === 0 || word !== words[at - 1]);
}

/** Opens packed words for looking up, without copying or reading any of them. */
export function openWords({ bytes, offsets }: PackedWords): WordTable {
  const size = offsets.length - 1;
  let sought = new Uint8Array(64);

  /** Puts the bytes of a text into `sought` and returns how many; -1 for a text that no word can begin with. */
  const seek = (text: string): number => {
    if (text.length > bytes.length || !text.isWellFormed()) return -1;
    if (text.length * MOST_BYTES_A_UNIT > sought.length)
      sought = new Uint8Array(text.length * MOST_BYTES_A_UNIT);
    return encoder.encodeInto(text, sought).written;
  };

  /** Below 0 when the word comes before what is sought, 0 when it is or begins with it, above 0 when it comes after. */
  const compare = (number: number, length: number): number => {
    const start = offsets[number] ?? 0;
    const shared = Math.min((offsets[number + 1] ?? 0) - start, length);
    for (let at = 0; at < shared; at += 1) {
      const difference = (bytes[start + at] ?? 0) - (sought[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return shared - length;
  };

  const firstFrom = (low: number, isBefore: (number: number) => boolean): number => {
    let from = low;
    let to = size;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (isBefore(middle)) from = middle + 1;
      else to = middle;
    }
    return from;
  };

  return {
    size,
    find: (word) => {
      const length = seek(word);
      if (length < 0) return -1;
      const number = firstFrom(0, (middle) => compare(middle, length) < 0);
      const isWhole = number < size && (offsets[number + 1] ?? 0) - (offsets[number] ?? 0) === length;
      return isWhole && compare(number, length) === 0 ? number : -1;
    },
    at: (number) => decoder.decode(bytes.subarray(offsets[number] ?? 0, offsets[number + 1] ?? 0)),
    startingWith: (prefix) => {
      const length = seek(prefix);
      if (length < 0) return { from: 0, to: 0 };
      const from = firstFrom(0, (middle) => compare(middle, length) < 0);
      return { from, to: firstFrom(from, (middle) => compare(middle, length) <= 0) };
    },
  };
}
