import lunr from 'lunr';
import { stem, wordsOf } from '#src/lib/stem.ts';

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

/** The documents with a stem, ascending, and the weight of the stem in each: BM25 summed over the fields. */
export interface Postings {
  documents: Uint32Array;
  weights: Float32Array;
}

export interface TextIndex {
  size: number; // documents
  /** The postings of a stem; empty for one that no document has. */
  postings(stem: string): Postings;
  /** The inverse document frequency a stem was weighed with, near enough: never 0. */
  idf(stem: string): number;
  /** How rare a stem is, 0 (in every document) to 1 (in one). */
  rarity(stem: string): number;
}

const NOTHING: Postings = { documents: new Uint32Array(0), weights: new Float32Array(0) };
const LEAST_IDF = 0.3;
/** Stems whose postings are kept ready. */
const MOST_KEPT = 5_000;

/** Indexes texts with lunr's ranking. Document numbers are positions in `documents`. */
export function buildTextIndex(documents: readonly TextDocument[]): TextIndex {
  const builder = new lunr.Builder();
  builder.ref('number');
  for (const field of FIELDS) builder.field(field, { boost: FIELD_BOOSTS[field] });
  documents.forEach((document, number) => {
    // Stems, not text: lunr takes an array as tokens, so its own tokeniser, trimmer and stop words play no part.
    const fields = FIELDS.map((field) => [field, wordsOf(document[field]).map(stem)] as const);
    builder.add({ number: String(number), ...Object.fromEntries(fields) });
  });
  return over(builder.build(), documents.length);
}

function over(index: lunr.Index, size: number): TextIndex {
  const kept = new Map<string, Postings>();
  const postings = (wanted: string): Postings => {
    const known = kept.get(wanted);
    if (known !== undefined) return known;
    const found = lookUp(index, wanted);
    if (kept.size >= MOST_KEPT) kept.clear();
    if (found !== NOTHING) kept.set(wanted, found);
    return found;
  };
  const rarity = (wanted: string): number => {
    const count = postings(wanted).documents.length;
    return size === 0 ? 0 : Math.log(1 + size / Math.max(1, count)) / Math.log(1 + size);
  };
  const idf = (wanted: string): number => {
    const count = postings(wanted).documents.length;
    return Math.max(LEAST_IDF, Math.log(1 + Math.abs((size - count + 0.5) / (count + 0.5))));
  };
  return { size, postings, idf, rarity };
}

/**
 * One stem as one clause. A query of one clause scores a document with exactly the sum of the stem's weights in its
 * fields, so sums over stems rank as lunr does, without lunr's division by the length of the whole query.
 */
function lookUp(index: lunr.Index, wanted: string): Postings {
  // lunr would read a star as a wildcard; folded words have none, but nothing else may either.
  if (wanted === '' || wanted.includes('*')) return NOTHING;
  const hits = index.query((query) => query.term(wanted, { usePipeline: false }));
  if (hits.length === 0) return NOTHING;
  const pairs = hits.map((hit) => [Number(hit.ref), hit.score] as const).sort((a, b) => a[0] - b[0]);
  return {
    documents: Uint32Array.from(pairs, (pair) => pair[0]),
    weights: Float32Array.from(pairs, (pair) => pair[1]),
  };
}

/** The weight of a stem in one document, 0 when it is not there. */
export function weightIn(postings: Postings, document: number): number {
  let low = 0;
  let high = postings.documents.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = postings.documents[middle] ?? 0;
    if (at === document) return postings.weights[middle] ?? 0;
    if (at < document) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
