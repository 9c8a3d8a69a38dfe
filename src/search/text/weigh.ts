import { inByteOrder, packWords } from '../packed/word-table.ts';
import { lunrIdf, lunrWeight } from './bm25.ts';
import type { Occurrences } from './occurrences.ts';
import type { PackedText, Postings } from './text-index.ts';

/** Turns counted words into lunr's weights, in rows: one row a term, terms by their bytes, documents ascending. */
export function weigh(found: Occurrences, boosts: readonly number[]): PackedText {
  const order = Uint32Array.from(found.terms.keys()).sort((a, b) =>
    inByteOrder(found.terms[a] ?? '', found.terms[b] ?? ''),
  );
  const starts = new Uint32Array(order.length + 1);
  const next = new Uint32Array(order.length); // for each term, where its next posting goes
  const idfs = new Float64Array(order.length); // by term, in full
  order.forEach((term, rank) => {
    next[term] = starts[rank] ?? 0;
    starts[rank + 1] = (starts[rank] ?? 0) + (found.documentsWith[term] ?? 0);
    idfs[term] = lunrIdf(found.size, found.fieldsWith[term] ?? 0);
  });
  const averageLengths = averagesOf(found, boosts.length);
  return {
    size: found.size,
    terms: packWords(Array.from(order, (term) => found.terms[term] ?? '')),
    starts,
    ...rowsOf(found, boosts, averageLengths, idfs, next),
    idfs: Float32Array.from(order, (term) => idfs[term] ?? 0),
    averageLengths,
  };
}

/** Over all documents, those without a word in the field too, as lunr has it. */
function averagesOf({ lengths, size }: Occurrences, fields: number): Float64Array {
  const sums = new Float64Array(fields);
  for (let at = 0; at < lengths.length; at += 1) {
    sums[at % fields] = (sums[at % fields] ?? 0) + (lengths.values[at] ?? 0);
  }
  return sums.map((sum) => sum / Math.max(1, size));
}

/** Deals the entries out to the rows of their terms. Entries stand in the order of documents, so each row ascends. */
function rowsOf(
  { ends, lengths, entryTerms, entryCounts, documentsWith }: Occurrences,
  boosts: readonly number[],
  averageLengths: Float64Array,
  idfs: Float64Array,
  next: Uint32Array,
): Postings {
  let total = 0;
  for (const count of documentsWith) total += count;
  const documents = new Uint32Array(total);
  const weights = new Float32Array(total);
  const seenIn = new Uint32Array(idfs.length); // one more than the document a term was last seen in
  let entry = 0;
  for (let at = 0; at < ends.length; at += 1) {
    const field = at % boosts.length;
    const document = (at - field) / boosts.length;
    const boost = boosts[field] ?? 1;
    const length = lengths.values[at] ?? 0;
    const average = averageLengths[field] ?? 0;
    for (const end = ends.values[at] ?? 0; entry < end; entry += 1) {
      const term = entryTerms.values[entry] ?? 0;
      if (seenIn[term] !== document + 1) {
        seenIn[term] = document + 1;
        documents[next[term] ?? 0] = document;
        next[term] = (next[term] ?? 0) + 1;
      }
      const place = (next[term] ?? 0) - 1;
      const weight = lunrWeight(boost, idfs[term] ?? 0, entryCounts.values[entry] ?? 0, length, average);
      weights[place] = (weights[place] ?? 0) + weight;
    }
  }
  return { documents, weights };
}
