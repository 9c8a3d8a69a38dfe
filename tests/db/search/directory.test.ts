import { mkdirSync, mkdtempSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { openDirectory, type DirectoryOptions } from '#src/search/refresh.ts';
import { countingQueries } from '../../support/count-queries.ts';
import { testDatabase } from '../../support/database.ts';
import { bumpVersion, putService, putVenue } from './directory-rows.ts';

/** A project folder with one need and the real calendar. */
function contentFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'front-door-content-'));
  mkdirSync(join(root, 'content', 'needs'), { recursive: true });
  mkdirSync(join(root, 'db'));
  cpSync('content/term-dates.yaml', join(root, 'content', 'term-dates.yaml'));
  cpSync('db/bank-holidays.json', join(root, 'db', 'bank-holidays.json'));
  writeFileSync(
    join(root, 'content', 'needs', 'food.yaml'),
    'slug: food\nname: Food\ndescription: Food\npicture: 1F4AC\n',
  );
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'content');
}

async function open(db: Db, options: DirectoryOptions = {}) {
  let at = Date.parse('2026-11-18T10:00:00Z');
  const failures: unknown[] = [];
  const directory = await openDirectory(db, contentFolder(), {
    now: () => new Date(at),
    onFailure: (error) => failures.push(error),
    ...options,
  });
  return { directory, failures, pass: (ms: number) => (at += ms) };
}
const DAY_MS = 86_400_000;

describe('the directory as it is now', () => {
  test('is one and the same index until something changes', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory } = await open(db);
    const index = await directory.current();
    expect(await directory.current()).toBe(index);
    expect(index.services.map((service) => service.id)).toEqual(['a']);
  });

  test('has a change as soon as the version has risen, and not before', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await putService(db, 'a');
    expect((await directory.current()).services).toEqual([]);
    await bumpVersion(db);
    expect((await directory.current()).services.map((service) => service.id)).toEqual(['a']);
  });

  test('is made anew on a new day, because seasons end and capacities grow old', async () => {
    const db = await testDatabase();
    await putService(db, 'until-today', { valid_to: '2026-11-18' });
    const { directory, pass } = await open(db);
    expect((await directory.current()).services).toHaveLength(1);
    pass(DAY_MS);
    expect((await directory.current()).services).toEqual([]);
  });

  test('many asking at once after a change share one renewal', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await bumpVersion(db);
    const indexes = await Promise.all(Array.from({ length: 20 }, () => directory.current()));
    expect(new Set(indexes).size).toBe(1);
  });

  test('a change made while a renewal runs is seen by whoever asks after it', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await bumpVersion(db);
    const first = directory.current();
    await putService(db, 'late');
    await bumpVersion(db);
    const second = await directory.current();
    await first;
    expect(second.services.map((service) => service.id)).toEqual(['late']);
    expect(second.version).toBe(3);
  });

  test('the old index goes on answering while making a new one fails, and it is tried again', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory, failures, pass } = await open(db);
    const before = await directory.current();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db);
    expect(await directory.current()).toBe(before);
    expect(failures).toHaveLength(1);
    await directory.current();
    expect(failures, 'not again at once').toHaveLength(1);
    await db.schema.alterTable('closure_away').renameTo('closure').execute();
    pass(6000);
    expect((await directory.current()).version).toBe(before.version + 1);
  });

  test('learns the towns and postcodes of its own public addresses, never of a confidential one', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    await putVenue(db, 'a', 'open');
    await putVenue(db, 'a', 'hidden', { confidential: 1, area_name: 'Aldershire' }, 'MB9 9ZZ');
    const { gazetteer } = await (await open(db)).directory.current();
    expect([...gazetteer.postcodes.keys()]).toEqual(['MB3 1EF']);
    expect([...gazetteer.outcodes.keys()]).toEqual(['MB3']);
    expect(gazetteer.byName.has('tarnbury')).toBe(true);
  });
});

/** A second connection to the file of a test's database, as an import in another process has one. */
async function otherConnection(db: Db): Promise<Db> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db);
  const other = openDatabase(rows[0]?.file ?? '');
  onTestFinished(() => other.destroy());
  return other;
}

describe('a change by somebody else', () => {
  test('is seen at the very next call, though it came through another connection', async () => {
    const db = await testDatabase();
    const other = await otherConnection(db);
    const { directory } = await open(db);
    for (const id of ['a', 'b', 'c']) {
      await putService(other, id);
      await bumpVersion(other);
      expect((await directory.current()).services.map((service) => service.id)).toContain(id);
    }
  });

  test('is not seen half done: what is being written has not happened yet', async () => {
    const db = await testDatabase();
    const other = await otherConnection(db);
    const { directory } = await open(db);
    await other.transaction().execute(async (trx) => {
      await putService(trx as unknown as Db, 'a');
      await bumpVersion(trx as unknown as Db);
      expect((await directory.current()).services).toEqual([]);
    });
    expect((await directory.current()).services).toHaveLength(1);
  });
});

describe('renewing', () => {
  /** How many times services were read from a database, counted at its connection. */
  const readsOf = (db: Db) => {
    const counting = countingQueries(db);
    return { db: counting.db, count: counting.count };
  };

  test('asks one small question when nothing has changed, and reads everything once when something has', async () => {
    const counted = readsOf(await testDatabase());
    const { directory } = await open(counted.db);
    const before = counted.count();
    await directory.current();
    expect(counted.count() - before).toBe(1);
    await bumpVersion(counted.db);
    const changed = counted.count();
    await directory.current();
    const oneRenewal = counted.count() - changed;
    expect(oneRenewal).toBeGreaterThan(5);
    await bumpVersion(counted.db);
    const again = counted.count();
    await Promise.all(Array.from({ length: 30 }, () => directory.current()));
    // One renewal for all of them, and at most one more look at the version for those who came while it ran.
    expect(counted.count() - again).toBeLessThanOrEqual(oneRenewal + 30);
    expect(counted.count() - again).toBeLessThan(2 * oneRenewal + 5);
  });

  test('nobody who asks during a failure waits for ever, and each failure is told once', async () => {
    const db = await testDatabase();
    const { directory, failures } = await open(db);
    const before = await directory.current();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db);
    const all = await Promise.all(Array.from({ length: 10 }, () => directory.current()));
    expect(new Set(all)).toEqual(new Set([before]));
    expect(failures).toHaveLength(1);
  });

  test('a failure without anybody to tell it to is still no failure of the search', async () => {
    const db = await testDatabase();
    const { directory } = await open(db, { onFailure: undefined });
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db);
    expect((await directory.current()).services).toEqual([]);
  });

  test('the first index must be made: without it there is nothing to answer with', async () => {
    const db = await testDatabase();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await expect(open(db)).rejects.toThrow();
  });
});
