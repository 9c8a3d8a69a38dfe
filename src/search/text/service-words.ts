import type { Gazetteer } from '#src/features/places/rules.ts';
import { wordsOf } from '#src/lib/stem.ts';
import { fold } from '#src/lib/text.ts';
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
const SMALL_LETTER_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}+(?![\p{L}\p{N}])/gu;

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
  const counts = new Map<string, number>();
  for (const key of places.keys()) for (const word of key.split(' ')) counts.set(word, 1);
  for (const word of needWords) counts.set(word, 1);
  const smallIn = new Map<string, number>(); // services
  for (const document of documents) {
    for (const text of Object.values(document)) {
      for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    for (const word of smallLetterWords(`${document.summary} ${document.description}`)) {
      smallIn.set(word, (smallIn.get(word) ?? 0) + 1);
    }
  }
  const ordinary = new Set(needWords);
  const ordinaryPlaceNames = new Set([...needWords].filter((word) => places.has(word)));
  for (const [word, services] of smallIn) {
    if (services >= SERVICES_OF_ORDINARY_WORD) ordinary.add(word);
    if (places.has(word)) ordinaryPlaceNames.add(word);
  }
  return { counts, ordinary, ordinaryPlaceNames };
}

/** The different words of a text that stand in small letters throughout, folded. */
const smallLetterWords = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(SMALL_LETTER_WORD), ([word]) => fold(word)));
