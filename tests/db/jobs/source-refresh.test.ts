import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { releaseSource } from '#src/features/imports/sources/commands.ts';
import { listImportRuns } from '#src/features/imports/sources/queries.ts';
import { readSource } from '#src/jobs/read-source.ts';
import { hasSourcesDue, refreshSources, runSourceRefresh } from '#src/jobs/source-refresh.ts';
import { testDatabase } from '../../support/database.ts';
import { HEADER, MAPPING, tea } from '../imports/small-import.ts';
import { startFeedServer, type FeedServer } from './feed-server.ts';
import { addSource, jobContext } from './sources.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

/** A feed of so many services and a source that reads it every day. */
async function setUp(services = 2): Promise<{ db: Db; feeds: FeedServer; id: string }> {
  const [db, feeds] = [await testDatabase(), await startFeedServer()];
  feeds.set('marl', { services });
  const id = await addSource(db, 'Marl', { url: feeds.address('marl'), refreshDays: 1 });
  return { db, feeds, id };
}

const countServices = async (db: Db): Promise<number> =>
  (await db.selectFrom('service').select('id').where('source_missing_since', 'is', null).execute()).length;

describe('reading sources again', () => {
  test('brings in what is new and counts it by source', async () => {
    const { db, feeds } = await setUp();
    const report = await runSourceRefresh(jobContext(db, new Date()));
    expect(report).toEqual({
      counts: {
        done: 1,
        held: 0,
        failed: 0,
        busy: 0,
        'from "Marl"': {
          created: 2,
          updated: 0,
          unchanged: 0,
          gone: 0,
          failed: 0,
          problems: expect.any(Number),
        },
      },
      failures: [],
    });
    expect(await countServices(db)).toBe(2);
    feeds.set('marl', { services: 3 });
    const next = await runSourceRefresh(jobContext(db, inHours(30)));
    expect(next.counts['from "Marl"']).toMatchObject({ created: 1, updated: 0, unchanged: 2 });
  });

  test('leaves alone a source that was read today, is read by hand, or has another turn', async () => {
    const { db, feeds } = await setUp();
    await addSource(db, 'By hand', { url: feeds.address('hand') });
    await addSource(db, 'Lost its address', { refreshDays: 1 });
    await addSource(db, 'Places', { url: feeds.address('places'), refreshDays: 1, format: 'onspd' });
    await runSourceRefresh(jobContext(db, new Date()));
    expect(await hasSourcesDue(db, new Date())).toBe(false);
    expect(await hasSourcesDue(db, inHours(30))).toBe(true);
    expect(await runSourceRefresh(jobContext(db, new Date()))).toMatchObject({ counts: { done: 0 } });
    expect(feeds.asked).toEqual(['marl']);
  });

  test('keeps its terms and how often it is read', async () => {
    const { db, id } = await setUp();
    const terms = () =>
      db
        .selectFrom('source')
        .select(['licence', 'url', 'refresh_days', 'republish', 'created_at'])
        .where('id', '=', id)
        .executeTakeFirst();
    const before = await terms();
    await runSourceRefresh(jobContext(db, new Date()));
    expect(await terms()).toEqual(before);
  });

  test('takes in a spreadsheet by the mapping kept with it', async () => {
    const db = await testDatabase();
    const feeds = await startFeedServer();
    feeds.setText('rows.csv', [HEADER, tea('1'), tea('2')].join('\n'));
    const url = feeds.address('rows.csv');
    await addSource(db, 'Sheet', { url, refreshDays: 7, format: 'csv', mapping: MAPPING });
    const report = await runSourceRefresh(jobContext(db, new Date()));
    expect(report.counts['from "Sheet"']).toMatchObject({ created: 2 });
  });
});

