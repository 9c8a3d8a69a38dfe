import { normaliseOutcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import { FIRST_NAMES, WORDS_THAT_ARE_NAMES } from './first-names.ts';

/** What the directory knows of words, as far as keeping one depends on it. Words are folded. */
export interface KnownWords {
  /** Used by the needs, or in small letters by several services: a word of everybody's. */
  isOrdinary(word: string): boolean;
  isNeedWord(word: string): boolean;
  /** "I", "need", "the": says nothing by itself. */
  isFiller(word: string): boolean;
  isPlaceName(words: string): boolean;
  longestPlaceName: number; // words
}

/** One word of a search; `hidden` once it may be part of who or where somebody is. */
export interface Token {
  word: string; // folded
  isNumber: boolean; // any digit in the piece it was typed in
  isCapital: boolean; // "Mill", not "mill" or "MILL"
  beginsSentence: boolean;
  hidden: boolean;
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const STREETS = list(
  'street road rd lane ln avenue ave close drive crescent cres terrace court gardens grove mews way place square walk hill rise row park view house flat cottage farm estate',
);
/** Kinds of street that are hardly anything else: a name before them is an address even without a number. */
const SURE_STREETS = list('street road rd lane ln avenue ave crescent cres terrace grove mews');
const RELATIVES = list(
  'mum mother dad father nan gran grandad wife husband partner son daughter brother sister aunt auntie uncle cousin friend mate neighbour carer for with',
);
const BEFORE_NAMES = list('mr mrs ms mx dr sir called named name names');
/** An address has at most so many words between its number and its street or postcode. */
const LONGEST_ADDRESS = 5;
const WORDS_OF_A_NAME = 2;

/** "name@example", "www.example", "first.last": the whole piece is somebody's. */
const SOMEBODYS = /@|:\/\/|^www\.|[\p{L}\p{N}][._][\p{L}\p{N}]/iu;
const CAPITAL = /^[^\p{L}\p{N}]*\p{Lu}\p{Ll}/u;

/** Reads a search into words; `corrected` puts the words right that the search put right. */
export function readTokens(q: string, corrected: ReadonlyMap<string, string>): Token[] {
  const tokens: Token[] = [];
  let beginsSentence = true;
  for (const piece of q.split(/[\s/,;]+/).filter((part) => part !== '')) {
    const folded = fold(piece);
    const isNumber = /\p{N}/u.test(folded);
    const isSomebodys = SOMEBODYS.test(piece.replace(/[.!?]+$/, ''));
    const words = isNumber || isSomebodys ? [folded] : folded.split(' ');
    for (const typed of words.filter((word) => word !== '' || isSomebodys)) {
      for (const word of (corrected.get(typed) ?? typed).split(' ')) {
        const isCapital = CAPITAL.test(piece);
        tokens.push({ word, isNumber, isCapital, beginsSentence, hidden: isNumber || isSomebodys });
        beginsSentence = false;
      }
    }
    beginsSentence = /[.!?:]$/.test(piece);
  }
  return tokens;
}

/** Hides every word that may be part of a place, an address, a number or a name; in doubt it is hidden. */
export function hidePrivateWords(tokens: readonly Token[], known: KnownWords): void {
  hidePlaces(tokens, known);
  hideAddresses(tokens, known);
  hideNames(tokens, known);
}

const hide = (tokens: readonly Token[], from: number, to: number): void => {
  for (const token of tokens.slice(Math.max(0, from), to)) token.hidden = true;
};

/** Hides the place names among words, those too that are ordinary words; says whether there were any. */
export function hidePlaces(tokens: readonly Token[], known: KnownWords): boolean {
  let found = false;
  tokens.forEach((_, start) => {
    for (let end = start + 1; end <= Math.min(tokens.length, start + known.longestPlaceName); end += 1) {
      const words = tokens.slice(start, end);
      if (!known.isPlaceName(words.map(({ word }) => word).join(' '))) continue;
      found ||= words.some(({ hidden }) => !hidden);
      hide(tokens, start, end);
    }
  });
  return found;
}

function hideAddresses(tokens: readonly Token[], known: KnownWords): void {
  tokens.forEach((token, at) => {
    const isPostcode = token.isNumber && normaliseOutcode(token.word) !== null;
    if (isPostcode || STREETS.has(token.word)) {
      const from = Math.max(0, at - LONGEST_ADDRESS - 1);
      const number = tokens.slice(from, at).findIndex((before) => before.isNumber);
      if (number !== -1) return hide(tokens, from + number, at + 1);
    }
    const before = tokens[at - 1];
    if (!SURE_STREETS.has(token.word) || before === undefined || known.isFiller(before.word)) return;
    const isLong = tokens[at - 2] !== undefined && !known.isFiller(tokens[at - 2]?.word ?? '');
    hide(tokens, at - (isLong ? 2 : 1), at + 1);
  });
}

function hideNames(tokens: readonly Token[], known: KnownWords): void {
  // A search typed in capitals throughout says nothing by them.
  const isMixed = tokens.some(({ word, isCapital, isNumber }) => !isCapital && !isNumber && word !== 'i');
  tokens.forEach((token, at) => {
    const isMarked = token.isCapital && !token.beginsSentence && isMixed;
    if (isMarked && !known.isNeedWord(token.word)) token.hidden = true;
    if (BEFORE_NAMES.has(token.word)) hideAfter(tokens, at, WORDS_OF_A_NAME, known);
    if (!isFirstName(tokens, at)) return;
    token.hidden = true;
    const isSurname = FIRST_NAMES.has(token.word) || !known.isNeedWord(nextTelling(tokens, at, known));
    if (isSurname) hideAfter(tokens, at, WORDS_OF_A_NAME - 1, known);
  });
}

function isFirstName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (FIRST_NAMES.has(token.word)) return true;
  if (!WORDS_THAT_ARE_NAMES.has(token.word)) return false;
  const isBesideCapital = tokens[at + 1]?.isCapital === true;
  return (
    RELATIVES.has(tokens[at - 1]?.word ?? '') ||
    (token.isCapital && (!token.beginsSentence || isBesideCapital))
  );
}

const nextTelling = (tokens: readonly Token[], at: number, known: KnownWords): string =>
  tokens.slice(at + 1).find(({ word }) => !known.isFiller(word))?.word ?? '';

/** The next words that are more than filler: "called Ann Baker", "name is Ann Baker". */
function hideAfter(tokens: readonly Token[], at: number, most: number, known: KnownWords): void {
  let left = most;
  for (const token of tokens.slice(at + 1)) {
    if (left === 0) return;
    if (known.isFiller(token.word)) continue;
    token.hidden = true;
    left -= 1;
  }
}
