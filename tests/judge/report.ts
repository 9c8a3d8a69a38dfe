import type { SearchAnswer } from '#src/search/types.ts';
import type { GradedQuery } from './graded.ts';
import { FIRST_FEW, scoreOf, type Grades, type Summary } from './measures.ts';
import type { Judgement } from './run.ts';

const HEAD = ['queries', 'nDCG@10', 'recall@10', 'success@3', 'without result'];

const decimals = (number: number): string => number.toFixed(3);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A Markdown table of one summary a line, its columns padded so that it can be read as it is. */
export function tableOf(title: string, rows: readonly (readonly [name: string, summary: Summary])[]): string {
  const cells = [
    [title, ...HEAD],
    ...rows.map(([name, { queries, ndcg, recall, success, withoutResult }]) => [
      name,
      String(queries),
      ...[ndcg, recall, success].map(decimals),
      percent(withoutResult),
    ]),
  ];
  const widths = [title, ...HEAD].map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join('\n');
}

const named = (grades: Grades, slug: string): string => `${slug} (${grades.get(slug) ?? 0})`;

/** One query with what came first and what was missed, each service with its grade. */
export function describeJudgement({ query, ranked, score, missed }: Judgement): string {
  const list = (slugs: readonly string[]): string =>
    slugs.map((slug) => named(query.grades, slug)).join(', ') || 'nothing';
  return [
    `${decimals(score.ndcg)}  ${query.words}${query.isHard ? '  [hard]' : ''}`,
    `       first:  ${list(ranked.slice(0, FIRST_FEW))}`,
    `       missed: ${list(missed)}`,
  ].join('\n');
}

/** One search in full: what was understood, then its first results; with grades when the query has been graded. */
export function describeAnswer(words: string, answer: SearchAnswer, query: GradedQuery | null): string {
  const slugs = answer.results.map(({ slug }) => slug);
  const { needs, place, corrected, filters } = answer.understood;
  const understood = [
    ...needs.map((need) => `${need.name} ("${need.words}")`),
    ...(place === null ? [] : [place.name]),
    ...filters.map(({ label }) => label),
    ...corrected.map(({ from, to }) => `${to} for "${from}"`),
  ];
  const rows = slugs.map((slug, rank) => {
    const grade = query === null ? '' : `  ${query.grades.get(slug) ?? '-'}`;
    return `${String(rank + 1).padStart(2)}${grade}  ${slug}`;
  });
  return [
    words,
    `understood: ${understood.join(', ') || 'words only'}`,
    ...rows,
    gradesLine(slugs, query),
  ].join('\n');
}

function gradesLine(slugs: readonly string[], query: GradedQuery | null): string {
  if (query === null) return 'This query is not in the judged set, so there are no grades.';
  const { ndcg, recall } = scoreOf(query.grades, slugs);
  const left = [...query.grades.keys()].filter((slug) => !slugs.includes(slug));
  const missed = left.map((slug) => named(query.grades, slug)).join(', ') || 'nothing';
  return `nDCG@10 ${decimals(ndcg)}, recall@10 ${decimals(recall)}; not among these: ${missed}`;
}
