import { expect, test } from 'vitest';
import type { Insertable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { PlaceTable, PostcodeTable } from '#db/schema.ts';
import { replaceGazetteer } from '#src/features/places/commands/gazetteer.ts';
import { readPlaces } from '#src/features/places/queries.ts';
import { testDatabase } from '../../support/database.ts';

const place = (id: string, name: string, source = 'own'): Insertable<PlaceTable> => ({
  id,
  name,
  search_key: name.toLowerCase(),
  kind: 'town',
  area_name: null,
  latitude: 52.4,
  longitude: -2.9,
  source,
});
const postcode = (text: string, latitude = 52.4, source = 'own'): Insertable<PostcodeTable> => ({
  postcode: text,
  outcode: text.split(' ')[0] ?? '',
  latitude,
  longitude: -2.9,
  source,
});
const replace = (
  db: Db,
  places: Insertable<PlaceTable>[],
  postcodes: Insertable<PostcodeTable>[] = [],
  source = 'own',
): Promise<boolean> => db.transaction().execute((trx) => replaceGazetteer(trx, source, places, postcodes));
const namesIn = async (db: Db): Promise<string[]> => (await readPlaces(db)).map(({ name }) => name);
const postcodesIn = (db: Db) =>
  db.selectFrom('postcode').select(['postcode', 'latitude', 'source']).orderBy('postcode').execute();

test('the rows of a source become those that are given', async () => {
  const db = await testDatabase();
  expect(await replace(db, [place('1', 'Tarnbury'), place('2', 'Larkrise')], [postcode('MB3 1EF')])).toBe(
    true,
  );
  expect(await namesIn(db)).toEqual(['Tarnbury', 'Larkrise']);
  expect(await replace(db, [place('2', 'Larkrise'), place('3', 'Quenbury')])).toBe(true);
  expect(await namesIn(db)).toEqual(['Larkrise', 'Quenbury']);
  expect(await postcodesIn(db)).toEqual([]);
});

test('the same rows again change nothing, in whatever order', async () => {
  const db = await testDatabase();
  const places = [place('1', 'Tarnbury'), place('2', 'Larkrise')];
  const postcodes = [postcode('MB3 1EF'), postcode('MB1 1QG')];
  await replace(db, places, postcodes);
  expect(await replace(db, places.toReversed(), postcodes.toReversed())).toBe(false);
});

test.each([
  ['a name', [place('1', 'Tarnborough')], [postcode('MB3 1EF')]],
  ['a place less', [], [postcode('MB3 1EF')]],
  ['a place more', [place('1', 'Tarnbury'), place('2', 'X')], [postcode('MB3 1EF')]],
  ['another place', [place('2', 'Tarnbury')], [postcode('MB3 1EF')]],
  ['a point', [place('1', 'Tarnbury')], [postcode('MB3 1EF', 52.41)]],
  ['another postcode', [place('1', 'Tarnbury')], [postcode('MB3 1EG')]],
])('%s is a change', async (_, places, postcodes) => {
  const db = await testDatabase();
  await replace(db, [place('1', 'Tarnbury')], [postcode('MB3 1EF')]);
  expect(await replace(db, places, postcodes)).toBe(true);
  expect(await namesIn(db)).toEqual(places.map(({ name }) => name));
  expect(await postcodesIn(db)).toMatchObject(postcodes.map(({ postcode: text }) => ({ postcode: text })));
});

test("another source's rows stay, and a postcode of both belongs to the later one", async () => {
  const db = await testDatabase();
  await replace(db, [place('o1', 'Oldtown', 'other')], [postcode('MB3 1EF', 50, 'other')], 'other');
  await replace(db, [place('1', 'Tarnbury')], [postcode('MB3 1EF', 52)]);
  expect((await namesIn(db)).sort()).toEqual(['Oldtown', 'Tarnbury']);
  expect(await postcodesIn(db)).toEqual([{ postcode: 'MB3 1EF', latitude: 52, source: 'own' }]);
  await replace(db, [], [], 'own');
  expect(await namesIn(db)).toEqual(['Oldtown']);
});

test('more rows than one statement holds all arrive', async () => {
  const db = await testDatabase();
  const letters = 'ABDEFGHJLNPQRSTUWXYZ';
  const many = Array.from({ length: 2500 }, (_, at) => {
    const [a, b] = [letters[at % 20] ?? '', letters[Math.floor(at / 20) % 20] ?? ''];
    return postcode(`MB${Math.floor(at / 400) + 1} 1${a}${b}`);
  });
  const places = Array.from({ length: 1001 }, (_, at) => place(String(at), `Place ${at}`));
  await replace(db, places, many);
  expect(await namesIn(db)).toHaveLength(1001);
  expect(await postcodesIn(db)).toHaveLength(2500);
});
