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
const cache = new Map<string, string>();

/** The stem of one folded word, by lunr's Porter stemmer: "bills" and "bill" are one. */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const stemmed = lunr.stemmer(new lunr.Token(IRREGULAR.get(word) ?? word, {})).toString();
  if (cache.size >= LARGEST_CACHE) cache.clear();
  cache.set(word, stemmed);
  return stemmed;
}

/** The folded words of a text, in order; none for a text without letters or digits. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}
