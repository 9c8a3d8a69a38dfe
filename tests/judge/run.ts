import type { Engine } from './engines/engine.ts';
import type { GradedQuery } from './graded.ts';
import { DEPTH, relevantTo, scoreOf, summarise, type Score, type Summary } from './measures.ts';

/** What an engine gave for one graded query. */
export interface Judgement {
  query: GradedQuery;
  ranked: string[];
  score: Score;
  missed: string[]; // services that help and are not among the first ten, the best first
}

/** Asks an engine every query, one after another. */
export async function judge(engine: Engine, queries: readonly GradedQuery[]): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const query of queries) {
    const ranked = await engine.first(query.words, DEPTH);
    const missed = relevantTo(query.grades).filter((slug) => !ranked.includes(slug));
    judgements.push({ query, ranked, score: scoreOf(query.grades, ranked), missed });
  }
  return judgements;
}

/** The means over all queries. */
export const summaryOf = (judgements: readonly Judgement[]): Summary =>
  summarise(judgements.map(({ score }) => score));

/** The means theme by theme, in the order of the queries. */
export const summariesByTheme = (judgements: readonly Judgement[]): [theme: string, summary: Summary][] =>
  [...Map.groupBy(judgements, ({ query }) => query.theme)].map(([theme, group]) => [theme, summaryOf(group)]);

/** The queries served worst, by nDCG and then by recall. */
export const worstOf = (judgements: readonly Judgement[], most: number): Judgement[] =>
  judgements
    .toSorted((a, b) => a.score.ndcg - b.score.ndcg || a.score.recall - b.score.recall)
    .slice(0, most);
