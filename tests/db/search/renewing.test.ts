import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { countingQueries } from '../../support/shared/count-queries.ts';
import { testDatabase } from '../../support/database.ts';
import { bumpVersion, putService } from './directory-rows.ts';
import { idsOf, open } from './opened-directory.ts';

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
      await bumpVersion(other, id);
      expect(await idsOf(directory)).toContain(id);
    }
  });

  test('is not seen half done: what is being written has not happened yet', async () => {
    const db = await testDatabase();
    const other = await otherConnection(db);
    const { directory } = await open(db);
    await other.transaction().execute(async (trx) => {
      await putService(trx as unknown as Db, 'a');
      await bumpDirectoryVersion(trx, new Date(), { services: ['a'] });
      expect(await idsOf(directory)).toEqual([]);
    });
    expect(await idsOf(directory)).toEqual(['a']);
  });

  test('two directories on one file, each with a connection of its own, both stay current', async () => {
    const db = await testDatabase();
    const other = await otherConnection(db);
    const [one, two] = [(await open(db)).directory, (await open(other)).directory];
    for (const [number, writer] of [db, other, db].entries()) {
      await putService(writer, `s${number}`);
      await bumpVersion(writer, `s${number}`);
      expect(await idsOf(one)).toEqual(await idsOf(two));
      expect((await idsOf(one)).length).toBe(number + 1);
    }
  });
});

describe('renewing', () => {
  /** How many times services were read from a database, counted at its connection. */
  const readsOf = (db: Db) => {
    const counting = countingQueries(db);
    return { db: counting.db, count: counting.count };
  };

  test('asks nothing when nothing has changed, and for an edit reads only what was edited', async () => {
    const counted = readsOf(await testDatabase());
    for (const id of ['a', 'b']) await putService(counted.db, id);
    const { directory } = await open(counted.db);
    const before = counted.count();
    await directory.current();
    expect(counted.count() - before).toBe(0);
    await bumpVersion(counted.db, 'a');
    const changed = counted.count();
    await Promise.all(Array.from({ length: 30 }, () => directory.current()));
    const oneEdit = counted.count() - changed;
    expect(oneEdit).toBeGreaterThan(5);
    expect(oneEdit, 'one look for all who ask').toBeLessThan(20);
  });

  test('nobody who asks during a failure waits for ever, and each failure is told once', async () => {
    const db = await testDatabase();
    const { directory, failures } = await open(db);
    const before = await directory.current();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db);
    const all = await Promise.all(Array.from({ length: 10 }, () => directory.current()));
    await directory.settled();
    expect(new Set(all)).toEqual(new Set([before]));
    expect(failures).toHaveLength(1);
  });

  test('a failure without anybody to tell it to is still no failure of the search', async () => {
    const db = await testDatabase();
    const { directory } = await open(db, { onFailure: undefined });
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db, 'a');
    expect(await idsOf(directory)).toEqual([]);
  });

  test('the first index must be made: without it there is nothing to answer with', async () => {
    const db = await testDatabase();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await expect(open(db)).rejects.toThrow();
  });
});
