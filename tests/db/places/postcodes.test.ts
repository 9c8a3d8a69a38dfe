import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { replacePostcodes, type PostcodeCounts } from '#src/features/places/commands/postcodes.ts';
import { testDatabase } from '../../support/database.ts';

interface Row {
  postcode: string;
  latitude: number;
  longitude: number;
}
const row = (postcode: string, latitude = 52.4): Row => ({ postcode, latitude, longitude: -2.9 });
async function* inBatches(rows: readonly Row[], size = 700): AsyncGenerator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
const replace = (db: Db, rows: readonly Row[], source = 'official'): Promise<PostcodeCounts> =>
  replacePostcodes(db, source, inBatches(rows), async () => {});
const stored = (db: Db) =>
  db
    .selectFrom('postcode')
    .select(['postcode', 'outcode', 'latitude', 'source'])
    .orderBy('postcode')
    .execute();
const NOTHING: PostcodeCounts = { created: 0, updated: 0, unchanged: 0, gone: 0 };
const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) =>
    row(`AB${Math.floor(at / 1000) + 1} ${String(at).padStart(3, '0')}`),
  );

describe('the postcodes of one source', () => {
  test('become those that are given, with their first halves', async () => {
    const db = await testDatabase();
    expect(await replace(db, [row('MB3 1EF'), row('MB12 3QA')])).toEqual({ ...NOTHING, created: 2 });
    expect(await stored(db)).toMatchObject([
      { postcode: 'MB12 3QA', outcode: 'MB12', source: 'official' },
      { postcode: 'MB3 1EF', outcode: 'MB3' },
    ]);
  });

  test('are counted: new, moved, as before, and gone', async () => {
    const db = await testDatabase();
    await replace(db, [row('MB1 1AA'), row('MB1 1AB'), row('MB1 1AD')]);
    const counts = await replace(db, [row('MB1 1AA'), row('MB1 1AB', 52.5), row('MB1 1AE')]);
    expect(counts).toEqual({ created: 1, updated: 1, unchanged: 1, gone: 1 });
    expect((await stored(db)).map(({ postcode, latitude }) => [postcode, latitude])).toEqual([
      ['MB1 1AA', 52.4],
      ['MB1 1AB', 52.5],
      ['MB1 1AE', 52.4],
    ]);
  });

  test('the same again are unchanged, every one', async () => {
    const db = await testDatabase();
    const rows = many(2345);
    expect(await replace(db, rows)).toEqual({ ...NOTHING, created: 2345 });
    expect(await replace(db, rows.toReversed())).toEqual({ ...NOTHING, unchanged: 2345 });
    expect(await stored(db)).toHaveLength(2345);
  });

  test('when all are unchanged nothing is written: readers are not made to wait', async () => {
    const db = await testDatabase();
    const rows = many(10);
    await replace(db, rows);
    await sql`create trigger untouched before delete on postcode begin select raise(abort, 'written'); end`.execute(
      db,
    );
    expect(await replace(db, rows)).toEqual({ ...NOTHING, unchanged: 10 });
    await expect(replace(db, many(11))).rejects.toThrow('written');
  });

  test('one that comes twice is taken from its first row', async () => {
    const db = await testDatabase();
    expect((await replace(db, [row('MB1 1AA', 52.1), row('MB1 1AA', 52.9)])).created).toBe(1);
    expect((await stored(db))[0]?.latitude).toBe(52.1);
  });

  test('one that another source has too now belongs to this one; the rest of the other stay', async () => {
    const db = await testDatabase();
    await replace(db, [row('MB1 1AA', 50), row('MB1 1AB', 50)], 'other');
    const counts = await replace(db, [row('MB1 1AA', 52)]);
    expect(counts).toEqual({ ...NOTHING, updated: 1 });
    expect((await stored(db)).map(({ latitude, source }) => [latitude, source])).toEqual([
      [52, 'official'],
      [50, 'other'],
    ]);
  });

  test('of nothing are nothing: what was there is gone', async () => {
    const db = await testDatabase();
    await replace(db, [row('MB1 1AA')]);
    expect(await replace(db, [])).toEqual({ ...NOTHING, gone: 1 });
    expect(await stored(db)).toEqual([]);
  });
});

describe('all or nothing', () => {
  test('what is done afterwards is in the same transaction and knows the counts', async () => {
    const db = await testDatabase();
    let told: PostcodeCounts | null = null;
    await replacePostcodes(db, 'official', inBatches([row('MB1 1AA')]), async (trx, counts) => {
      told = counts;
      expect(await trx.selectFrom('postcode').selectAll().execute()).toHaveLength(1);
    });
    expect(told).toEqual({ ...NOTHING, created: 1 });
  });

  test('when that fails nothing has changed, and it can be done again', async () => {
    const db = await testDatabase();
    await replace(db, [row('MB1 1AA')]);
    const failing = replacePostcodes(db, 'official', inBatches([row('MB1 1AB')]), () =>
      Promise.reject(new Error('no audit')),
    );
    await expect(failing).rejects.toThrow('no audit');
    expect((await stored(db)).map(({ postcode }) => postcode)).toEqual(['MB1 1AA']);
    expect((await replace(db, [row('MB1 1AB')])).created).toBe(1);
  });

  test('when reading breaks off half way, nothing has changed', async () => {
    const db = await testDatabase();
    await replace(db, [row('MB1 1AA')]);
    async function* broken(): AsyncGenerator<readonly Row[]> {
      yield many(1500);
      throw new Error('the file ends in the middle');
    }
    const failing = replacePostcodes(db, 'official', broken(), async () => {});
    await expect(failing).rejects.toThrow('in the middle');
    expect(await stored(db)).toHaveLength(1);
  });

  test('nothing is left behind but the postcodes', async () => {
    const db = await testDatabase();
    await replace(db, many(10));
    const { rows } = await sql<{ name: string }>`select name from sqlite_temp_master`.execute(db);
    expect(rows).toEqual([]);
  });
});
