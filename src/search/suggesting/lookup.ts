import { openWords, type PackedWords, type WordTable } from '../packed/word-table.ts';

/** Word numbers a typed word may stand for: `from` up to, not including, `to`. */
export interface WordRange {
  from: number;
  to: number;
}

/** From this many letters on a slip is forgiven. */
const SHORTEST_WITH_SLIP = 5;
const MOST_RANGES = 64;
const encoder = new TextEncoder();
const tables = new WeakMap<PackedWords, WordTable>();

function tableOf(words: PackedWords): WordTable {
  const table = tables.get(words) ?? openWords(words);
  tables.set(words, table);
  return table;
}

/** The words that begin with what was typed, and the one it is the plural of. */
export function wordsBegunBy(words: PackedWords, typed: string): WordRange[] {
  const table = tableOf(words);
  const begun = table.startingWith(typed);
  const singular = typed.length > 3 && typed.endsWith('s') ? table.find(typed.slice(0, -1)) : -1;
  return [
    ...(begun.to > begun.from ? [begun] : []),
    ...(singular >= 0 ? [{ from: singular, to: singular + 1 }] : []),
  ];
}

/**
 * The words that begin with what was typed but for one slip: a letter too many, too few, changed, or swapped with its
 * neighbour. Words under five letters and words with digits must be right.
 */
export function wordsNearly({ bytes, offsets }: PackedWords, typed: string): WordRange[] {
  if (typed.length < SHORTEST_WITH_SLIP || /\d/.test(typed)) return [];
  const sought = encoder.encode(typed);
  const found: WordRange[] = [];
  for (let word = 0; word + 1 < offsets.length; word += 1) {
    const start = offsets[word] ?? 0;
    const end = offsets[word + 1] ?? 0;
    let same = 0;
    while (same < sought.length && start + same < end && sought[same] === bytes[start + same]) same += 1;
    if (!mayAgree(sought, same, bytes, start + same)) continue;
    if (!isSlipAt(sought, same, bytes, start + same, end)) continue;
    const last = found[found.length - 1];
    if (last?.to === word) last.to = word + 1;
    else if (found.length < MOST_RANGES) found.push({ from: word, to: word + 1 });
  }
  return found;
}

/** Whether the letters after the first difference leave room for one slip: nearly every word is dismissed here. */
function mayAgree(typed: Uint8Array, at: number, bytes: Uint8Array, place: number): boolean {
  if (at + 1 >= typed.length) return true;
  const next = typed[at + 1];
  return bytes[place] === next || bytes[place + 1] === next || bytes[place + 1] === typed[at];
}

/** Whether one slip, where the two first differ, makes what was typed a beginning of the word. */
function isSlipAt(typed: Uint8Array, at: number, bytes: Uint8Array, place: number, end: number): boolean {
  return (
    goesOn(typed, at + 1, bytes, place, end) ||
    goesOn(typed, at + 1, bytes, place + 1, end) ||
    goesOn(typed, at, bytes, place + 1, end) ||
    (typed[at] === bytes[place + 1] &&
      typed[at + 1] === bytes[place] &&
      goesOn(typed, at + 2, bytes, place + 2, end))
  );
}

/** Whether the rest of what was typed stands in the word from `place` on, before its `end`. */
function goesOn(typed: Uint8Array, from: number, bytes: Uint8Array, place: number, end: number): boolean {
  if (typed.length - from > end - place) return false;
  for (let ahead = 0; from + ahead < typed.length; ahead += 1)
    if (typed[from + ahead] !== bytes[place + ahead]) return false;
  return true;
}
