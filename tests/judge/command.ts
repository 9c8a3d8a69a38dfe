import { parseArgs } from 'node:util';
import type { Engine } from './engines/engine.ts';
import { askFrontDoor, frontDoor } from './engines/front-door.ts';
import { fts5 } from './engines/fts5.ts';
import { miniSearch } from './engines/mini-search.ts';
import { plainLunr } from './engines/plain-lunr.ts';
import { readGradedQueries } from './graded.ts';
import { DEPTH } from './measures.ts';
import { openJudgedPlace, type JudgedPlace } from './place.ts';
import { describeAnswer, describeJudgement, tableOf } from './report.ts';
import { judge, summariesByTheme, summaryOf, worstOf, type Judgement } from './run.ts';

const USAGE = 'Use: npm run judge, or npm run judge -- --query "words" for one query\'s first ten.';
const WORST = 15;

/** Measures every engine on the judged set and prints the tables; or, with --query, one query of ours in full. */
export async function judgeCommand(args: string[]): Promise<void> {
  const query = readQuery(args);
  if (query === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const place = await openJudgedPlace();
  try {
    if (query === null) await printTables(place);
    else await printQuery(place, query);
  } finally {
    await place.close();
  }
}

/** The words after --query, null without it, undefined when the command was typed wrongly. */
function readQuery(args: string[]): string | null | undefined {
  try {
    const { query } = parseArgs({ args, options: { query: { type: 'string' } } }).values;
    return query ?? null;
  } catch {
    return undefined;
  }
}

async function printTables(place: JudgedPlace): Promise<void> {
  const queries = readGradedQueries();
  const mini = await miniSearch(place.documents);
  const ours = frontDoor(place.parts);
  const others: Engine[] = [
    plainLunr(place.documents),
    fts5(place.documents),
    ...(mini === null ? [] : [mini]),
  ];
  const judged = new Map<Engine, Judgement[]>();
  for (const engine of [...others, ours]) judged.set(engine, await judge(engine, queries));
  console.log(
    tableOf(
      'Engine',
      [...judged].map(([engine, judgements]) => [engine.name, summaryOf(judgements)]),
    ),
  );
  if (mini === null)
    console.log('\nMiniSearch is not installed, so it is left out: npm install, then again.');
  const own = judged.get(ours) ?? [];
  const hard = summaryOf(own.filter(({ query }) => query.isHard));
  console.log(
    `\n${tableOf('Front Door by theme', [...summariesByTheme(own), ['Of all, the hard ones', hard]])}`,
  );
  console.log(`\nThe ${WORST} queries served worst:\n`);
  for (const judgement of worstOf(own, WORST)) console.log(describeJudgement(judgement));
}

async function printQuery(place: JudgedPlace, words: string): Promise<void> {
  const query = readGradedQueries().find((graded) => graded.words === words) ?? null;
  console.log(describeAnswer(words, await askFrontDoor(place.parts, words, DEPTH), query));
}
