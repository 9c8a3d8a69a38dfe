import type { WordRange } from './lookup.ts';
import { lettersOf, type Typed } from './typed.ts';

/** A typed word, with the words of one table it may stand for. */
export interface SoughtWord {
  bit: number; // 1 << its number among the typed words
  letters: number; // 0 for a small word, which may stand in a phrase or not
  isAfterNear: boolean;
  /** Words it may stand for, from `from` up to, not including, `to`, which mostly are all; and others. */
  from: number;
  to: number;
  others: readonly WordRange[];
}

/** What is looked for in one table. */
export interface Sought {
  words: readonly SoughtWord[]; // the longest first: it has the fewest words to choose from
  anchor: SoughtWord; // its phrases are looked at
  lastBit: number; // of the word that is still being typed
  letters: number; // of all words
  lettersAfterNear: number; // of those after "in" or "near"; 0 when neither was typed
  /** The most letters that a phrase of n words can have of these, by n. */
  mostLetters: readonly number[];
}

/** Makes typed words ready for a table; `ranges` by their number, `anchor` the number of one that counts. */
export function soughtIn(
  { words, placeFrom }: Typed,
  ranges: readonly (readonly WordRange[])[],
  anchor: number,
): Sought | null {
  const all = words.map(({ text, counts }, number): SoughtWord => {
    const [first = { from: 0, to: 0 }, ...others] = ranges[number] ?? [];
    return {
      bit: 1 << number,
      letters: counts ? text.length : 0,
      isAfterNear: placeFrom > 0 && number >= placeFrom,
      from: first.from,
      to: first.to,
      others,
    };
  });
  const found = all[anchor];
  if (found === undefined) return null;
  const byLength = all.toSorted((a, b) => b.letters - a.letters);
  const mostLetters = [0];
  for (const word of byLength) mostLetters.push((mostLetters.at(-1) ?? 0) + word.letters);
  return {
    words: byLength.filter((word) => word.to > word.from || word.others.length > 0),
    anchor: found,
    lastBit: 1 << (words.length - 1),
    letters: lettersOf(words),
    lettersAfterNear: placeFrom > 0 ? lettersOf(words.slice(placeFrom)) : 0,
    mostLetters,
  };
}
