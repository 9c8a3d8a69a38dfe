import type { Gazetteer } from '#src/features/places/rules.ts';
import { wordsOf } from '#src/lib/stem.ts';
import type { TextDocument } from './text-index.ts';

export interface ServiceWords {
  /** Each word as written, folded, with the number of times it is used; words of needs and places count once. */
  counts: ReadonlyMap<string, number>;
  ordinaryPlaceNames: ReadonlySet<string>;
}

const SMALL_LETTER_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}+(?![\p{L}\p{N}])/gu;

/**
 * Counts the words of all services, and finds the one-word place names that are ordinary words as well: services or
 * needs use them in small letters ("reading group", "for sale").
 */
export function serviceWords(
  documents: readonly TextDocument[],
  needWords: ReadonlySet<string>,
  gazetteer: Gazetteer,
): ServiceWords {
  const counts = new Map<string, number>();
  for (const key of gazetteer.byName.keys()) for (const word of key.split(' ')) counts.set(word, 1);
  for (const word of needWords) counts.set(word, 1);
  const ordinary = new Set([...needWords].filter((word) => gazetteer.byName.has(word)));
  for (const document of documents) {
    for (const text of Object.values(document)) {
      for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    for (const [word] of `${document.summary} ${document.description}`.matchAll(SMALL_LETTER_WORD)) {
      if (gazetteer.byName.has(word)) ordinary.add(word);
    }
  }
  return { counts, ordinaryPlaceNames: ordinary };
}
