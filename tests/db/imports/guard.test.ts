import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { ImportHeld, isSuspiciousLoss } from '#src/features/imports/commands/runs/guard.ts';
import { testDatabase } from '../../support/database.ts';
import { importItems, directoryOf, servicesOf, versionOf } from './feed/small-feed.ts';
import { synthetics } from './feed/synthetic.ts';
import { importRows, NOW, tea } from './small-import.ts';

const ITEMS = synthetics(50);
const LATER = new Date('2026-11-28T10:00:00Z');
const goneOf = async (db: Db): Promise<number> =>
  (await servicesOf(db)).filter((service) => service.source_missing_since !== null).length;
const sourceOf = (db: Db) => db.selectFrom('source').selectAll().executeTakeFirstOrThrow();
const lastRun = (db: Db) =>
  db.selectFrom('import_run').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();

test.each([
  [100, 20, false],
  [100, 21, true],
  [20, 4, false],
  [20, 5, true],
  [4, 4, false],
  [5, 5, true],
  [0, 0, false],
])(
  'of %d services %d may be gone without anybody being asked: suspicious %s',
  (present, gone, isSuspicious) => {
    expect(isSuspiciousLoss(present, gone)).toBe(isSuspicious);
  },
);

describe('a source that suddenly loses many of its services', () => {
  test('waits for a person, and nothing at all is written', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    const before = await directoryOf(db);
    const version = await versionOf(db);
    const fewer = ITEMS.slice(0, 39).map((item) => ({ ...item, description: 'New words' }));
    const work = importItems(db, fewer, { at: LATER });
    await expect(work).rejects.toThrow(ImportHeld);
    await expect(work).rejects.toThrow(
      'Nothing was changed: 11 of 50 services that Test feed had are not in it any more (22 %), and more than 20 % at once is likely to be a mistake at the source. If it is right, import it again with --accept-loss.',
    );
    expect({ ...(await directoryOf(db)), source: [] }).toEqual({ ...before, source: [] });
    expect(await versionOf(db)).toBe(version);
    expect(await lastRun(db)).toMatchObject({ outcome: 'held', created: 0, updated: 0, gone: 0 });
    expect(await sourceOf(db)).toMatchObject({
      held_since: LATER.toISOString(),
      held_reason: expect.stringContaining('11 of 50 services') as unknown,
      last_imported_at: expect.any(String) as unknown,
    });
  });

  test('held twice says since when the first time, and why the last time', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await expect(importItems(db, ITEMS.slice(0, 30), { at: NOW })).rejects.toThrow();
    await expect(importItems(db, ITEMS.slice(0, 20), { at: LATER })).rejects.toThrow();
    expect(await sourceOf(db)).toMatchObject({
      held_since: NOW.toISOString(),
      held_reason: expect.stringContaining('30 of 50') as unknown,
    });
  });

  test('goes through when a person accepts it, and is held no longer', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await expect(importItems(db, ITEMS.slice(0, 10))).rejects.toThrow();
    const { counts } = await importItems(db, ITEMS.slice(0, 10), { acceptLoss: true });
    expect(counts.gone).toBe(40);
    expect(await goneOf(db)).toBe(40);
    expect(await sourceOf(db)).toMatchObject({ held_since: null, held_reason: null });
    // From now on the ten are what it has.
    expect((await importItems(db, ITEMS.slice(0, 10))).counts).toMatchObject({ unchanged: 10, gone: 0 });
  });

  test('is held no longer when it has them again', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await expect(importItems(db, ITEMS.slice(0, 10))).rejects.toThrow();
    await importItems(db, ITEMS.slice(0, 45));
    expect(await sourceOf(db)).toMatchObject({ held_since: null, held_reason: null });
    expect(await goneOf(db)).toBe(5);
  });

  test('stays held by a run that may lack something, since that says nothing about the loss', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await expect(importItems(db, ITEMS.slice(0, 10))).rejects.toThrow();
    await importItems(db, [...ITEMS, { name: 'without an id' }]);
    expect((await sourceOf(db)).held_since).not.toBeNull();
  });

  test('is asked about in a dry run too, which changes nothing', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await expect(importItems(db, ITEMS.slice(0, 10), { dryRun: true })).rejects.toThrow(ImportHeld);
    expect((await sourceOf(db)).held_since).toBeNull();
  });

  test('counts a broken row as there, and those already gone not at all', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await importItems(db, ITEMS.slice(0, 41));
    expect(await goneOf(db)).toBe(9);
    const broken = ITEMS.slice(0, 41).map((item, index) => (index < 20 ? { id: item.id } : item));
    expect((await importItems(db, broken)).counts).toMatchObject({ failed: 20, gone: 0 });
  });

  test('is a spreadsheet’s fate as well', async () => {
    const db = await testDatabase();
    const rows = Array.from({ length: 20 }, (_, index) => tea(String(index)));
    await importRows(db, rows);
    await expect(importRows(db, rows.slice(0, 10))).rejects.toThrow(ImportHeld);
    expect(await goneOf(db)).toBe(0);
    expect(await lastRun(db)).toMatchObject({ outcome: 'held' });
  });
});
