/** What a person who needs this would say of a service: 3 exactly, 2 helps, 1 a little; not named, no use. */
export type Grade = 1 | 2 | 3;
export type Grades = ReadonlyMap<string, Grade>; // by slug

/** How well one list of results serves one query, each from 0 (not at all) to 1 (as well as can be). */
export interface Score {
  ndcg: number;
  recall: number;
  success: number;
  isEmpty: boolean;
}

/** The means over several queries; `withoutResult` is a share of them, 0 to 1. */
export interface Summary {
  queries: number;
  ndcg: number;
  recall: number;
  success: number;
  withoutResult: number;
}

/** How many results are looked at, and how many for the best one. */
export const DEPTH = 10;
export const FIRST_FEW = 3;

const BEST: Grade = 3;
const RELEVANT: Grade = 2;

const gainOf = (grade: number): number => 2 ** grade - 1;
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const meanOf = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : sumOf(numbers) / numbers.length;
const discounted = (gains: readonly number[]): number =>
  sumOf(gains.map((gain, rank) => gain / Math.log2(rank + 2)));

/** Normalised discounted cumulative gain of the first ten: gain 2^grade - 1, divided by log2(rank + 1), ideal order 1. */
export function ndcgOf(grades: Grades, ranked: readonly string[]): number {
  const gains = ranked.slice(0, DEPTH).map((slug) => gainOf(grades.get(slug) ?? 0));
  const ideal = [...grades.values()].map(gainOf).toSorted((a, b) => b - a);
  const best = discounted(ideal.slice(0, DEPTH));
  return best === 0 ? 0 : discounted(gains) / best;
}

/** The share of services that help (2 or 3) found in the first ten; of more than ten, ten are enough for all. */
export function recallOf(grades: Grades, ranked: readonly string[]): number {
  const relevant = relevantTo(grades);
  const found = ranked.slice(0, DEPTH).filter((slug) => relevant.includes(slug));
  return relevant.length === 0 ? 0 : found.length / Math.min(DEPTH, relevant.length);
}

/** 1 when one of the first three is exactly what the person needs, else 0. */
export const successOf = (grades: Grades, ranked: readonly string[]): number =>
  ranked.slice(0, FIRST_FEW).some((slug) => grades.get(slug) === BEST) ? 1 : 0;

/** The services that help: graded 2 or 3, the best first. */
export const relevantTo = (grades: Grades): string[] =>
  [...grades]
    .filter(([, grade]) => grade >= RELEVANT)
    .toSorted(([, a], [, b]) => b - a)
    .map(([slug]) => slug);

/** All measures of one list of results, in which no service may stand twice. */
export const scoreOf = (grades: Grades, ranked: readonly string[]): Score => ({
  ndcg: ndcgOf(grades, ranked),
  recall: recallOf(grades, ranked),
  success: successOf(grades, ranked),
  isEmpty: ranked.length === 0,
});

/** The means of several scores; of none, all are 0. */
export const summarise = (scores: readonly Score[]): Summary => ({
  queries: scores.length,
  ndcg: meanOf(scores.map(({ ndcg }) => ndcg)),
  recall: meanOf(scores.map(({ recall }) => recall)),
  success: meanOf(scores.map(({ success }) => success)),
  withoutResult: meanOf(scores.map(({ isEmpty }) => (isEmpty ? 1 : 0))),
});
