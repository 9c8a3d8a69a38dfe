import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { noteCutShort } from '#src/features/jobs/commands.ts';
import { describeCounts, describeRun, formatInstant } from '#src/features/jobs/present.ts';
import { findLease, isJobDue, listRuns } from '#src/features/jobs/queries.ts';
import { plannedAfter } from '#src/features/jobs/rules.ts';
import type { Job } from '#src/jobs/job.ts';
import { runJob } from '#src/jobs/run.ts';
import { SCHEDULE } from '#src/jobs/schedule.ts';
import { atLondon, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { readJobOptions, WrongJobOption, type JobOptions } from './options/job.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS_LISTED = 10;

/** Says of every job what it is for, how its last runs went and when it is next. */
async function listJobs(db: Db, isOn: boolean): Promise<void> {
  const now = new Date();
  for (const job of SCHEDULE) {
    const [lease, runs] = await Promise.all([
      findLease(db, job.name, now),
      listRuns(db, job.name, RUNS_LISTED),
    ]);
    const [last] = runs;
    const failed = runs.filter((run) => run.outcome === 'failed').length;
    console.log(`${job.name}: ${job.whenInWords}\n  ${job.purpose}`);
    console.log(`  Last run: ${last === undefined ? 'never' : describeRun(last, lease?.holder === last.id)}`);
    if (runs.length > 0) console.log(`  Failed: ${failed} of ${countOf(runs.length, 'run')}`);
    const next = (await isJobDue(db, job, now)) ? 'now' : formatInstant(plannedAfter(job.when, now));
    console.log(`  Next run: ${next}, when there is something to do\n`);
  }
  if (!isOn) console.log('FRONT_DOOR_JOBS is off: a server with this setting starts none of these.');
}

/** Aborted when this process has been asked to stop: whatever fails from then on fails because of that. */
const stop = new AbortController();

/**
 * Stops at once when asked to: what is in hand is undone by closing the database on it, then the run is noted as cut
 * short and its lease given back, through a connection that nothing waits for.
 */
function stopWhenAsked(db: Db, databaseFile: string, run: { id: string; name: string }): void {
  const leave = async (signal: 'SIGTERM' | 'SIGINT'): Promise<void> => {
    if (stop.signal.aborted) return;
    stop.abort();
    try {
      await db.destroy();
      await noteCutShort(openDatabase(databaseFile), run, `It was stopped by ${signal} before it was done.`);
    } finally {
      process.exit(128 + constants.signals[signal]);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(signal));
}

async function runNow(db: Db, config: Config, job: Job, options: JobOptions): Promise<void> {
  const now = (): Date => new Date();
  const at = options.on === null ? now() : atLondon(options.on, londonNow(now()).time);
  const id = options.runId ?? uuidv7();
  stopWhenAsked(db, config.databaseFile, { id, name: job.name });
  const request = { id, onlyWhenDue: options.onlyWhenDue, pretendedDay: options.on };
  const result = await runJob(job, request, { db, root: ROOT, config, at, now, signal: stop.signal });
  if (!result.ok) {
    const isWanted = !options.onlyWhenDue;
    if (result.error === 'running' && isWanted) {
      console.error(`${job.name} is being run by another process: nothing was started.`);
      process.exitCode = 1;
    } else {
      console.log(
        `${job.name} is ${result.error === 'running' ? 'being run' : 'not due'}: nothing was started.`,
      );
    }
    return;
  }
  const { outcome, counts, message, error } = result.value;
  console.log(`${job.name}: ${outcome}. ${describeCounts(counts)}`);
  if (message !== null) console.error(message);
  if (error !== null && error !== undefined) console.error(error);
  process.exitCode = outcome === 'done' ? 0 : 1;
}

try {
  const options = readJobOptions(process.argv.slice(2), SCHEDULE);
  const config = readConfig(process.env, ROOT);
  mkdirSync(config.dataFolder, { recursive: true });
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    if (options.job === null) await listJobs(db, config.jobs);
    else await runNow(db, config, options.job, options);
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected = error instanceof WrongJobOption || error instanceof CannotStart;
  if (!stop.signal.aborted) console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongJobOption ? 2 : 1;
}
