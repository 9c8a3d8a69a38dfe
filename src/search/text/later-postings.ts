import { withRoom } from '../packed/growing-numbers.ts';
import { lunrIdf, lunrWeight } from './bm25.ts';
import type { Occurrences } from './occurrences.ts';
import type { Postings } from './text-index.ts';

/** Postings of documents put in since the build, which can grow. */
export interface LaterPostings {
  of(stem: string): Postings | null;
  /** Adds the one document counted; refuses, with a RangeError, a number that is not above all before it. */
  add(document: number, found: Occurrences): void;
}

interface Row {
  length: number;
  documents: Uint32Array;
  weights: Float32Array;
}

/**
 * Weighs later documents with what the build knew: `idfOf` a stem (undefined for one the build does not have, which
 * then counts as standing in one field of one document) and the fields' average lengths. `size` is of the build.
 */
export function laterPostings(
  size: number,
  boosts: readonly number[],
  averageLengths: Float64Array,
  idfOf: (stem: string) => number | undefined,
): LaterPostings {
  const rows = new Map<string, Row>();
  let last = size - 1;

  const weigh = (stem: string, found: Occurrences, field: number, entry: number): number =>
    lunrWeight(
      boosts[field] ?? 1,
      idfOf(stem) ?? lunrIdf(size, 1),
      found.entryCounts.values[entry] ?? 0,
      found.lengths.values[field] ?? 0,
      averageLengths[field] ?? 0,
    );

  return {
    of: (stem) => {
      const row = rows.get(stem);
      if (row === undefined) return null;
      return {
        documents: row.documents.subarray(0, row.length),
        weights: row.weights.subarray(0, row.length),
      };
    },
    add: (document, found) => {
      if (document <= last) throw new RangeError(`Document ${document} is not above ${last}`);
      last = document;
      let entry = 0;
      for (const field of boosts.keys()) {
        for (const end = found.ends.values[field] ?? 0; entry < end; entry += 1) {
          const stem = found.terms[found.entryTerms.values[entry] ?? 0] ?? '';
          addTo(rowOf(rows, stem), document, weigh(stem, found, field, entry));
        }
      }
    },
  };
}

function rowOf(rows: Map<string, Row>, stem: string): Row {
  const known = rows.get(stem);
  if (known !== undefined) return known;
  const row: Row = { length: 0, documents: new Uint32Array(2), weights: new Float32Array(2) };
  rows.set(stem, row);
  return row;
}

/** Fields of one document come one after another, so its weight is the last of the row. */
function addTo(row: Row, document: number, weight: number): void {
  if (row.length > 0 && row.documents[row.length - 1] === document) {
    row.weights[row.length - 1] = (row.weights[row.length - 1] ?? 0) + weight;
    return;
  }
  row.documents = withRoom(row.documents, row.length + 1);
  if (row.weights.length < row.documents.length) {
    const longer = new Float32Array(row.documents.length);
    longer.set(row.weights);
    row.weights = longer;
  }
  row.documents[row.length] = document;
  row.weights[row.length] = weight;
  row.length += 1;
}
