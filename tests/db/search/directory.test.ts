import { mkdirSync, mkdtempSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands.ts';
import { londonNow } from '#src/lib/dates.ts';
import { NO_FILTERS } from '#src/search/params.ts';
import { search } from '#src/search/query.ts';
import { openDirectory, type Directory, type DirectoryOptions } from '#src/search/refresh.ts';
import type { SearchIndex, SearchQuery } from '#src/search/types.ts';
import { understand } from '#src/search/understand.ts';
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
  onTestFinished(() => directory.close());
  return { directory, failures, pass: (ms: number) => (at += ms) };
}
const DAY_MS = 86_400_000;

/** The ids of what can be found, in the order of names. */
const idsOf = async (directory: Directory): Promise<string[]> => {
  const index = await directory.current();
  const query = toQuery(index);
  return search(index, query, londonNow(new Date('2026-11-18T10:00:00Z'))).results.map(({ id }) => id);
};
const toQuery = (index: SearchIndex): SearchQuery => ({
  understood: understand(index, ''),
  filters: NO_FILTERS,
  around: null,
  sort: 'name',
  page: 1,
  perPage: 100,
});

describe('the directory as it is now', () => {
  test('is one and the same index until something changes', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory } = await open(db);
    const index = await directory.current();
    expect(await directory.current()).toBe(index);
    expect(await idsOf(directory)).toEqual(['a']);
  });

  test('has an edit as soon as the version has risen, and not before', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await putService(db, 'a');
    expect(await idsOf(directory)).toEqual([]);
    await bumpVersion(db, 'a');
    expect(await idsOf(directory)).toEqual(['a']);
  });

  test('an edit changes what is found, an end takes it out, and hidden is gone', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b', 'c']) await putService(db, id);
    const { directory } = await open(db);
    await db.updateTable('service').set({ name: 'Aardvark' }).where('id', '=', 'c').execute();
    await bumpVersion(db, 'c');
    expect(await idsOf(directory)).toEqual(['c', 'a', 'b']);
    await db.updateTable('service').set({ visibility: 'hidden' }).where('id', '=', 'a').execute();
    await db.deleteFrom('service').where('id', '=', 'b').execute();
    await bumpVersion(db, 'a', 'b');
    expect(await idsOf(directory)).toEqual(['c']);
    expect((await directory.current()).edits).toBe(2);
  });

  test('changes of several versions are patched in together, each service once', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    for (const name of ['One', 'Two', 'Three']) {
      if (name === 'One') await putService(db, 'a');
      await db.updateTable('service').set({ name }).where('id', '=', 'a').execute();
      await bumpVersion(db, 'a');
    }
    const index = await directory.current();
    expect([index.count, index.edits, index.service(index.positionOf('a')).name]).toEqual([1, 1, 'Three']);
  });

  test('a change that names no service, or too many, is built anew while the old index answers', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    const before = await directory.current();
    const ids = Array.from({ length: 60 }, (_, number) => `s${String(number).padStart(2, '0')}`);
    for (const id of ids) await putService(db, id);
    await bumpVersion(db, ...ids);
    expect(await directory.current()).toBe(before);
    await directory.settled();
    expect(await idsOf(directory)).toEqual(ids);
    const built = await directory.current();
    await bumpVersion(db);
    await directory.current();
    await directory.settled();
    expect((await directory.current()).version).toBe(built.version + 1);
    expect(await directory.current()).not.toBe(built);
  });

  test('is built anew before there is no room left for edits', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory } = await open(db);
    const before = await directory.current();
    for (let edit = 0; edit < 80; edit += 1) {
      await db
        .updateTable('service')
        .set({ name: `Name ${edit}` })
        .where('id', '=', 'a')
        .execute();
      await bumpVersion(db, 'a');
      const index = await directory.current();
      expect(index.service(index.positionOf('a')).name).toBe(`Name ${edit}`);
      if (edit === 70) await directory.settled();
    }
    const after = await directory.current();
    expect(after).not.toBe(before);
    expect(after.size).toBeLessThan(20);
  });

  test('is made anew on a new day, because seasons end and capacities grow old', async () => {
    const db = await testDatabase();
    await putService(db, 'until-today', { valid_to: '2026-11-18' });
    const { directory, pass } = await open(db);
    expect(await idsOf(directory)).toEqual(['until-today']);
    pass(DAY_MS);
    await directory.current();
    await directory.settled();
    expect(await idsOf(directory)).toEqual([]);
  });

  test('many asking at once after a change share one renewal', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await putService(db, 'a');
    await bumpVersion(db, 'a');
    const indexes = await Promise.all(Array.from({ length: 20 }, () => directory.current()));
    expect(new Set(indexes.map((index) => index.edits))).toEqual(new Set([1]));
  });

  test('an edit made while everything is built anew is seen at once, and not lost when the new index comes', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await bumpVersion(db);
    await directory.current();
    await putService(db, 'late');
    await bumpVersion(db, 'late');
    await directory.current();
    await directory.settled();
    await directory.current();
    await directory.settled();
    expect(await idsOf(directory)).toEqual(['late']);
  });

  test('says when what visitors see may have changed: after a commit, a patch and a build', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    const stamps = [directory.stamp()];
    expect(directory.stamp()).toBe(stamps[0]);
    await bumpVersion(db, 'a');
    stamps.push(directory.stamp());
    await directory.current();
    stamps.push(directory.stamp());
    await bumpVersion(db);
    stamps.push(directory.stamp());
    await directory.current();
    await directory.settled();
    stamps.push(directory.stamp());
    expect(new Set(stamps).size).toBe(stamps.length);
    await db
      .insertInto('search_day')
      .values({ day: '2026-11-18', words: '', needs: '', results: 0, searches: 1 })
      .execute();
    expect(directory.stamp(), 'a write that no visitor sees').toBe(stamps.at(-1));
  });

  test('the old index goes on answering while making a new one fails, and it is tried again', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory, failures, pass } = await open(db);
    const before = await directory.current();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db);
    expect(await directory.current()).toBe(before);
    await directory.settled();
    expect(failures).toHaveLength(1);
    expect(await directory.current()).toBe(before);
    await directory.settled();
    expect(failures, 'not again at once').toHaveLength(1);
    await db.schema.alterTable('closure_away').renameTo('closure').execute();
    pass(6000);
    await directory.current();
    await directory.settled();
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
