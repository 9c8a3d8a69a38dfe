import { SCHEDULE } from '#src/jobs/schedule.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Db } from '#db/connection.ts';
import { findLease, listRuns } from '#src/features/jobs/queries.ts';
import { listImportRuns } from '#src/features/imports/sources/queries.ts';
import { testDatabase } from '../../support/database.ts';
import { startFeedServer, type FeedServer } from './feed-server.ts';
import { runCommand, startCommand } from './processes.ts';
import { addSource } from './sources.ts';

interface Place {
  db: Db;
  folder: string;
  feeds: FeedServer;
  id: string; // of the source
  /** The feed answers from now on, also who has been waiting. */
  letGo(): void;
}

/** A data folder with one source that is due; its feed answers only when told to. */
async function setUp(): Promise<Place> {
  const [db, feeds] = [await testDatabase(), await startFeedServer()];
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  let letGo = (): void => undefined;
  feeds.set('marl', { services: 2, until: new Promise<void>((resolve) => (letGo = resolve)) });
  const id = await addSource(db, 'Marl', { url: feeds.address('marl'), refreshDays: 1 });
  return { db, feeds, id, letGo, folder: dirname(rows[0]?.file ?? '') };
}

const names = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('service').select('name').orderBy('name').execute()).map((row) => row.name);

describe('npm run job', { timeout: 90_000 }, () => {
  test('of two processes at the same time one runs the job, and the other says so', async () => {
    const { db, folder, feeds, letGo } = await setUp();
    const both = [
      startCommand('job', ['source-refresh'], folder),
      startCommand('job', ['source-refresh'], folder),
    ];
    const first = await Promise.race(both.map(({ ended }) => ended));
    expect(first).toEqual({
      code: 1,
      out: '',
      err: 'source-refresh is being run by another process: nothing was started.\n',
    });
    letGo();
    const ends = await Promise.all(both.map(({ ended }) => ended));
    expect(ends.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(await listRuns(db, 'source-refresh', 5)).toMatchObject([{ outcome: 'done' }]);
    expect(feeds.asked).toEqual(['marl']);
    expect(await names(db)).toEqual(['Tea 1 of marl', 'Tea 2 of marl']);
  });

  test('as a server starts it, is run once for a planned moment however many servers there are', async () => {
    const { db, folder, letGo } = await setUp();
    letGo();
    const ends = await Promise.all(
      [1, 2, 3].map(() => runCommand('job', ['source-refresh', '--if-due'], folder)),
    );
    expect(ends.map(({ code, err }) => [code, err])).toEqual([0, 0, 0].map((code) => [code, '']));
    expect(await listRuns(db, 'source-refresh', 5)).toHaveLength(1);
  });

  test('killed in the middle is taken over when its lease has run out, and the work is completed', async () => {
    const { db, folder, feeds, letGo, id } = await setUp();
    const hasAsked = feeds.nextAsk();
    const killed = startCommand('job', ['source-refresh'], folder);
    await hasAsked;
    killed.process.kill('SIGKILL');
    await killed.ended;
    letGo();
    expect(await runCommand('job', ['source-refresh'], folder)).toMatchObject({ code: 1 });
    expect(await names(db)).toEqual([]);
    await db.updateTable('job_lease').set({ until: new Date().toISOString() }).execute();
    const next = await runCommand('job', ['source-refresh', '--if-due'], folder);
    expect(next).toMatchObject({ code: 0, err: '' });
    expect(await names(db)).toHaveLength(2);
    expect((await listRuns(db, 'source-refresh', 5)).map((run) => run.outcome)).toEqual(['done', null]);
    expect((await listImportRuns(db, id, 5)).map((run) => run.outcome)).toEqual(['done', null]);
  });

  test('asked to stop notes so, and can be begun again at once', async () => {
    const { db, folder, feeds, letGo } = await setUp();
    const hasAsked = feeds.nextAsk();
    const stopped = startCommand('job', ['source-refresh'], folder);
    await hasAsked;
    stopped.process.kill('SIGTERM');
    expect(await stopped.ended).toMatchObject({ code: 143 });
    expect(await findLease(db, 'source-refresh', new Date())).toBeUndefined();
    expect(await listRuns(db, 'source-refresh', 5)).toMatchObject([
      { finished_at: null, message: 'It was stopped by SIGTERM before it was done.' },
    ]);
    letGo();
    expect(await runCommand('job', ['source-refresh', '--if-due'], folder)).toMatchObject({ code: 0 });
    expect(await names(db)).toHaveLength(2);
  });

  test('asked to stop while it writes does so within a batch, and the next run completes the work', async () => {
    const { db, folder, feeds } = await setUp();
    feeds.set('marl', { services: 4000 });
    const stopped = startCommand('job', ['source-refresh'], folder);
    await vi.waitFor(async () => expect(await names(db)).not.toEqual([]), { timeout: 30_000, interval: 10 });
    stopped.process.kill('SIGTERM');
    expect(await stopped.ended).toMatchObject({ code: 143, err: '' });
    const left = (await names(db)).length;
    expect(left % 500).toBe(0);
    expect(left).toBeLessThan(4000);
    const next = await runCommand('job', ['source-refresh', '--if-due'], folder);
    expect(next.out).toContain(`created ${4000 - left}, unchanged ${left}`);
    expect(await names(db)).toHaveLength(4000);
  });

  test('says what failed in a sentence and ends with 1', async () => {
    const { folder, feeds } = await setUp();
    feeds.set('marl', { status: 404 });
    const ended = await runCommand('job', ['source-refresh'], folder);
    expect(ended).toMatchObject({
      code: 1,
      out: 'source-refresh: failed. failed 1; from "Marl": failed 1\n',
    });
    expect(ended.err).toMatch(/^Marl: http:\S+ answered with 404 \(not found\)\.\n$/);
  });

  test('for another day works as if it were that day, and does not count as the planned run', async () => {
    const { db, folder, letGo } = await setUp();
    letGo();
    expect(await runCommand('job', ['source-refresh', '--on', '2031-05-01'], folder)).toMatchObject({
      code: 0,
    });
    expect(await listRuns(db, 'source-refresh', 5)).toMatchObject([
      { pretended_day: '2031-05-01', outcome: 'done' },
    ]);
    const listed = await runCommand('job', [], folder);
    expect(listed.out).toMatch(/^source-refresh: every hour\n {2}Reads again the sources that are due/);
    expect(listed.out).toMatch(/Last run: .* \(for 1 May 2031\): done\. done 1; from "Marl": created 2/);
    expect(listed.out).toContain('Failed: 0 of 1 run\n  Next run: now, when there is something to do');
  });

  test('with a wrong option says one sentence, changes nothing and ends with 2', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'front-door-job-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    expect(await runCommand('job', ['tea'], folder)).toEqual({
      code: 2,
      out: '',
      err: `There is no job "tea": the jobs are ${SCHEDULE.map(({ name }) => name).join(', ')}.\n`,
    });
    expect(existsSync(join(folder, 'front-door.sqlite'))).toBe(false);
  });
});
