import { bestOfSums } from '../packed/sums.ts';
import { openWords, type PackedWords } from '../packed/word-table.ts';
import { lunrIdf } from './bm25.ts';
import { laterPostings } from './later-postings.ts';
import { countOccurrences } from './occurrences.ts';
import { weigh } from './weigh.ts';

/** The fields of a service that are searched as text, and how much a word counts in each. */
export const FIELD_BOOSTS = {
  name: 6,
  needs: 3,
  summary: 2.5,
  organisation: 2,
  venues: 1.5,
  description: 1,
} as const;
export type TextField = keyof typeof FIELD_BOOSTS;
export type TextDocument = Record<TextField, string>;
const FIELDS = Object.keys(FIELD_BOOSTS) as TextField[];
const BOOSTS = Object.values(FIELD_BOOSTS);

/** Documents with a stem, ascending, and the weight of the stem in each: BM25 summed over the fields. Read-only. */
export interface Postings {
  documents: Uint32Array;
  weights: Float32Array;
}

/** A text index as plain arrays, each with memory of its own, so that a worker can hand it over. */
export interface PackedText {
  size: number; // documents
  terms: PackedWords; // stems
  starts: Uint32Array; // for each term, where its postings begin; one more at the end
  documents: Uint32Array;
  weights: Float32Array;
  idfs: Float32Array; // for each term, lunr's
  averageLengths: Float64Array; // for each field in the order of FIELD_BOOSTS, in words
}

export interface TextIndex {
  size: number; // documents of the build
  /**
   * The postings of a stem: of the build, then of documents put in since; none when unknown. Documents taken out since
   * are still in them.
   */
  postings(stem: string): readonly Postings[];
  has(stem: string): boolean;
  /** The inverse document frequency of a stem among the documents of the build: never 0. */
  idf(stem: string): number;
  /** How rare a stem is among the documents of the build, 0 (in every one) to 1 (in one, or in none). */
  rarity(stem: string): number;
  /** 0 when the document does not have the stem. */
  weightIn(stem: string, document: number): number;
  /** Adds an edited document, weighed as by the build; refuses, with a RangeError, a number not above all before. */
  put(document: number, text: TextDocument): void;
}

const LEAST_IDF = 0.3;

/** Weighs texts as lunr does. Document numbers are places in the order given. */
export const packText = (documents: Iterable<TextDocument>): PackedText =>
  weigh(countOccurrences(documents, FIELDS, 65_536), BOOSTS);

/** Opens a packed index for asking and for edits; reads nothing ahead. */
export function openText(packed: PackedText): TextIndex {
  const { size, starts } = packed;
  const terms = openWords(packed.terms);
  const later = laterPostings(size, BOOSTS, packed.averageLengths, (stem) => packed.idfs[terms.find(stem)]);
  const countOf = (term: number): number => (term < 0 ? 0 : (starts[term + 1] ?? 0) - (starts[term] ?? 0));

  const postings = (stem: string): Postings[] => {
    const term = terms.find(stem);
    const found: Postings[] = [];
    if (term >= 0) {
      const [from, to] = [starts[term], starts[term + 1]];
      found.push({
        documents: packed.documents.subarray(from, to),
        weights: packed.weights.subarray(from, to),
      });
    }
    const since = later.of(stem);
    if (since !== null) found.push(since);
    return found;
  };

  return {
    size,
    postings,
    has: (stem) => terms.find(stem) >= 0 || later.of(stem) !== null,
    idf: (stem) => {
      const count = Math.max(countOf(terms.find(stem)), later.of(stem) === null ? 0 : 1);
      return Math.max(LEAST_IDF, lunrIdf(size, count));
    },
    rarity: (stem) => {
      const count = Math.max(1, countOf(terms.find(stem)));
      return size === 0 ? 0 : Math.log(1 + size / count) / Math.log(1 + size);
    },
    weightIn: (stem, document) => {
      for (const part of postings(stem)) {
        const place = placeOf(part.documents, document);
        if (place >= 0) return part.weights[place] ?? 0;
      }
      return 0;
    },
    put: (document, text) => later.add(document, countOccurrences([text], FIELDS, 256)),
  };
}

/** Where a number stands in ascending ones, -1 when it does not. */
function placeOf(ascending: Uint32Array, wanted: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return ascending[from] === wanted ? from : -1;
}

/**
 * The documents with any of the stems that rank first with lunr, best first, equal ones by number; a stem given twice
 * counts twice. Scores are lunr's times the length of its query vector, the same for all documents of one question.
 */
export function topDocuments(
  text: TextIndex,
  stems: readonly string[],
  most: number,
  isAlive: (document: number) => boolean = () => true,
): { documents: Uint32Array; scores: Float64Array } {
  const rows = stems.flatMap((stem) => text.postings(stem));
  const { numbers, sums } = bestOfSums(
    rows.map(({ documents, weights }) => ({ numbers: documents, values: weights })),
    most,
    isAlive,
  );
  return { documents: numbers, scores: sums };
}
