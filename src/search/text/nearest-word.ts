import { editDistance, editDistanceOfUnits, slipsForgiven } from '#src/lib/spelling.ts';
import { inByteOrder, type PackedWords } from '../packed/word-table.ts';

/** Words to correct to: each with what `lettersOf` says of it and the number of times it is used. */
export interface Candidates {
  words: PackedWords;
  letters: Uint32Array;
  counts: Uint32Array;
}

const LETTERS = 26;
const OTHERS = 5;
const DIGIT = 31;
/** Used more often than this, words are all the same. */
const MOST_USES = 400;
const OTHER_FIRST_LETTER = 500;
const SLIP = 1000;

/**
 * Which letters a word has, one bit each: a to z, five bits that all other letters share, and one for digits. A slip
 * changes two bits at most: one letter goes, another comes.
 */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << bitOf(word.charCodeAt(at));
  return bits >>> 0;
}

function bitOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 97;
  return unit >= 48 && unit <= 57 ? DIGIT : LETTERS + (unit % OTHERS);
}

export const hasDigit = (letters: number): boolean => letters >>> DIGIT === 1;

/** Only a to z, so that each byte of it is a letter. */
const isPlain = (letters: number): boolean => letters >>> LETTERS === 0;

function onesIn(bits: number): number {
  let ones = bits - ((bits >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return Math.imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const decoder = new TextDecoder();

/**
 * The word most likely meant: fewest slips, then the same first letter, then the most used, then the shorter, then
 * the first by its bytes. Words with digits are neither corrected nor corrected to. Null when none is near.
 */
export function nearestWord(
  word: string,
  { words: { bytes, offsets }, letters, counts }: Candidates,
  later: ReadonlyMap<string, number>,
): string | null {
  const sought = lettersOf(word);
  if (hasDigit(sought)) return null;
  const forgiven = slipsForgiven(word);
  let mostSlips = forgiven;
  let best: string | null = null;
  let bestCost = Infinity;

  const consider = (text: string, slips: number, count: number): void => {
    if (slips === 0 || slips > mostSlips) return;
    const first = text[0] === word[0] ? 0 : OTHER_FIRST_LETTER;
    const cost = slips * SLIP + first - Math.min(MOST_USES, count);
    if (cost > bestCost || (cost === bestCost && best !== null && !isBefore(text, best))) return;
    [best, bestCost, mostSlips] = [text, cost, slips];
  };

  const units = new Uint16Array(word.length);
  for (let at = 0; at < units.length; at += 1) units[at] = word.charCodeAt(at);
  const others = new Uint16Array(units.length + mostSlips);
  const look = (): void => {
    for (let number = 0; number < letters.length; number += 1) {
      const bits = letters[number] ?? 0;
      if (onesIn(bits ^ sought) > 2 * mostSlips || hasDigit(bits)) continue;
      const start = offsets[number] ?? 0;
      const end = offsets[number + 1] ?? 0;
      if (!isPlain(bits)) {
        const text = decoder.decode(bytes.subarray(start, end));
        consider(text, editDistance(word, text, mostSlips), counts[number] ?? 0);
        continue;
      }
      const length = end - start;
      if (Math.abs(length - units.length) > mostSlips) continue;
      for (let at = 0; at < length; at += 1) others[at] = bytes[start + at] ?? 0;
      const slips = editDistanceOfUnits(units, units.length, others, length, mostSlips);
      if (slips > mostSlips) continue;
      consider(decoder.decode(bytes.subarray(start, end)), slips, counts[number] ?? 0);
    }
    for (const [text, bits] of later) {
      if (onesIn(bits ^ sought) <= 2 * mostSlips && !hasDigit(bits))
        consider(text, editDistance(word, text, mostSlips), 1);
    }
  };
  // One slip is far more common than two, and far fewer words are that near: two are looked for only if need be.
  for (let slips = Math.min(1, forgiven); slips <= forgiven && best === null; slips += 1) {
    mostSlips = slips;
    look();
  }
  return best;
}

const isBefore = (a: string, b: string): boolean =>
  a.length - b.length < 0 || (a.length === b.length && inByteOrder(a, b) < 0);
