import lunr from 'lunr';
import { fold } from './text.ts';

/** Forms that the Porter stemmer keeps apart and people mix: each is stemmed as the word it stands for. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['kids', 'kid'],
  ['men', 'man'],
  ['women', 'woman'],
  ['fell', 'fall'],
  ['fallen', 'fall'],
  ['drank', 'drink'],
  ['drunk', 'drink'],
  ['drinker', 'drink'],
  ['drinkers', 'drink'],
  ['loneliness', 'lonely'],
  ['anxious', 'anxiety'],
  ['depressed', 'depression'],
  ['depressing', 'depression'],
  ['bereaved', 'bereavement'],
  ['grieving', 'grief'],
  ['grieve', 'grief'],
  ['homelessness', 'homeless'],
  ['teeth', 'tooth'],
  ['feet', 'foot'],
  ['hearing', 'hear'],
  ['carers', 'carer'],
  ['evicted', 'eviction'],
]);

/** Bounded, because visitors' words pass through here too. */
const LARGEST_CACHE = 50_000;
/** What is longer is not a word, has no other forms, and would only fill the cache. */
const LONGEST_WORD = 60;
const cache = new Map<string, string>();

/** The stem of one folded word, by lunr's Porter stemmer: "bills" and "bill" are one. Over 60 letters, the word itself. */
export function stem(word: string): string {
  if (word.length > LONGEST_WORD) return word;
  const known = cache.get(word);
  if (known !== undefined) return known;
  const stemmed = lunr.stemmer(new lunr.Token(IRREGULAR.get(word) ?? word, {})).toString();
  if (cache.size >= LARGEST_CACHE) cache.clear();
  cache.set(word, stemmed);
  return stemmed;
}

/** Characters that fold to themselves, to their small letter, to nothing or to a space: nearly all there are. */
const PLAIN_TEXT = /^[\x00-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u2022£]*$/;

/** True for a text whose letters are all a to z, small or capital. */
export const isPlainText = (text: string): boolean => PLAIN_TEXT.test(text);

/**
 * A text folded only as far as its words need: they are what stands between ASCII characters other than small letters
 * and digits. Several times quicker than `fold` for a plain text.
 */
export const foldedForWords = (text: string): string =>
  isPlainText(text)
    ? text
        .toLowerCase()
        .replace(/['`\u2018\u2019]/g, '')
        .replace(/[^\x00-\x7f]/g, ' ')
    : fold(text);

/** The folded words of a text, in order; none for a text without letters or digits. */
export const wordsOf = (text: string): string[] =>
  foldedForWords(text).match(/[^\x00-\x2f:-`{-\x7f]+/g) ?? [];
