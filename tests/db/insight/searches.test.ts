import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { addSearches, SEARCHES_KEPT_DAYS } from '#src/features/insight/commands.ts';
import { describeDay, describeSearch } from '#src/features/insight/present.ts';
import { listSearchDays, listSearches } from '#src/features/insight/queries.ts';
import type { SearchCount } from '#src/features/insight/tally.ts';
import { openSearchLog } from '#src/server/counting/search-log.ts';
import { addDays } from '#src/lib/dates.ts';
import { testDatabase } from '../../support/database.ts';

const TODAY = '2026-11-21';
const count = (words: string, more: Partial<SearchCount> = {}): SearchCount => ({
  day: TODAY,
  words,
  needs: '',
  results: 3,
  searches: 1,
  ...more,
});
const rowsOf = (db: Db) => db.selectFrom('search_day').selectAll().orderBy('day').orderBy('words').execute();
const add = (db: Db, ...counts: SearchCount[]): Promise<void> => addSearches(db, counts, TODAY);

/** The same file through a connection of another process. */
async function anotherConnection(db: Db): Promise<Db> {
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const other = openDatabase(rows[0]?.file ?? '');
  onTestFinished(() => other.destroy());
  return other;
}

describe('adding searches', () => {
  test('keeps one row for each day, words and needs', async () => {
    const db = await testDatabase();
    await add(db, count('debt'), count('debt', { needs: 'debt' }), count('debt', { day: '2026-11-20' }));
    expect(await rowsOf(db)).toHaveLength(3);
  });

  test('adds to what is there, with the results of the latest', async () => {
    const db = await testDatabase();
    await add(db, count('debt', { searches: 2, results: 9 }));
    await add(db, count('debt', { searches: 3, results: 0 }));
    expect(await rowsOf(db)).toEqual([count('debt', { searches: 5, results: 0 })]);
  });

  test('of two processes adds up', async () => {
    const db = await testDatabase();
    const other = await anotherConnection(db);
    await add(db, count('debt', { searches: 2 }));
    await add(other, count('debt', { searches: 5 }));
    await add(db, count('food'));
    expect((await rowsOf(db)).map(({ searches }) => searches)).toEqual([7, 1]);
  });

  test('is all or nothing', async () => {
    const db = await testDatabase();
    const wrong = count('food', { searches: null as never });
    await expect(add(db, count('debt'), wrong)).rejects.toThrow();
    expect(await rowsOf(db)).toEqual([]);
  });

  test('takes as many rows as there are', async () => {
    const db = await testDatabase();
    await add(db, ...Array.from({ length: 1_234 }, (_, each) => count(`words ${each}`)));
    expect(await rowsOf(db)).toHaveLength(1_234);
  });

  test('makes no new version of the directory, and no audit event', async () => {
    const db = await testDatabase();
    const versionOf = () => db.selectFrom('directory_version').selectAll().execute();
    const before = await versionOf();
    await add(db, count('debt'));
    expect(await versionOf()).toEqual(before);
    expect(await db.selectFrom('audit_event').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('directory_change').selectAll().execute()).toEqual([]);
  });

  test('forgets what is older than a year and a month', async () => {
    const db = await testDatabase();
    const last = addDays(TODAY, -SEARCHES_KEPT_DAYS);
    await addSearches(db, [count('old', { day: addDays(last, -1) }), count('kept', { day: last })], last);
    await add(db, count('new'));
    expect((await rowsOf(db)).map(({ words }) => words)).toEqual(['kept', 'new']);
  });
});

test('the log writes to the real table what was recorded, and tries again when the table was away', async () => {
  const db = await testDatabase();
  const log = openSearchLog(db, addSearches, () => new Date('2026-11-21T10:00:00.000Z'));
  const searched = { words: [{ text: 'debt', isOrdinary: true }], needs: 'debt', results: 2 };
  await db.schema.alterTable('search_day').renameTo('search_day_away').execute();
  log.record(searched);
  await log.flush();
  await db.schema.alterTable('search_day_away').renameTo('search_day').execute();
  log.record(searched);
  await log.close();
  expect(await rowsOf(db)).toEqual([count('debt', { needs: 'debt', results: 2, searches: 2 })]);
});

describe('reading what was searched for', () => {
  async function aFewDays(): Promise<Db> {
    const db = await testDatabase();
    await add(
      db,
      count('debt', { searches: 4 }),
      count('zoot', { searches: 3, results: 0 }),
      count('debt', { searches: 1, results: 0, day: '2026-11-20' }),
      count('', { needs: 'falls,food', day: '2026-11-20', searches: 2 }),
      count('older', { day: '2026-10-01', searches: 9, results: 0 }),
    );
    return db;
  }

  test('each day tells how many there were and how many found nothing, the latest first', async () => {
    const days = await listSearchDays(await aFewDays(), '2026-11-01');
    expect(days).toEqual([
      { day: '2026-11-21', searches: 7, foundNothing: 3 },
      { day: '2026-11-20', searches: 3, foundNothing: 1 },
    ]);
    expect(days.map(describeDay)).toEqual([
      '21 November 2026: 7 searches, 3 found nothing',
      '20 November 2026: 3 searches, 1 found nothing',
    ]);
  });

  test('the same search is added up over days, the most asked for first', async () => {
    const db = await aFewDays();
    const most = await listSearches(db, { from: '2026-11-01', foundNothing: false, limit: 2 });
    expect(most).toEqual([
      { words: 'debt', needs: '', searches: 5, results: 3 },
      { words: 'zoot', needs: '', searches: 3, results: 0 },
    ]);
  });

  test('what found nothing counts only the days on which it did', async () => {
    const db = await aFewDays();
    const nothing = await listSearches(db, { from: '2026-11-01', foundNothing: true, limit: 9 });
    expect(nothing.map(({ words, searches }) => [words, searches])).toEqual([
      ['zoot', 3],
      ['debt', 1],
    ]);
  });

  test.each([
    [{ words: 'debt', needs: '' }, '2 times: debt'],
    [{ words: 'debt', needs: 'a,b' }, '2 times: debt (Need a; Need b)'],
    [{ words: '', needs: 'a' }, '2 times: Need a'],
    [{ words: '', needs: '' }, '2 times: a sentence that was not kept'],
  ])('%o is told as "%s"', (search, sentence) => {
    const told = describeSearch({ ...search, searches: 2, results: 0 }, (slug) => `Need ${slug}`);
    expect(told).toBe(sentence);
  });
});
