import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { takeImportLease, releaseImportLease } from '#src/features/imports/commands/runs/lease.ts';
import { testDatabase } from '../../../support/database.ts';
import { NOW } from '../small-import.ts';
import { serveFeed } from './feed-server.ts';
import { directoryOf, importItems, servicesOf, versionOf } from './small-feed.ts';
import { synthetic, synthetics } from './synthetic.ts';

const ITEMS = synthetics(30);
const runs = (db: Db) => db.selectFrom('import_run').selectAll().orderBy('id').execute();
const sources = (db: Db) => db.selectFrom('source').selectAll().execute();
const keptPages = async (db: Db): Promise<number> =>
  (await db.selectFrom('import_page').select('page').execute()).length;

describe('a feed that is imported', () => {
  test('is written with its own ids, its terms and everything else, and the run says what it did', async () => {
    const db = await testDatabase();
    const server = await serveFeed(ITEMS);
    const { counts, problems } = await importItems(db, `${server.url}/feed`);
    expect(counts).toMatchObject({ rows: 30, created: 30, failed: 0, gone: 0 });
    const services = await servicesOf(db);
    expect(new Set(services.map((service) => service.id))).toEqual(new Set(ITEMS.map((item) => item.id)));
    expect(await db.selectFrom('location').selectAll().execute()).toHaveLength(30);
    expect(
      await db
        .selectFrom('attribute')
        .innerJoin('taxonomy_term', 'taxonomy_term.id', 'taxonomy_term_id')
        .innerJoin('taxonomy', 'taxonomy.id', 'taxonomy_id')
        .select(['link_entity', 'link_type', 'taxonomy_term.name', 'taxonomy.name as taxonomy'])
        .where('link_id', '=', ITEMS[0]?.id ?? '')
        .execute(),
    ).toEqual([
      { link_entity: 'service', link_type: 'service_type', name: 'Kind 1', taxonomy: 'Kinds of club' },
    ]);
    const [run] = await runs(db);
    expect(run).toMatchObject({ outcome: 'done', created: 30, message: null, problems: problems.length });
    expect(JSON.parse(run?.report ?? '')).toEqual(problems);
    expect(await keptPages(db)).toBe(0);
    expect(await db.selectFrom('job_lease').selectAll().execute()).toEqual([]);
  });

  test('a second time changes no row and not the directory’s version', async () => {
    const db = await testDatabase();
    const server = await serveFeed(ITEMS);
    await importItems(db, `${server.url}/feed`);
    const before = await directoryOf(db);
    const version = await versionOf(db);
    const { counts } = await importItems(db, `${server.url}/feed`, { at: new Date('2027-03-01T10:00:00Z') });
    expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: 30, gone: 0 });
    const after = await directoryOf(db);
    // The source says when it was last read.
    expect({ ...after, source: [] }).toEqual({ ...before, source: [] });
    expect(await versionOf(db)).toBe(version);
  });

  test('dry leaves no trace at all, not even of the source', async () => {
    const db = await testDatabase();
    const server = await serveFeed(ITEMS);
    const before = await directoryOf(db);
    const { counts } = await importItems(db, `${server.url}/feed`, { dryRun: true });
    expect(counts.created).toBe(30);
    expect(await directoryOf(db)).toEqual(before);
    expect(await runs(db)).toEqual([]);
  });

  test('reports at most 500 sentences and counts them all', async () => {
    const db = await testDatabase();
    const items = synthetics(600).map((item) => ({ ...item, email: 'nobody' }));
    await importItems(db, items);
    const [run] = await runs(db);
    expect(run?.problems).toBeGreaterThanOrEqual(600);
    expect(JSON.parse(run?.report ?? '[]')).toHaveLength(500);
  });

  test('that may lack something marks nothing as gone, and says so', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    const server = await serveFeed(ITEMS, (number) => (number === 2 ? { status: 404 } : null));
    const { counts, problems } = await importItems(db, `${server.url}/feed`);
    expect(counts).toMatchObject({ unchanged: 20, gone: 0 });
    expect(problems).toContain(
      'The feed: something may be missing, so nobody can say which services are gone; none is marked',
    );
    expect((await servicesOf(db)).filter((service) => service.source_missing_since !== null)).toEqual([]);
  });

  test('that failed is recorded with the reason, and leaves everything as it was', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    const server = await serveFeed(ITEMS, () => ({ status: 401 }));
    const before = await servicesOf(db);
    await expect(importItems(db, `${server.url}/feed`)).rejects.toThrow(/answered with 401/);
    expect((await runs(db))[1]).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/answered with 401 \(not allowed\)\.$/) as unknown,
      finished_at: expect.any(String) as unknown,
    });
    expect(await servicesOf(db)).toEqual(before);
    expect((await sources(db))[0]?.last_imported_at).toEqual(expect.any(String));
  });

  test('without a licence is refused, and leaves no trace', async () => {
    const db = await testDatabase();
    const terms = { name: 'Test feed', licence: ' ', attribution: null, url: null };
    await expect(importItems(db, ITEMS, { terms })).rejects.toThrow(/^Test feed has no licence: /);
    expect(await sources(db)).toEqual([]);
  });

  test('of things that are no services is refused', async () => {
    const db = await testDatabase();
    await expect(importItems(db, [{ colour: 'red' }, { colour: 'blue' }])).rejects.toThrow(
      /holds JSON, but no services of Open Referral\.$/,
    );
  });
});

