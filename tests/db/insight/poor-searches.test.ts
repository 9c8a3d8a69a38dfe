import { expect, test } from 'vitest';
import { countSearchesByNeed, listPoorSearches } from '#src/features/insight/queries.ts';
import { testDatabase } from '../../support/database.ts';

const DAY = '2026-11-21';
const FROM = '2026-11-01';
const row = (
  words: string,
  results: number,
  searches: number,
  more: { day?: string; needs?: string } = {},
) => ({
  day: DAY,
  needs: '',
  words,
  results,
  searches,
  ...more,
});

test('searches that found nothing, and those that found little, come most asked for first', async () => {
  const db = await testDatabase();
  await db
    .insertInto('search_day')
    .values([
      row('skint pantry', 0, 2),
      row('kettle pagoda', 0, 9),
      row('kettle pagoda', 5, 1, { day: '2026-11-20' }), // found something once
      row('knitting', 3, 4),
      row('knitting', 0, 4, { day: '2026-11-20' }),
      row('yoga', 4, 50),
      row('', 0, 60, { needs: 'food' }), // no words were kept
      row('long ago', 0, 70, { day: '2026-10-01' }),
    ])
    .execute();
  const words = async (found: 'nothing' | 'little') =>
    (await listPoorSearches(db, { from: FROM, found, limit: 10 })).map((search) => [
      search.words,
      search.searches,
    ]);
  expect(await words('nothing')).toEqual([['skint pantry', 2]]);
  expect(await words('little')).toEqual([['knitting', 8]]);
});

test('a search counts for each need that it was understood as', async () => {
  const db = await testDatabase();
  await db
    .insertInto('search_day')
    .values([
      row('a', 1, 2, { needs: 'food' }),
      row('b', 1, 3, { needs: 'food,lonely' }),
      row('c', 1, 5),
      row('d', 1, 7, { needs: 'food', day: '2026-10-01' }),
    ])
    .execute();
  expect(await countSearchesByNeed(db, FROM)).toEqual(
    new Map([
      ['food', 5],
      ['lonely', 3],
    ]),
  );
});
