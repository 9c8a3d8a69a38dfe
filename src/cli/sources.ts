import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Selectable } from 'kysely';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { SourceTable } from '#db/schema.ts';
import { describeCounts } from '#src/features/imports/problem.ts';
import { releaseSource, setRefreshDays, setRepublish } from '#src/features/imports/sources/commands.ts';
import {
  describeImportRun,
  describeRhythm,
  describeSource,
  problemsOf,
} from '#src/features/imports/sources/present/command-line.ts';
import {
  findSourceByName,
  listImportRuns,
  listSourcesWithRuns,
  timetableOf,
} from '#src/features/imports/sources/queries.ts';
import { cannotRefresh } from '#src/features/imports/sources/rules.ts';
import { readSource } from '#src/jobs/read-source.ts';
import { refreshSource } from '#src/jobs/refresh-source.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { readSourcesRequest, WrongSourcesOption, type SourcesRequest } from './options/sources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS_SHOWN = 10;

/** Something typed that cannot be done; the message says why in one sentence. */
class NotPossible extends Error {}

/** What to say when a command refuses. */
const REFUSALS = {
  'no-source': 'The source is not there any more.',
  'no-address': 'has no address to read it from: import it once from its web address.',
  'no-mapping': 'has no mapping kept with it: import it once more with --every DAYS.',
  'other-format': 'cannot be read again by itself: only Open Referral feeds and CSV files on the web can.',
  'not-held': 'is not held: there is nothing to release.',
} as const;

interface Context {
  db: Db;
  config: Config;
  now: () => Date;
}

type Source = Selectable<SourceTable>;

async function listAll({ db, now }: Context): Promise<void> {
  const sources = await listSourcesWithRuns(db);
  for (const each of sources) {
    console.log(`${describeSource(each.source, each.runs, timetableOf(each), now()).join('\n')}\n`);
  }
  if (sources.length === 0) console.log('There are no sources yet: npm run import brings the first.');
}

async function show({ db, now }: Context, source: Source): Promise<void> {
  const runs = await listImportRuns(db, source.id, RUNS_SHOWN);
  const [heading] = [describeSource(source, runs, timetableOf({ source, runs }), now())];
  console.log(heading.join('\n'));
  console.log(`\nLast runs\n${runs.map((run) => `  ${describeImportRun(run)}`).join('\n') || '  none'}`);
  const problems = problemsOf(runs[0]);
  const more = (runs[0]?.problems ?? 0) - problems.length;
  if (problems.length > 0) console.log(`\nProblems of the last run\n  ${problems.join('\n  ')}`);
  if (problems.length > 0 && more > 0) console.log(`  And ${more} more.`);
}

async function refresh(context: Context, source: Source, acceptLoss: boolean): Promise<void> {
  const obstacle = cannotRefresh(source);
  if (obstacle !== null) throw new NotPossible(`"${source.name}" ${REFUSALS[obstacle]}`);
  if (source.held_since !== null && !acceptLoss)
    throw new NotPossible(
      `"${source.name}" is held: ${source.held_reason ?? ''} Look at it, then npm run sources -- release "${source.name}" [--accept-loss].`,
    );
  const { db, config, now } = context;
  const read = readSource({ db, root: ROOT, config, now });
  const refreshed = await refreshSource(db, { source, acceptLoss }, read, now);
  switch (refreshed.kind) {
    case 'done':
      console.log(describeCounts(refreshed.counts, refreshed.problems));
      return;
    case 'busy':
    case 'held':
      throw new NotPossible(refreshed.reason);
    case 'failed':
      if (refreshed.error !== null) console.error(refreshed.error);
      throw new NotPossible(`"${source.name}" could not be read: ${refreshed.reason}`);
  }
}

async function release(context: Context, source: Source, acceptLoss: boolean): Promise<void> {
  const result = await releaseSource(context.db, source.id, context.now());
  if (!result.ok) throw new NotPossible(`"${source.name}" ${REFUSALS[result.error]}`);
  console.log(`"${source.name}" is released.`);
  if (acceptLoss) await refresh(context, { ...source, held_since: null, held_reason: null }, true);
  else if (source.refresh_days !== null) console.log('It is read again within the hour.');
}

async function change(
  context: Context,
  source: Source,
  request: Extract<SourcesRequest, { verb: 'every' | 'republish' }>,
): Promise<void> {
  const { db, now } = context;
  const result =
    request.verb === 'every'
      ? await setRefreshDays(db, source.id, request.days, now())
      : await setRepublish(db, source.id, request.isRepublished, now());
  if (!result.ok) throw new NotPossible(`"${source.name}" ${REFUSALS[result.error]}`);
  const state =
    request.verb === 'every'
      ? `is read ${describeRhythm(request.days)}`
      : `is ${request.isRepublished ? '' : 'not '}passed on in our feed`;
  console.log(`"${source.name}" ${state}${result.value === 'as-it-was' ? ', as it was' : ''}.`);
}

async function handle(request: SourcesRequest, context: Context): Promise<void> {
  if (request.verb === 'list') return listAll(context);
  const source = await findSourceByName(context.db, request.name);
  if (source === undefined)
    throw new NotPossible(`There is no source "${request.name}": npm run sources lists them.`);
  switch (request.verb) {
    case 'show':
      return show(context, source);
    case 'refresh':
      return refresh(context, source, false);
    case 'release':
      return release(context, source, request.acceptLoss);
    case 'every':
    case 'republish':
      return change(context, source, request);
  }
}

try {
  const request = readSourcesRequest(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  mkdirSync(config.dataFolder, { recursive: true });
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    await handle(request, { db, config, now: () => new Date() });
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected =
    error instanceof WrongSourcesOption || error instanceof NotPossible || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongSourcesOption ? 2 : 1;
}
