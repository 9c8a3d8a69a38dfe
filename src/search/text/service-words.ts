import type { Gazetteer } from '#src/features/places/rules.ts';
import { foldedForWords } from '#src/lib/stem.ts';
import { wordNumbers } from '../packed/word-numbers.ts';
import { countSmallWords } from './small-words.ts';
import type { TextDocument } from './text-index.ts';

export interface ServiceWords {
  /** Each word as written, folded, with the number of times it is used; words of needs and places count once more. */
  counts: ReadonlyMap<string, number>;
  /** Words that belong to everyday language: several services write them in small letters, or a need uses them. */
  ordinary: ReadonlySet<string>;
  ordinaryPlaceNames: ReadonlySet<string>;
}

/** A name is now and then written small by mistake; by this many services it is a word. */
const SERVICES_OF_ORDINARY_WORD = 3;

/**
 * Counts the words of all services, and tells ordinary words from names. A one-word place name is an ordinary word as
 * well when a single service or a need uses it in small letters ("reading group", "for sale").
 */
export function serviceWords(
  documents: Iterable<TextDocument>,
  needWords: ReadonlySet<string>,
  placeNames: ReadonlySet<string> | Pick<Gazetteer, 'byName'>,
): ServiceWords {
  const places = 'byName' in placeNames ? placeNames.byName : placeNames;
  const small = countSmallWords();
  const numbers = wordNumbers();
  const uses: number[] = [];
  for (const document of documents) {
    for (const text of Object.values(document)) {
      const count = numbers.read(foldedForWords(text));
      while (uses.length < numbers.words.length) uses.push(0);
      for (let at = 0; at < count; at += 1) {
        const word = numbers.latest[at] ?? 0;
        uses[word] = (uses[word] ?? 0) + 1;
      }
    }
    small.read([document.summary, document.description]);
  }
  const ordinary = new Set(needWords);
  const ordinaryPlaceNames = new Set([...needWords].filter((word) => places.has(word)));
  for (const [word, services] of small.services()) {
    if (services >= SERVICES_OF_ORDINARY_WORD) ordinary.add(word);
    if (places.has(word)) ordinaryPlaceNames.add(word);
  }
  const counts = new Map<string, number>();
  for (const key of places.keys()) for (const word of key.split(' ')) counts.set(word, 1);
  for (const word of needWords) counts.set(word, 1);
  numbers.words.forEach((word, number) => counts.set(word, (counts.get(word) ?? 0) + (uses[number] ?? 0)));
  return { counts, ordinary, ordinaryPlaceNames };
}
