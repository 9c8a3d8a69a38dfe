import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { readPlaces, resolvePlace } from '#src/features/places/queries.ts';
import { buildGazetteer } from '#src/features/places/rules.ts';
import { testDatabase } from '../../support/database.ts';

async function filled(): Promise<Db> {
  const db = await testDatabase();
  const place = { kind: 'town' as const, area_name: 'Aldershire', source: 'test' };
  await db
    .insertInto('place')
    .values([
      { ...place, id: '1', name: 'Tarnbury', search_key: 'tarnbury', latitude: 52.49, longitude: -2.87 },
      { ...place, id: '2', name: 'Marlbridge', search_key: 'marlbridge', latitude: 52.44, longitude: -2.95 },
    ])
    .execute();
  await db
    .insertInto('postcode')
    .values([
      { postcode: 'MB3 1EF', outcode: 'MB3', latitude: 52.4886, longitude: -2.885, source: 'test' },
      { postcode: 'MB3 1DS', outcode: 'MB3', latitude: 52.499, longitude: -2.879, source: 'test' },
    ])
    .execute();
  return db;
}

async function resolver() {
  const db = await filled();
  const addresses = [
    { city: 'Brackwell', county: 'Aldershire', postcode: 'MB7 2AB', latitude: 52.42, longitude: -2.81 },
  ];
  const gazetteer = buildGazetteer(await readPlaces(db), addresses);
  return (text: string) => resolvePlace(db, gazetteer, text);
}

test.each(['MB3 1EF', 'mb31ef', ' mb3-1ef ', '(MB3  1EF)', 'near MB3 1EF', '7 Mill Lane, Tarnbury, MB3 1EF'])(
  '"%s" is one postcode',
  async (text) => {
    const resolve = await resolver();
    expect(await resolve(text)).toMatchObject({
      kind: 'found',
      firstHalfOnly: false,
      place: { name: 'MB3 1EF', kind: 'postcode', latitude: 52.4886 },
    });
  },
);

test('a postcode of the directory itself is known without any list', async () => {
  expect(await (await resolver())('mb7 2ab')).toMatchObject({ place: { name: 'MB7 2AB', kind: 'postcode' } });
});

test.each([
  ['MB3 9ZZ', 'MB3'],
  ['MB3 1', 'MB3'],
])('of "%s" only the first half is known, and that is said', async (text, outcode) => {
  expect(await (await resolver())(text)).toMatchObject({
    kind: 'found',
    firstHalfOnly: true,
    place: { name: outcode, kind: 'outcode' },
  });
});

test('the first half of a postcode is the middle of its postcodes, or what was learnt', async () => {
  const resolve = await resolver();
  const found = await resolve('mb3');
  expect(found).toMatchObject({ kind: 'found', firstHalfOnly: false, place: { name: 'MB3' } });
  expect(found.kind === 'found' && found.place.latitude).toBeCloseTo(52.4938, 3);
  expect(await resolve('MB7')).toMatchObject({ place: { name: 'MB7', latitude: 52.42 } });
});

test.each(['Tarnbury', 'tarnbury, aldershire', 'near Tarnbury', 'TARNBURY.'])(
  '"%s" is the town',
  async (text) => {
    expect(await (await resolver())(text)).toMatchObject({
      kind: 'found',
      place: { name: 'Tarnbury', kind: 'town', areaName: 'Aldershire' },
    });
  },
);

test('a place nobody knows gets the names spelt nearly like it', async () => {
  const resolve = await resolver();
  expect(await resolve('Tarnberry')).toMatchObject({ kind: 'unknown', suggestions: [{ name: 'Tarnbury' }] });
  expect(await resolve('ZZ9 9ZZ')).toEqual({ kind: 'unknown', text: 'ZZ9 9ZZ', suggestions: [] });
  expect(await resolve('ZZ9')).toEqual({ kind: 'unknown', text: 'ZZ9', suggestions: [] });
});

test('any text whatever has an answer', async () => {
  const resolve = await resolver();
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom('m', 'b', '3', '1', ' ', ',', 'e', 'f'), maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(text, async (typed) => {
      expect(['found', 'unknown', 'ambiguous']).toContain((await resolve(typed)).kind);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['in an address, by the last name in it', '12 Marlbridge Road, Tarnbury', 'Tarnbury'],
  ['with words before and after it', 'somewhere near Marlbridge please', 'Marlbridge'],
  ['as people say where they live', 'I live in Tarnbury', 'Tarnbury'],
  ['with a county nobody knows', 'Tarnbury, Nowhereshire', 'Tarnbury'],
  ['cut off after many words', `Tarnbury ${'x '.repeat(200)}`, 'Tarnbury'],
])('a place is found %s', async (_, text, name) => {
  expect(await (await resolver())(text)).toMatchObject({ kind: 'found', place: { name } });
});

test('an official postcode goes before one that was learnt from an address', async () => {
  const db = await filled();
  const wrong = [{ city: 'Brackwell', county: null, postcode: 'MB3 1EF', latitude: 50, longitude: 0 }];
  const gazetteer = buildGazetteer(await readPlaces(db), wrong);
  expect(await resolvePlace(db, gazetteer, 'MB3 1EF')).toMatchObject({ place: { latitude: 52.4886 } });
});

test('a forces postcode that nobody knows is unknown, not somewhere else', async () => {
  const resolve = await resolver();
  for (const text of ['BFPO 12', 'bfpo12', 'near BFPO 12']) {
    expect(await resolve(text)).toEqual({ kind: 'unknown', text: 'BFPO 12', suggestions: [] });
  }
});

test.each(['', '   ', ',', 'near'])('"%s" is no place', async (text) => {
  expect(await (await resolver())(text)).toMatchObject({ kind: 'unknown', suggestions: [] });
});
