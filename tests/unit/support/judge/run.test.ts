import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../judge/engines/engine.ts';
import type { GradedQuery } from '../../../judge/graded.ts';
import type { Grade } from '../../../judge/measures.ts';
import { describeJudgement, tableOf } from '../../../judge/report.ts';
import { judge, summariesByTheme, summaryOf, worstOf } from '../../../judge/run.ts';

const query = (theme: string, words: string, grades: Record<string, Grade>): GradedQuery => ({
  theme,
  words,
  isHard: false,
  grades: new Map(Object.entries(grades)),
});

const QUERIES = [
  query('Food', 'bread', { bakery: 3, pantry: 2 }),
  query('Food', 'soup', { kitchen: 3, bakery: 1 }),
  query('Money', 'rent', { advice: 3 }),
];

const ANSWERS: Record<string, string[]> = { bread: ['bakery', 'pantry'], soup: ['bakery'], rent: [] };
const ENGINE: Engine = { name: 'Paper', first: (words, most) => (ANSWERS[words] ?? []).slice(0, most) };

describe('judging an engine', () => {
  test('every query is asked, and what helps but was not found is named', async () => {
    const judgements = await judge(ENGINE, QUERIES);
    expect(judgements.map(({ missed }) => missed)).toEqual([[], ['kitchen'], ['advice']]);
    expect(summaryOf(judgements)).toMatchObject({ queries: 3, recall: 1 / 3, withoutResult: 1 / 3 });
  });

  test('themes are summed up by themselves', async () => {
    const themes = summariesByTheme(await judge(ENGINE, QUERIES));
    expect(themes.map(([theme, { queries, recall }]) => [theme, queries, recall])).toEqual([
      ['Food', 2, 0.5],
      ['Money', 1, 0],
    ]);
  });

  test('the worst come first, and no more than asked for', async () => {
    const judgements = await judge(ENGINE, QUERIES);
    expect(worstOf(judgements, 2).map((judgement) => judgement.query.words)).toEqual(['rent', 'soup']);
  });
});

describe('what is printed', () => {
  test('a table is Markdown with its columns in line', () => {
    const summary = { queries: 12, ndcg: 0.8567, recall: 1, success: 0.5, withoutResult: 0.034 };
    expect(tableOf('Engine', [['ours', summary]])).toBe(
      [
        '| Engine | queries | nDCG@10 | recall@10 | success@3 | without result |',
        '| ------ | ------: | ------: | --------: | --------: | -------------: |',
        '| ours   |      12 |   0.857 |     1.000 |     0.500 |          3.4 % |',
      ].join('\n'),
    );
  });

  test('a query tells its first results with their grades and what was missed', async () => {
    const [, soup] = await judge(ENGINE, QUERIES);
    const text = soup === undefined ? '' : describeJudgement(soup);
    expect(text).toContain('soup');
    expect(text).toContain('first:  bakery (1)');
    expect(text).toContain('missed: kitchen (3)');
  });
});
