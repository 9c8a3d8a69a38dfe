import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { openDatabase, type Db } from '#db/connection.ts';
import { isJobDue } from '#src/features/jobs/queries.ts';
import { SCHEDULE } from '#src/jobs/schedule.ts';
import { FILLED_PLACE, startTestServer } from '../server.ts';

const LOOK_EVERY_MS = 200;

/** Waits until no job is due any more that has something to do. */
async function jobsDone(dataFolder: string): Promise<void> {
  const db = openDatabase(join(dataFolder, 'front-door.sqlite'));
  try {
    while (await isSomethingDue(db)) await setTimeout(LOOK_EVERY_MS);
  } finally {
    await db.destroy();
  }
}

async function isSomethingDue(db: Db): Promise<boolean> {
  const now = new Date();
  for (const job of SCHEDULE) if ((await isJobDue(db, job, now)) && (await job.hasWork(db, now))) return true;
  return false;
}

/**
 * Vitest calls this once before the page tests. A server fills a data folder with the example place and stops; the one
 * that all tests read from, and those that tests start for themselves because they change data, get copies of it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const filled = mkdtempSync(join(tmpdir(), 'front-door-filled-'));
  const first = await startTestServer({ FRONT_DOOR_DATA: filled });
  // Else each copy would begin by running what is due since the place was filled, in processes of their own.
  await jobsDone(filled);
  await first.stop();
  process.env[FILLED_PLACE] = filled;
  const server = await startTestServer();
  project.provide('siteUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(filled, { recursive: true, force: true });
  };
}
