/** How far a word said again still counts, and how much the length of a field does: lunr's own (2.3.9, Builder). */
const K1 = 1.2;
const B = 0.75;
/**
 * The weight of a word that lunr rounds to nothing: too little to move any score, enough to tell a document that has
 * the word from one that has not.
 */
const LEAST_WEIGHT = 2 ** -30;

/**
 * The inverse document frequency of a term as lunr weighs with it. `fieldsWith` counts each field of each document
 * that has the term, as lunr does, so it can be more than there are documents; hence the absolute value.
 */
export const lunrIdf = (documents: number, fieldsWith: number): number =>
  Math.log(1 + Math.abs((documents - fieldsWith + 0.5) / (fieldsWith + 0.5)));

/**
 * BM25 of a term in one field as lunr computes it, to three decimals:
 * boost x idf x (k1 + 1) x count / (k1 x (1 - b + b x length / average length) + count).
 * A field that no document of the build had text in has no average: its length then counts as average.
 */
export function lunrWeight(
  boost: number,
  idf: number,
  count: number,
  length: number,
  averageLength: number,
): number {
  const ratio = averageLength > 0 ? length / averageLength : 1;
  const score = ((idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * ratio) + count)) * boost;
  return Math.max(LEAST_WEIGHT, Math.round(score * 1000) / 1000);
}