describe('a source', () => {
  test('keeps its schedule and whether it may be passed on, until somebody says otherwise', async () => {
    const db = await testDatabase();
    const terms = {
      name: 'Test feed',
      licence: 'OGL',
      attribution: 'Thanks',
      url: 'https://example.org/feed',
    };
    await importItems(db, ITEMS, { terms: { ...terms, republish: false, refreshDays: 7 } });
    expect(await sources(db)).toMatchObject([
      { republish: 0, refresh_days: 7, url: 'https://example.org/feed' },
    ]);
    await importItems(db, ITEMS, { terms });
    expect(await sources(db)).toMatchObject([{ republish: 0, refresh_days: 7 }]);
    await importItems(db, ITEMS, { terms: { ...terms, republish: true, refreshDays: null } });
    expect(await sources(db)).toMatchObject([{ republish: 1, refresh_days: null }]);
  });
});

describe('pages that were fetched', () => {
  /** Fails at page 3 for good, as often as it is asked. */
  async function interrupted(db: Db) {
    let isDown = true;
    const server = await serveFeed(ITEMS, (number) => (isDown && number === 3 ? { status: 429 } : null));
    await expect(importItems(db, `${server.url}/feed`, { limits: { retries: 0 } })).rejects.toThrow(/429/);
    isDown = false;
    const before = server.asked.length;
    return { url: `${server.url}/feed`, askedSince: () => server.asked.slice(before) };
  }

  test('are not fetched again when an import is started again within a day', async () => {
    const db = await testDatabase();
    const { url, askedSince } = await interrupted(db);
    expect(await keptPages(db)).toBe(2);
    const { counts } = await importItems(db, url, { at: new Date(NOW.getTime() + 23 * 3_600_000) });
    expect(counts.created).toBe(30);
    expect(askedSince()).toEqual(['/feed/services?page=3&full=true']);
    expect(await keptPages(db)).toBe(0);
  });

  test('are fetched again after a day', async () => {
    const db = await testDatabase();
    const { url, askedSince } = await interrupted(db);
    await importItems(db, url, { at: new Date(NOW.getTime() + 25 * 3_600_000) });
    expect(askedSince()).toHaveLength(4);
  });

  test('of another address are not used', async () => {
    const db = await testDatabase();
    const { url, askedSince } = await interrupted(db);
    await importItems(db, `${url}/services`);
    expect(askedSince().filter((asked) => asked.includes('page='))).toHaveLength(3);
  });
});

describe('two imports of one source at once', () => {
  test('are one import: the second is refused, and another source is free', async () => {
    const db = await testDatabase();
    const server = await serveFeed(ITEMS, () => ({ ...{ body: { contents: [] } }, afterMs: 300 }));
    const first = importItems(db, `${server.url}/feed`);
    await expect.poll(() => server.asked.length).toBeGreaterThan(0);
    await expect(importItems(db, ITEMS)).rejects.toThrow(
      'Another import of Test feed is going on: wait until it has ended, then try again.',
    );
    expect((await importItems(db, ITEMS, { source: 'Another feed' })).counts.created).toBe(30);
    await first;
    expect((await importItems(db, ITEMS)).counts.created).toBe(30);
  });

  test('a lease that has run out, or whose process has ended, blocks nobody', async () => {
    const db = await testDatabase();
    const now = new Date();
    const lease = await takeImportLease(db, 'Test feed', () => now);
    await expect(takeImportLease(db, 'Test feed', () => now)).rejects.toThrow(/is going on/);
    const inAMinute = new Date(now.getTime() + 60_000);
    const second = await takeImportLease(db, 'Test feed', () => inAMinute);
    await releaseImportLease(db, lease);
    await expect(takeImportLease(db, 'Test feed', () => inAMinute)).rejects.toThrow(/is going on/);
    await releaseImportLease(db, second);
    const { hostname } = await import('node:os');
    await db
      .insertInto('job_lease')
      .values({
        name: 'import:Test feed',
        holder: `${hostname()}/999999999/x`,
        until: '2999-01-01T00:00:00.000Z',
      })
      .execute();
    await releaseImportLease(db, await takeImportLease(db, 'Test feed', () => now));
  });

  test('the first leaves off when another has taken over', async () => {
    const db = await testDatabase();
    const server = await serveFeed(ITEMS, () => ({ body: { contents: [synthetic(1)] }, afterMs: 200 }));
    const first = importItems(db, `${server.url}/feed`);
    await expect.poll(() => server.asked.length).toBeGreaterThan(1);
    await db.updateTable('job_lease').set({ holder: 'somebody/1/else' }).execute();
    await expect(first).rejects.toThrow(/Another import of this source has begun in the meantime/);
    expect(await servicesOf(db)).toEqual([]);
  });
});
