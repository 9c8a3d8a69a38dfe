import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Db } from '#db/connection.ts';
import { beginRun, endRun } from '#src/features/jobs/commands.ts';
import { findLease, listRuns } from '#src/features/jobs/queries.ts';
import type { Job } from '#src/jobs/job.ts';
import { startTicker, type EndedProcess, type Ticker } from '#src/jobs/ticker.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-21T03:00:30.000Z');
const HOUR_MS = 3_600_000;

const job = (name: string, hasWork = true): Job => ({
  name,
  when: '0 3 * * *',
  whenInWords: 'every night at three',
  purpose: 'Brings tea.',
  run: () => Promise.reject(new Error('Jobs run in processes of their own.')),
  hasWork: () => Promise.resolve(hasWork),
});

/** A process that a test ends when it likes, and what was asked of it. */
interface Started {
  name: string;
  runId: string;
  onlyWhenDue: boolean;
  signals: string[];
  end(how: Partial<EndedProcess>): void;
}

/** A ticker whose jobs are begun as `npm run job` begins them, and end when the test says so. */
async function setUp(schedule: Job[], db?: Db, isOn = true) {
  const database = db ?? (await testDatabase());
  const started: Started[] = [];
  const clock = { now: NOW };
  const ticker: Ticker = startTicker({
    db: database,
    schedule,
    now: () => clock.now,
    isOn,
    start: (each, runId, onlyWhenDue) => {
      let end: Started['end'] = () => undefined;
      const ended = new Promise<EndedProcess>((resolve) => {
        end = (how) => resolve({ code: null, signal: null, complaint: '', ...how });
      });
      const signals: string[] = [];
      started.push({ name: each.name, runId, onlyWhenDue, signals, end });
      return {
        ended,
        kill: (signal) => {
          signals.push(signal);
          end({ signal });
        },
      };
    },
  });
  onTestFinished(() => ticker.stop());
  if (isOn) await ticker.tick();
  return { db: database, ticker, started, clock };
}

const begin = (db: Db, { name, runId }: Started, at = NOW) =>
  beginRun(db, { id: runId, job: job(name), onlyWhenDue: true, pretendedDay: null }, at);

describe('the ticker', () => {
  test('starts what is due at once, each job once', async () => {
    const { ticker, started } = await setUp([job('tea-round'), job('washing-up')]);
    await ticker.tick();
    await ticker.tick();
    expect(started.map((each) => each.name)).toEqual(['tea-round', 'washing-up']);
  });

  test('starts nothing for a job without work, or whose lease another process holds', async () => {
    const db = await testDatabase();
    await beginRun(db, { id: 'other', job: job('tea-round'), onlyWhenDue: false, pretendedDay: null }, NOW);
    const { started } = await setUp([job('tea-round'), job('idle', false)], db);
    expect(started).toEqual([]);
  });

  test('starts a job again at its next planned moment, not before', async () => {
    const { db, ticker, started, clock } = await setUp([job('tea-round')]);
    const [first] = started;
    if (first === undefined) throw new Error('Nothing was started.');
    await begin(db, first);
    await endRun(
      db,
      { id: first.runId, name: 'tea-round' },
      { outcome: 'done', counts: {}, message: null },
      NOW,
    );
    first.end({ code: 0 });
    clock.now = new Date(NOW.getTime() + 20 * HOUR_MS);
    await ticker.tick();
    expect(started).toHaveLength(1);
    clock.now = new Date(NOW.getTime() + 24 * HOUR_MS);
    await ticker.tick();
    expect(started).toHaveLength(2);
  });

  test('notes a job whose process was killed, and tries it three times in all', async () => {
    const { db, ticker, started } = await setUp([job('tea-round')]);
    for (let count = 1; count <= 3; count += 1) {
      const last = started.at(-1);
      if (last === undefined) throw new Error('Nothing was started.');
      await begin(db, last);
      last.end({ signal: 'SIGKILL' });
      await vi.waitFor(async () => expect(await findLease(db, 'tea-round', NOW)).toBeUndefined());
      await ticker.tick();
    }
    expect(started).toHaveLength(3);
    expect((await listRuns(db, 'tea-round', 5)).map((run) => run.message)).toEqual(
      Array.from({ length: 3 }, () => 'The process ended with SIGKILL.'),
    );
  });

  test('carries on with the others when one cannot be looked at', async () => {
    const broken = { ...job('broken'), hasWork: () => Promise.reject(new Error('No such table.')) };
    const { started } = await setUp([broken, job('tea-round')]);
    expect(started.map((each) => each.name)).toEqual(['tea-round']);
  });

  test('switched off starts nothing by itself, but what somebody asks for, due or not, and each job once', async () => {
    const { ticker, started } = await setUp([job('tea-round', false)], undefined, false);
    expect(started).toEqual([]);
    expect([ticker.run('tea-round', 'r1'), ticker.run('tea-round', 'r2'), ticker.run('none', 'r3')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(started.map(({ runId, onlyWhenDue }) => [runId, onlyWhenDue])).toEqual([['r1', false]]);
    await ticker.stop();
    expect(ticker.run('tea-round', 'r4')).toBe(false);
  });

  test('stopped, asks its jobs to stop, waits for them and starts nothing more', async () => {
    const { ticker, started } = await setUp([job('tea-round')]);
    await ticker.stop();
    await ticker.tick();
    expect(started.map((each) => each.signals)).toEqual([['SIGTERM']]);
  });
});