describe('a source that fails', () => {
  test('is told of, noted on its run and does not stop the others', async () => {
    const { db, feeds, id } = await setUp();
    feeds.set('marl', { status: 404 });
    feeds.set('nettle', { services: 4 });
    await addSource(db, 'Nettle', { url: feeds.address('nettle'), refreshDays: 1 });
    const report = await runSourceRefresh(jobContext(db, new Date()));
    expect(report.counts).toMatchObject({ done: 1, failed: 1, 'from "Nettle"': { created: 4 } });
    expect(report.failures).toEqual([expect.stringMatching(/^Marl: .* answered with 404 \(not found\)\.$/)]);
    const [run] = await listImportRuns(db, id, 5);
    expect(run).toMatchObject({ outcome: 'failed', message: expect.stringContaining('404'), created: 0 });
    expect(run?.finished_at).not.toBeNull();
  });

  test('is tried again after an hour, then after two, and normally again once it has worked', async () => {
    const { db, feeds } = await setUp();
    feeds.set('marl', { status: 404 });
    await runSourceRefresh(jobContext(db, new Date()));
    expect([await hasSourcesDue(db, inHours(0.9)), await hasSourcesDue(db, inHours(1.1))]).toEqual([
      false,
      true,
    ]);
    await runSourceRefresh(jobContext(db, inHours(1.1)));
    expect([await hasSourcesDue(db, inHours(1.9)), await hasSourcesDue(db, inHours(2.1))]).toEqual([
      false,
      true,
    ]);
    feeds.set('marl', { services: 2 });
    await runSourceRefresh(jobContext(db, inHours(2.1)));
    expect([await hasSourcesDue(db, inHours(0)), await hasSourcesDue(db, inHours(30))]).toEqual([
      false,
      true,
    ]);
  });

  test('by a fault of the program is told apart from one that a person can mend', async () => {
    const { db } = await setUp();
    const failWith = (error: Error) =>
      refreshSources(
        jobContext(db, new Date()),
        () => Promise.reject(error),
        () => undefined,
      );
    expect((await failWith(new ImportRefused('It is empty.'))).failures).toEqual(['Marl: It is empty.']);
    expect((await failWith(new TypeError('x is not a function'))).failures).toEqual([
      'Marl: something went wrong in the program itself.',
    ]);
  });
});

describe('a source that loses too much', () => {
  test('waits for a person, and is not read again until it is released', async () => {
    const { db, feeds, id } = await setUp(20);
    await runSourceRefresh(jobContext(db, new Date()));
    feeds.set('marl', { services: 10 });
    const report = await runSourceRefresh(jobContext(db, inHours(30)));
    expect(report).toMatchObject({ counts: { done: 0, held: 1, 'from "Marl"': { held: 1 } }, failures: [] });
    expect(await countServices(db)).toBe(20);
    expect(await hasSourcesDue(db, inHours(24 * 30))).toBe(false);
    expect(await releaseSource(db, id, new Date())).toEqual({ ok: true, value: 'released' });
    expect(await hasSourcesDue(db, inHours(30))).toBe(true);
    feeds.set('marl', { services: 19 });
    expect(await runSourceRefresh(jobContext(db, inHours(30)))).toMatchObject({
      counts: { done: 1, held: 0 },
    });
    expect(await countServices(db)).toBe(19);
  });

  test('may lose it when a person accepts that', async () => {
    const { db, feeds, id } = await setUp(20);
    await runSourceRefresh(jobContext(db, new Date()));
    feeds.set('marl', { services: 10 });
    const source = await db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const { counts } = await readSource(jobContext(db, new Date()))({ source, acceptLoss: true });
    expect([counts.gone, await countServices(db)]).toEqual([10, 10]);
  });
});

describe('one at a time', () => {
  test('a source that somebody is importing is left to them, and no failure is noted', async () => {
    const { db, feeds, id } = await setUp();
    let letGo = (): void => undefined;
    feeds.set('marl', { services: 2, until: new Promise<void>((resolve) => (letGo = resolve)) });
    const hasAsked = feeds.nextAsk();
    const first = runSourceRefresh(jobContext(db, new Date()));
    await hasAsked;
    const second = await runSourceRefresh(jobContext(db, inHours(2)));
    letGo();
    expect(second).toMatchObject({ counts: { busy: 1, failed: 0 }, failures: [] });
    expect(await first).toMatchObject({ counts: { done: 1 } });
    expect((await listImportRuns(db, id, 5)).map((run) => run.outcome)).toEqual(['done']);
  });

  test('a job that another process has taken over leaves the other sources to it', async () => {
    const { db } = await setUp();
    const report = await runSourceRefresh(jobContext(db, new Date(), AbortSignal.abort()));
    expect(report.counts).toMatchObject({ done: 0 });
    expect(report.failures).toEqual([expect.stringContaining('another process has taken it over')]);
    expect(await countServices(db)).toBe(0);
  });
});
