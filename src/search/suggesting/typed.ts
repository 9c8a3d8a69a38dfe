import { wordsOf } from '#src/lib/stem.ts';

/** One word of what stands in the search box. */
export interface TypedWord {
  text: string; // folded
  token: number; // which piece between spaces it is a part of
  counts: boolean; // false for small words ("my", "the") that a name may have or not, and words said before
}

/** What stands in the search box, ready for looking up. */
export interface Typed {
  tokens: readonly string[]; // as typed, between spaces
  words: readonly TypedWord[]; // the last ones; the last of all is still being typed
  /** Where "in" or "near" stands and the word a place begins at after it; both 0 when there is none. */
  nearFrom: number;
  placeFrom: number;
}

/** As long as a search may be. */
const LONGEST_TYPED = 300;
/** Earlier words of a long sentence are not looked at: it is the end that is being typed. */
const MOST_WORDS = 8;
const SMALL_WORDS = new Set('a an the my his her our your their some any of'.split(' '));
const BEFORE_PLACE = new Set('in near around round nr nearby'.split(' '));
/** "Close to", "next to", "near to". */
const BEFORE_TO = new Set(['close', 'next', 'near']);

/** Reads a search box. Any text will do; what is longer than a search may be is cut. */
export function readTyped(text: string): Typed {
  const tokens = text
    .slice(0, LONGEST_TYPED)
    .split(/\s+/)
    .filter((token) => token !== '');
  const words: TypedWord[] = [];
  for (let token = tokens.length - 1; token >= 0 && words.length < MOST_WORDS; token -= 1) {
    for (const text of wordsOf(tokens[token] ?? '').reverse()) {
      const isSaidAgain = words.some((word) => word.text === text);
      words.unshift({ text, token, counts: words.length === 0 || !(isSaidAgain || SMALL_WORDS.has(text)) });
    }
  }
  const last = words.slice(-MOST_WORDS);
  return { tokens, words: last, ...findNear(last) };
}

/** The letters of those words that count. */
export const lettersOf = (words: readonly TypedWord[]): number =>
  words.reduce((sum, { text, counts }) => (counts ? sum + text.length : sum), 0);

function findNear(words: readonly TypedWord[]): Pick<Typed, 'nearFrom' | 'placeFrom'> {
  for (let at = words.length - 2; at >= 0; at -= 1) {
    const word = words[at]?.text ?? '';
    if (BEFORE_PLACE.has(word)) return { nearFrom: at, placeFrom: at + 1 };
    if (word === 'to' && BEFORE_TO.has(words[at - 1]?.text ?? ''))
      return { nearFrom: at - 1, placeFrom: at + 1 };
  }
  return { nearFrom: 0, placeFrom: 0 };
}

/**
 * What is left when a place was made of some words, `isPlace` by number: "food bank near tarn" without "tarn" is
 * "food bank".
 */
export function withoutPlace(typed: Typed, isPlace: (word: number) => boolean): string {
  const { words, tokens, nearFrom, placeFrom } = typed;
  const first = words.findIndex((_, word) => isPlace(word));
  const isGone = (word: number): boolean =>
    isPlace(word) || (placeFrom > 0 && first >= placeFrom && word >= nearFrom && word < first);
  const gone = new Set(words.flatMap(({ token }, word) => (isGone(word) ? [token] : [])));
  return tokens.filter((_, token) => !gone.has(token)).join(' ');
}
