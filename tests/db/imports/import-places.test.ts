import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { importPlaces } from '#src/cli/import/places.ts';
import { testDatabase } from '../../support/database.ts';
import { dump, importRows, NOW, tea, testFolder } from './small-import.ts';

type PlaceFormat = Parameters<typeof importPlaces>[1]['format'];

async function importText(
  db: Db,
  text: string,
  format: PlaceFormat,
  more: { name?: string; dryRun?: boolean } = {},
): Promise<string> {
  const file = join(testFolder(), 'places.csv');
  writeFileSync(file, text);
  const terms = { name: more.name ?? 'Official', licence: 'OGL', attribution: null, url: null, format };
  return (await importPlaces(db, { file, format, terms, dryRun: more.dryRun ?? false, at: NOW })).summary;
}
const grid = (postcode: string, easting = 333000, northing = 282000): string =>
  `"${postcode}",10,${easting},${northing},"E","","","","",""`;
const postcodes = (db: Db) => db.selectFrom('postcode').selectAll().orderBy('postcode').execute();
const version = async (db: Db): Promise<number> =>
  (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version;

describe('postcodes', () => {
  test('are imported with their outcode, and again without a change', async () => {
    const db = await testDatabase();
    const text = [grid('MB1 1QG'), grid('MB101QH', 334000)].join('\n');
    expect(await importText(db, text, 'code-point-open')).toBe(
      '2 rows read, 0 left out because something is wrong.\nPostcodes: 2 new, 0 changed, 0 unchanged, 0 gone.',
    );
    expect((await postcodes(db)).map((item) => [item.postcode, item.outcode, item.source])).toEqual([
      ['MB1 1QG', 'MB1', 'Official'],
      ['MB10 1QH', 'MB10', 'Official'],
    ]);
    const before = await dump(db);
    expect(await importText(db, text, 'code-point-open')).toContain('0 new, 0 changed, 2 unchanged, 0 gone');
    expect(await dump(db)).toBe(before);
  });

  test('of a newer file replace those of the same source only', async () => {
    const db = await testDatabase();
    await importText(db, grid('MB9 9AA'), 'code-point-open', { name: 'Another' });
    await importText(db, [grid('MB1 1QG'), grid('MB1 1QH')].join('\n'), 'code-point-open');
    const at = await version(db);
    expect(
      await importText(db, [grid('MB1 1QG', 335000), grid('MB1 1QJ')].join('\n'), 'code-point-open'),
    ).toContain('1 new, 1 changed, 0 unchanged, 1 gone');
    expect((await postcodes(db)).map((item) => item.postcode)).toEqual(['MB1 1QG', 'MB1 1QJ', 'MB9 9AA']);
    expect(await version(db)).toBe(at + 1);
  });

  test('that another source has too belong to the newer import', async () => {
    const db = await testDatabase();
    await importText(db, grid('MB1 1QG'), 'code-point-open', { name: 'Old' });
    expect(
      await importText(db, 'pcds,doterm,lat,long\nMB1 1QG,,52.44,-2.95', 'onspd', { name: 'New' }),
    ).toContain('0 new, 1 changed');
    expect(await postcodes(db)).toMatchObject([{ latitude: 52.44, longitude: -2.95, source: 'New' }]);
  });

  test('that come twice in a file are taken once', async () => {
    const db = await testDatabase();
    expect(
      await importText(db, [grid('MB1 1QG'), grid('MB11QG', 400000)].join('\n'), 'code-point-open'),
    ).toContain('1 new');
  });

  test('by the thousands go in whole, in order or not', async () => {
    const db = await testDatabase();
    const letters = 'ABDEFGHJLNPQRSTUWXYZ';
    const rows = Array.from({ length: 2500 }, (_, index) =>
      grid(
        `MB${(index % 7) + 1} ${index % 10}${letters[Math.floor(index / 10) % 20]}${letters[Math.floor(index / 200) % 20]}`,
        300000 + index,
      ),
    );
    const distinct = new Set(rows.map((line) => line.split(',')[0])).size;
    expect(await importText(db, rows.join('\n'), 'code-point-open')).toContain(`${distinct} new`);
    expect(await postcodes(db)).toHaveLength(distinct);
  });

  test('are not changed by a dry run', async () => {
    const db = await testDatabase();
    const before = await dump(db);
    expect(await importText(db, grid('MB1 1QG'), 'code-point-open', { dryRun: true })).toContain('1 new');
    expect(await dump(db)).toBe(before);
  });

  test('of a file that breaks off leave everything as it was', async () => {
    const db = await testDatabase();
    await importText(db, grid('MB1 1QG'), 'code-point-open');
    const before = await dump(db);
    await expect(importText(db, 'a,b\n1,2', 'code-point-open')).rejects.toThrow(
      'has the columns of this format',
    );
    expect(await dump(db)).toBe(before);
  });

  test('place the rows of an import that has no points', async () => {
    const db = await testDatabase();
    await importText(db, 'pcds,doterm,lat,long\nMB1 1QG,,52.44,-2.95', 'onspd');
    await importRows(db, [tea('1')]);
    expect(await db.selectFrom('location').select(['latitude', 'longitude']).execute()).toEqual([
      { latitude: 52.44, longitude: -2.95 },
    ]);
  });
});

describe('places', () => {
  const text =
    'name,admin_area,type,lat,lng\nSaint Marl,Aldershire,Town,52.4,-2.9\nLittle Marl,Aldershire,Hamlet,52.5,-2.8';

  test('are imported with the key they are looked up by, and again without a change', async () => {
    const db = await testDatabase();
    await importText(db, text, 'os-open-names');
    expect(
      await db
        .selectFrom('place')
        .select(['name', 'search_key', 'kind', 'area_name'])
        .orderBy('name')
        .execute(),
    ).toEqual([
      { name: 'Little Marl', search_key: 'little marl', kind: 'hamlet', area_name: 'Aldershire' },
      { name: 'Saint Marl', search_key: 'st marl', kind: 'town', area_name: 'Aldershire' },
    ]);
    const before = await dump(db);
    expect(await importText(db, text, 'os-open-names')).toContain('Places: 2, as they were.');
    expect(await dump(db)).toBe(before);
  });

  test('of a newer file replace those of the same source only', async () => {
    const db = await testDatabase();
    await importText(db, 'outcode,lat,lng\nMB1,52.4,-2.9', 'outcodes', { name: 'Outcodes' });
    await importText(db, text, 'os-open-names');
    await importText(db, text.split('\n').slice(0, 2).join('\n'), 'os-open-names');
    expect(
      (await db.selectFrom('place').select('name').orderBy('name').execute()).map((place) => place.name),
    ).toEqual(['MB1', 'Saint Marl']);
  });
});
