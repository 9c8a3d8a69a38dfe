import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import {
  beginRun,
  endRun,
  noteCutShort,
  releaseLease,
  renewLease,
  takeLease,
} from '#src/features/jobs/commands.ts';
import { findLease, listRuns } from '#src/features/jobs/queries.ts';
import { LEASE_MS } from '#src/features/jobs/rules.ts';
import { keepLease } from '#src/jobs/lease.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-21T03:00:30.000Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const JOB = { name: 'tea-round', when: '0 3 * * *' };
const request = (id: string, onlyWhenDue = true, pretendedDay: string | null = null) => ({
  id,
  job: JOB,
  onlyWhenDue,
  pretendedDay,
});

/** Two connections to one file, as two processes have them. */
async function twoConnections(): Promise<[Db, Db]> {
  const first = await testDatabase();
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(first);
  const second = openDatabase(rows[0]?.file ?? '');
  onTestFinished(() => second.destroy());
  return [first, second];
}

describe('a lease', () => {
  test('is had by one of two that ask for it at once', async () => {
    const [one, two] = await twoConnections();
    const taken = await Promise.all([takeLease(one, 'x', 'a', NOW), takeLease(two, 'x', 'b', NOW)]);
    expect(taken.filter((each) => each)).toHaveLength(1);
  });

  test('is taken over when it has run out, not a moment before', async () => {
    const [one, two] = await twoConnections();
    await takeLease(one, 'x', 'killed', NOW);
    expect(await takeLease(two, 'x', 'next', later(LEASE_MS - 1))).toBe(false);
    expect((await findLease(two, 'x', later(LEASE_MS - 1)))?.holder).toBe('killed');
    expect(await takeLease(two, 'x', 'next', later(LEASE_MS))).toBe(true);
    expect(await renewLease(one, 'x', 'killed', later(LEASE_MS))).toBe(false);
    await releaseLease(one, 'x', 'killed');
    expect((await findLease(one, 'x', later(LEASE_MS)))?.holder).toBe('next');
  });

  test('lasts as long as it is renewed', async () => {
    const db = await testDatabase();
    await takeLease(db, 'x', 'a', NOW);
    expect(await renewLease(db, 'x', 'a', later(LEASE_MS - 1))).toBe(true);
    expect(await takeLease(db, 'x', 'b', later(LEASE_MS + 1))).toBe(false);
    await releaseLease(db, 'x', 'a');
    expect(await takeLease(db, 'x', 'b', later(LEASE_MS + 1))).toBe(true);
  });

  test('kept by beats tells its holder when somebody else has taken it over', async () => {
    const db = await testDatabase();
    let now = NOW;
    await takeLease(db, 'x', 'a', NOW);
    const kept = keepLease(db, { name: 'x', holder: 'a' }, () => now, 5);
    onTestFinished(() => kept.stop());
    now = later(LEASE_MS - 1);
    const until = async () => (await findLease(db, 'x', NOW))?.until;
    await vi.waitFor(async () => expect(await until()).toBe(later(2 * LEASE_MS - 1).toISOString()));
    expect(kept.signal.aborted).toBe(false);
    now = later(10 * LEASE_MS);
    await db.updateTable('job_lease').set({ holder: 'b' }).where('name', '=', 'x').execute();
    await vi.waitFor(() => expect(kept.signal.aborted).toBe(true));
  });
});

describe('a run of a job', () => {
  test('is begun by one of two processes, and the other is told', async () => {
    const [one, two] = await twoConnections();
    expect(await beginRun(one, request('a'), NOW)).toEqual({ ok: true, value: 'a' });
    expect(await beginRun(two, request('b', false), later(10))).toEqual({ ok: false, error: 'running' });
    expect(await listRuns(one, JOB.name, 5)).toHaveLength(1);
  });

  test('is not begun again for the same moment once it has ended, unless somebody asks for it by hand', async () => {
    const db = await testDatabase();
    await beginRun(db, request('a'), NOW);
    await endRun(
      db,
      { id: 'a', name: JOB.name },
      { outcome: 'done', counts: { cups: 3 }, message: null },
      later(10),
    );
    expect(await beginRun(db, request('b'), later(20))).toEqual({ ok: false, error: 'not-due' });
    expect(await findLease(db, JOB.name, later(20))).toBeUndefined();
    expect(await beginRun(db, request('c', false), later(30))).toEqual({ ok: true, value: 'c' });
    expect((await listRuns(db, JOB.name, 5)).map((run) => [run.id, run.outcome, run.counts])).toEqual([
      ['c', null, null],
      ['a', 'done', '{"cups":3}'],
    ]);
  });

  test('for a pretended day does not count as the planned one', async () => {
    const db = await testDatabase();
    await beginRun(db, request('a', false, '2026-12-01'), NOW);
    await endRun(db, { id: 'a', name: JOB.name }, { outcome: 'done', counts: {}, message: null }, NOW);
    expect(await beginRun(db, request('b'), later(10))).toEqual({ ok: true, value: 'b' });
  });

  test('whose process was killed is begun again when its lease has run out', async () => {
    const db = await testDatabase();
    await beginRun(db, request('killed'), NOW);
    expect(await beginRun(db, request('b'), later(LEASE_MS - 1))).toEqual({ ok: false, error: 'running' });
    expect(await beginRun(db, request('b'), later(LEASE_MS))).toEqual({ ok: true, value: 'b' });
  });

  test('that was cut short says why and is begun again at once; one that has ended keeps its ending', async () => {
    const db = await testDatabase();
    await beginRun(db, request('a'), NOW);
    await noteCutShort(db, { id: 'a', name: JOB.name }, 'It was stopped.');
    expect(await listRuns(db, JOB.name, 5)).toMatchObject([
      { finished_at: null, outcome: null, message: 'It was stopped.' },
    ]);
    expect((await beginRun(db, request('b'), later(10))).ok).toBe(true);
    await endRun(
      db,
      { id: 'b', name: JOB.name },
      { outcome: 'failed', counts: {}, message: 'No milk.' },
      later(20),
    );
    await noteCutShort(db, { id: 'b', name: JOB.name }, 'It was stopped.');
    expect((await listRuns(db, JOB.name, 1))[0]).toMatchObject({ outcome: 'failed', message: 'No milk.' });
  });
});
