import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { findLease, listRuns } from '#src/features/jobs/queries.ts';
import type { Job, JobContext, JobReport } from '#src/jobs/job.ts';
import { runJob } from '#src/jobs/run.ts';
import { testDatabase } from '../../support/database.ts';
import { jobContext } from './sources.ts';

const NOW = new Date('2026-11-21T03:00:30.000Z');

const teaRound = (run: (context: JobContext) => Promise<JobReport>): Job => ({
  name: 'tea-round',
  when: '0 3 * * *',
  whenInWords: 'every night at three',
  purpose: 'Brings tea.',
  run,
  hasWork: () => Promise.resolve(true),
});

const runAt = (db: Db, job: Job, id: string, onlyWhenDue = false) =>
  runJob(job, { id, onlyWhenDue, pretendedDay: null }, { ...jobContext(db, NOW), now: () => NOW });

describe('running a job', () => {
  test('notes what it did and gives the lease back', async () => {
    const db = await testDatabase();
    const held: (string | undefined)[] = [];
    const job = teaRound(async (context) => {
      held.push((await findLease(db, 'tea-round', NOW))?.holder);
      return { counts: { cups: 3, at: Number(context.at) }, failures: [] };
    });
    const result = await runAt(db, job, 'a');
    expect(result).toMatchObject({
      ok: true,
      value: { outcome: 'done', counts: { cups: 3 }, message: null },
    });
    expect([held, await findLease(db, 'tea-round', NOW)]).toEqual([['a'], undefined]);
    expect(await listRuns(db, 'tea-round', 5)).toMatchObject([
      { id: 'a', started_at: NOW.toISOString(), finished_at: NOW.toISOString(), outcome: 'done' },
    ]);
  });

  test('with failures counts as failed, and says each', async () => {
    const db = await testDatabase();
    const job = teaRound(() => Promise.resolve({ counts: { cups: 2 }, failures: ['No milk.', 'No sugar.'] }));
    expect(await runAt(db, job, 'a')).toMatchObject({
      value: { outcome: 'failed', message: 'No milk. No sugar.' },
    });
    expect((await listRuns(db, 'tea-round', 1))[0]).toMatchObject({
      outcome: 'failed',
      counts: '{"cups":2}',
    });
  });

  test('that throws is noted as failed, and the next run can begin', async () => {
    const db = await testDatabase();
    const result = await runAt(
      db,
      teaRound(() => Promise.reject(new Error('The kettle is broken.'))),
      'a',
    );
    expect(result).toMatchObject({
      ok: true,
      value: { outcome: 'failed', message: 'The kettle is broken.' },
    });
    const again = await runAt(
      db,
      teaRound(() => Promise.resolve({ counts: {}, failures: [] })),
      'b',
    );
    expect(again).toMatchObject({ ok: true, value: { outcome: 'done' } });
  });

  test('does nothing while another run of it is going on, or when it is not due', async () => {
    const db = await testDatabase();
    let cups = 0;
    const inner = teaRound(() => Promise.resolve({ counts: { cups: (cups += 1) }, failures: [] }));
    const refusals: unknown[] = [];
    const outer = teaRound(async () => {
      refusals.push(await runAt(db, inner, 'b'));
      return { counts: {}, failures: [] };
    });
    await runAt(db, outer, 'a');
    refusals.push(await runAt(db, inner, 'c', true));
    expect(refusals).toEqual([
      { ok: false, error: 'running' },
      { ok: false, error: 'not-due' },
    ]);
    expect(cups).toBe(0);
  });
});
