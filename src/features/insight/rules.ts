import { hidePlaces, hidePrivateWords, readTokens, type KnownWords, type Token } from './private-words.ts';

/** A word of a search. One that is not ordinary is kept in memory only, until it has been asked for often. */
export interface SearchedWord {
  text: string; // folded; "?" for a word that must never be kept
  isOrdinary: boolean;
}

/** What is counted of a search that was answered: nothing in it says who asked, or where they are. */
export interface SearchedFor {
  words: readonly SearchedWord[]; // in the order they were written
  needs: string; // slugs, sorted, joined with commas
  results: number;
}

/** A search as the page answered it. */
export interface AnsweredSearch {
  q: string;
  corrected: readonly { from: string; to: string }[];
  needs: readonly string[]; // slugs that were understood
  results: number;
  /** Narrowed by a filter, put in another order, or a later page. */
  isLookedAtAgain: boolean;
}

/** Stands for a word that the directory does not know. */
export const UNKNOWN_WORD = '?';
/** A longer sentence is somebody's story: only its needs are counted. */
const MOST_WORDS = 6;
/** What stands after these is likely a place. */
const BEFORE_PLACES: ReadonlySet<string> = new Set([
  'in',
  'near',
  'at',
  'from',
  'to',
  'around',
  'round',
  'nr',
]);
/** Shorter unknown words are initials or halves of postcodes, longer ones are not words. */
const UNKNOWN_LETTERS = { least: 4, most: 24 };

/**
 * What may be counted of a search: its ordinary words and its needs. Undefined for a search without words, for one
 * that was only looked at again, and for one of which nothing may be kept.
 */
export function searchedFor(search: AnsweredSearch, known: KnownWords): SearchedFor | undefined {
  if (search.isLookedAtAgain) return undefined;
  const corrected = new Map(search.corrected.map(({ from, to }) => [from, to] as const));
  const tokens = readTokens(search.q, corrected);
  hidePrivateWords(tokens, known);
  const words = countedWords(tokens, known);
  const needs = [...new Set(search.needs)].sort().join(',');
  if (words.length === 0 && needs === '') return undefined;
  return { words: words.length > MOST_WORDS ? [] : words, needs, results: search.results };
}

function countedWords(tokens: readonly Token[], known: KnownWords): SearchedWord[] {
  const telling = tokens.filter(({ word, hidden }) => hidden || !known.isFiller(word));
  const isUnknown = (token: Token | undefined): boolean =>
    token !== undefined && (token.hidden || !known.isOrdinary(token.word));
  const counted = telling.flatMap((token, at): { token: Token; word: SearchedWord }[] => {
    if (token.hidden || token.word.length < 2) return [];
    if (known.isOrdinary(token.word)) return [{ token, word: { text: token.word, isOrdinary: true } }];
    // Two strange words side by side are a name, and one beside something hidden belongs to it.
    const isAlone = !isUnknown(telling[at - 1]) && !isUnknown(telling[at + 1]);
    const before = tokens[tokens.indexOf(token) - 1]?.word ?? '';
    const mayBeKept = isAlone && isWordLike(token.word) && !BEFORE_PLACES.has(before);
    return [{ token, word: { text: mayBeKept ? token.word : UNKNOWN_WORD, isOrdinary: !mayBeKept } }];
  });
  return withoutPlaces(counted, known).map(({ word }) => word);
}

const isWordLike = (word: string): boolean =>
  word.length >= UNKNOWN_LETTERS.least && word.length <= UNKNOWN_LETTERS.most && /^\p{L}+$/u.test(word);

/** Words that were apart stand together once others are left out, and together they may be a place. */
function withoutPlaces<T extends { token: Token }>(counted: readonly T[], known: KnownWords): readonly T[] {
  let left = counted;
  while (
    hidePlaces(
      left.map(({ token }) => token),
      known,
    )
  )
    left = left.filter(({ token }) => !token.hidden);
  return left;
}
