import { editDistance } from '#src/lib/spelling.ts';
import { isGeneric, isOffer, type ReadyName } from './name-words.ts';

/** What a word common to every directory weighs at most, in bits. */
const GENERIC_BITS = 2.5;
/** The share of its weight that the name of the town, or of the venue, keeps: both are expected to have it. */
const LOCAL_SHARE = 0.35;
/** How well two words match that differ by a letter. */
const MISSPELT = 0.9;

export interface NameLikeness {
  alike: number; // 0 to 1; 1 for one and the same name
  bits: number; // how much the shared words tell
  exact: boolean;
  /** One name is the other with only more of what any name there may have. */
  isContained: boolean;
  sharedWords: number;
  /** Words of one name only that say what happens there. */
  differsIn: readonly string[];
  /** They name two buildings, numbers or venues: "Elm Library" and "Elm Church", "1st Elm Scouts" and "2nd". */
  areOthers: boolean;
}

/** What is known about words where two names are compared. */
export interface WordKnowledge {
  /** How much a word tells: the rarer the more. */
  bitsOf: (word: string) => number;
  /** Whether any two services there may share it. */
  isLocal: (word: string) => boolean;
  /** Words of the addresses, which a name may repeat. */
  firstAddress: () => ReadonlySet<string>;
  secondAddress: () => ReadonlySet<string>;
}

/** How alike two names are, by the weight of the words they share. Symmetric. */
export function compareNames(first: ReadyName, second: ReadyName, known: WordKnowledge): NameLikeness {
  const { bitsOf, isLocal } = known;
  if (first.key === second.key)
    return {
      alike: 1,
      bits: sum(first.words.map(bitsOf)),
      exact: true,
      isContained: true,
      sharedWords: first.words.length,
      differsIn: [],
      areOthers: false,
    };
  const weigh = (word: string): number => {
    const bits = isGeneric(word) ? Math.min(bitsOf(word), GENERIC_BITS) : bitsOf(word);
    const expected = isLocal(word) || first.venueWords.has(word) || second.venueWords.has(word);
    return expected ? bits * LOCAL_SHARE : bits;
  };
  const shared = first.words.filter((word) => second.words.includes(word));
  const left = first.words.filter((word) => !shared.includes(word));
  const right = second.words.filter((word) => !shared.includes(word));
  const near = misspellings(left, right);
  const matched = new Set(near.flat());
  const isAlone = (word: string): boolean => !matched.has(word);
  const [aloneLeft, aloneRight] = [left.filter(isAlone), right.filter(isAlone)];
  const differsIn = [...aloneLeft, ...aloneRight].filter(isOffer).sort();
  const areOthers =
    disjoint(first.buildings, second.buildings) ||
    disjoint(first.venueWords, second.venueWords) ||
    (aloneLeft.some(isNumber) && aloneRight.some(isNumber));
  const same = sum(shared.map(weigh)) + sum(near.map(([a, b]) => (MISSPELT * (weigh(a) + weigh(b))) / 2));
  const whole = sum(first.words.map(weigh)) + sum(second.words.map(weigh));
  const alike = whole === 0 ? 0 : (2 * same) / whole;
  const told = sum(shared.map(bitsOf)) + sum(near.map(([a, b]) => Math.min(bitsOf(a), bitsOf(b))));
  // "Elm Library" and "Elm Library Hub".
  const fills = (words: readonly string[], address: () => ReadonlySet<string>): boolean =>
    words.every((word) => isGeneric(word) || isLocal(word) || address().has(word));
  const isContained =
    differsIn.length === 0 &&
    told >= LEAST_CONTAINED_BITS &&
    ((aloneLeft.length === 0 && fills(aloneRight, known.firstAddress)) ||
      (aloneRight.length === 0 && fills(aloneLeft, known.secondAddress)));
  return {
    alike: isContained ? Math.max(alike, CONTAINED) : alike,
    bits: isContained ? told : same,
    exact: false,
    isContained,
    sharedWords: shared.length + near.length,
    differsIn,
    areOthers,
  };
}

/** A name within another is so alike to it, if it tells so much. */
const CONTAINED = 0.85;
const LEAST_CONTAINED_BITS = 7;

const disjoint = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && [...a].every((value) => !b.has(value));

const isNumber = (word: string): boolean => /^\d/.test(word);

/** Words of `left` and `right` that are one but for a letter (two in long words), each used once. */
function misspellings(left: readonly string[], right: readonly string[]): [string, string][] {
  const close: { a: string; b: string; edits: number; order: string }[] = [];
  for (const a of left) {
    for (const b of right) {
      const shorter = Math.min(a.length, b.length);
      if (shorter < 5 || /\d/.test(a + b)) continue;
      const most = shorter >= 9 ? 2 : 1;
      const edits = editDistance(a, b, most);
      if (edits <= most) close.push({ a, b, edits, order: [a, b].sort().join(' ') });
    }
  }
  close.sort((x, y) => x.edits - y.edits || (x.order < y.order ? -1 : 1));
  const used = new Set<string>();
  return close.flatMap(({ a, b }): [string, string][] => {
    if (used.has(a) || used.has(b)) return [];
    used.add(a).add(b);
    return [[a, b]];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
