import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { beginRun, endRun } from '#src/features/jobs/commands.ts';
import { hasOldRuns, pruneHistory } from '#src/features/jobs/commands/prune.ts';
import { startJob } from '#src/features/jobs/commands/start.ts';
import type { JobDesk } from '#src/features/jobs/desk.ts';
import { findLease, listJobStates, listRuns } from '#src/features/jobs/queries.ts';
import { testDatabase } from '../../support/database.ts';

const AT = new Date('2026-11-21T14:00:00.000Z');
const ANN = { id: 'ann', sessionId: 's1', addressHash: 'a1' };
const TEA = { name: 'tea-round', when: '0 3 * * *', whenInWords: 'every night', purpose: 'Brings tea.' };

/** A desk that notes what it is asked to start. */
function desk(isStopping = false): JobDesk & { started: string[] } {
  const started: string[] = [];
  return {
    started,
    list: [TEA],
    isOn: true,
    start: (_, runId) => {
      if (!isStopping) started.push(runId);
      return !isStopping;
    },
  };
}

const starts = (db: Db) =>
  db.selectFrom('audit_event').selectAll().where('action', '=', 'job.start').execute();

describe('starting a job by hand', () => {
  test('is recorded with who did it, and the process takes over the lease', async () => {
    const db = await testDatabase();
    const jobs = desk();
    const result = await startJob(db, jobs, 'tea-round', ANN, AT);
    const [id = ''] = jobs.started;
    expect(result).toEqual({ ok: true, value: id });
    expect(await starts(db)).toMatchObject([
      { actor: 'ann', session_id: 's1', entity_id: 'tea-round', after: JSON.stringify({ run: id }) },
    ]);
    const begun = await beginRun(db, { id, job: TEA, onlyWhenDue: false, pretendedDay: null }, AT);
    expect(begun.ok).toBe(true);
  });

  test('of two clicks starts it once', async () => {
    const db = await testDatabase();
    const jobs = desk();
    const click = () => startJob(db, jobs, 'tea-round', ANN, AT);
    const results = await Promise.all([click(), click(), click()]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, false, true]);
    expect([jobs.started.length, (await starts(db)).length]).toEqual([1, 1]);
  });

  test('is refused while another process runs it, when there is no such job, or the server is stopping', async () => {
    const db = await testDatabase();
    await beginRun(db, { id: 'other', job: TEA, onlyWhenDue: false, pretendedDay: null }, AT);
    expect(await startJob(db, desk(), 'tea-round', ANN, AT)).toEqual({ ok: false, error: 'running' });
    expect(await startJob(db, desk(), 'washing-up', ANN, AT)).toEqual({ ok: false, error: 'unknown' });
    const fresh = await testDatabase();
    expect(await startJob(fresh, desk(true), 'tea-round', ANN, AT)).toEqual({ ok: false, error: 'stopping' });
    expect(await findLease(fresh, 'tea-round', AT)).toBeUndefined();
  });
});

describe('how the jobs go', () => {
  test('is told with the last run, the failures and what is going on', async () => {
    const db = await testDatabase();
    const begin = (id: string) => beginRun(db, { id, job: TEA, onlyWhenDue: false, pretendedDay: null }, AT);
    expect(await listJobStates(db, [TEA], AT)).toMatchObject([
      {
        last: null,
        runs: 0,
        isGoingOn: false,
        isStarting: false,
        next: new Date('2026-11-22T03:00:00.000Z'),
      },
    ]);
    await begin('r1');
    await endRun(
      db,
      { id: 'r1', name: 'tea-round' },
      { outcome: 'failed', counts: {}, message: 'No tea.' },
      AT,
    );
    await startJob(db, desk(), 'tea-round', ANN, AT);
    expect(await listJobStates(db, [TEA], AT)).toMatchObject([
      { last: { id: 'r1' }, runs: 1, failed: 1, isGoingOn: false, isStarting: true },
    ]);
    const later = new Date(AT.getTime() + 3_600_000);
    await beginRun(db, { id: 'r2', job: TEA, onlyWhenDue: false, pretendedDay: null }, later);
    expect(await listJobStates(db, [TEA], later)).toMatchObject([
      { last: { id: 'r2' }, runs: 2, failed: 1, isGoingOn: true, isStarting: false },
    ]);
  });
});

describe('forgetting old runs', () => {
  const day = (days: number) => new Date(AT.getTime() - days * 86_400_000).toISOString();
  const addRuns = (db: Db, name: string, count: number, daysAgo: number) =>
    db
      .insertInto('job_run')
      .values(
        Array.from({ length: count }, (_, index) => ({
          id: `${name}-${daysAgo}-${String(index).padStart(3, '0')}`,
          name,
          started_at: day(daysAgo),
        })),
      )
      .execute();

  test('leaves the last fifty of each job, and all of the last 400 days', async () => {
    const db = await testDatabase();
    await addRuns(db, 'rare', 60, 500);
    await addRuns(db, 'busy', 70, 399);
    await addRuns(db, 'busy', 5, 401);
    expect(await hasOldRuns(db, AT)).toBe(true);
    expect(await pruneHistory(db, AT)).toEqual({ jobRuns: 15, importRuns: 0 });
    expect((await listRuns(db, 'rare', 100)).map(({ id }) => id).at(-1)).toBe('rare-500-010');
    expect(await listRuns(db, 'busy', 100)).toHaveLength(70);
    expect(await hasOldRuns(db, AT)).toBe(false);
    expect(await db.selectFrom('audit_event').select(['action', 'after']).execute()).toEqual([
      { action: 'history.prune', after: '{"jobRuns":15,"importRuns":0}' },
    ]);
  });

  test('counts imports by their source, and records nothing when there is nothing to forget', async () => {
    const db = await testDatabase();
    for (const source of ['one', 'other']) {
      await db
        .insertInto('source')
        .values({ id: source, name: source, licence: 'MIT', format: 'csv', created_at: day(900) })
        .execute();
      await db
        .insertInto('import_run')
        .values(
          Array.from({ length: source === 'one' ? 52 : 50 }, (_, index) => ({
            id: `${source}-${String(index).padStart(3, '0')}`,
            source_id: source,
            started_at: day(600 - index),
          })),
        )
        .execute();
    }
    expect(await pruneHistory(db, AT)).toEqual({ jobRuns: 0, importRuns: 2 });
    expect(await pruneHistory(db, AT)).toEqual({ jobRuns: 0, importRuns: 0 });
    expect(await db.selectFrom('audit_event').select('action').execute()).toHaveLength(1);
    const left = await db.selectFrom('import_run').select('id').orderBy('id').execute();
    expect(left[0]?.id).toBe('one-002');
  });
});
