import { foldedForWords, stem } from '#src/lib/stem.ts';
import { append, growingNumbers, withRoom, type GrowingNumbers } from '../packed/growing-numbers.ts';
import { wordNumbers } from '../packed/word-numbers.ts';

/** Which term stands how often in which field of which document. */
export interface Occurrences {
  size: number; // documents
  terms: readonly string[]; // stems, by term number
  /** For each term, the documents that have it, and the fields of documents that have it. */
  documentsWith: Uint32Array;
  fieldsWith: Uint32Array;
  /** For each field of each document: where its entries end, and how many words it has, repeats included. */
  ends: GrowingNumbers;
  lengths: GrowingNumbers;
  /** Entries, one for each different term of a field: the term, and how often it stands there. */
  entryTerms: GrowingNumbers;
  entryCounts: GrowingNumbers;
}

/** Reads each text once and counts its stems, field by field in the order given, into plain numbers. */
export function countOccurrences<Field extends string>(
  documents: Iterable<Readonly<Record<Field, string>>>,
  fields: readonly Field[],
  room: number,
): Occurrences {
  const termOfStem = new Map<string, number>();
  const numbers = wordNumbers();
  const termOfWord = growingNumbers(room);
  const terms: string[] = [];
  const ends = growingNumbers(room);
  const lengths = growingNumbers(room);
  const entryTerms = growingNumbers(room);
  const entryCounts = growingNumbers(room);
  // For each term: the entry it last had, and one more than the document it was last seen in.
  let entryOf: Uint32Array = new Uint32Array(room);
  let seenIn: Uint32Array = new Uint32Array(room);
  let documentsWith: Uint32Array = new Uint32Array(room);
  let fieldsWith: Uint32Array = new Uint32Array(room);

  const termFor = (word: string): number => {
    const stemmed = stem(word);
    const known = termOfStem.get(stemmed);
    if (known !== undefined) return known;
    termOfStem.set(stemmed, terms.length);
    terms.push(stemmed);
    entryOf = withRoom(entryOf, terms.length);
    seenIn = withRoom(seenIn, terms.length);
    documentsWith = withRoom(documentsWith, terms.length);
    fieldsWith = withRoom(fieldsWith, terms.length);
    return terms.length - 1;
  };

  let size = 0;
  for (const document of documents) {
    size += 1;
    for (const field of fields) {
      const length = numbers.read(foldedForWords(document[field]));
      for (let word = termOfWord.length; word < numbers.words.length; word += 1)
        append(termOfWord, termFor(numbers.words[word] ?? ''));
      const start = entryTerms.length;
      for (let at = 0; at < length; at += 1) {
        const term = termOfWord.values[numbers.latest[at] ?? 0] ?? 0;
        const entry = entryOf[term] ?? 0;
        if (entry >= start && entry < entryTerms.length && entryTerms.values[entry] === term) {
          entryCounts.values[entry] = (entryCounts.values[entry] ?? 0) + 1;
          continue;
        }
        entryOf[term] = entryTerms.length;
        append(entryTerms, term);
        append(entryCounts, 1);
        fieldsWith[term] = (fieldsWith[term] ?? 0) + 1;
        if (seenIn[term] !== size) documentsWith[term] = (documentsWith[term] ?? 0) + 1;
        seenIn[term] = size;
      }
      append(ends, entryTerms.length);
      append(lengths, length);
    }
  }
  return { size, terms, documentsWith, fieldsWith, ends, lengths, entryTerms, entryCounts };
}
