import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import { MOST_ROWS_A_DAY, startTally, type Tally } from '#src/features/insight/tally.ts';

const DAY = '2026-11-21';
/** "food bank (zoot)": the word in brackets is not ordinary. */
const searched = (words: string, more: Partial<SearchedFor> = {}): SearchedFor => ({
  words: words
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ text: word.replace(/[()]/g, ''), isOrdinary: !word.startsWith('(') })),
  needs: '',
  results: 3,
  ...more,
});
const rowsOf = (tally: Tally): string[] =>
  tally
    .take()
    .map(({ day, words, needs, results, searches }) => [day, words, needs, results, searches].join('|'));

describe('counting', () => {
  test('the same words and needs of a day are one row, with the results of the latest', () => {
    const tally = startTally();
    tally.add(searched('food bank'), DAY, 0);
    tally.add(searched('food bank', { results: 5 }), DAY, 1);
    tally.add(searched('food bank', { needs: 'food' }), DAY, 2);
    expect(rowsOf(tally)).toEqual([`${DAY}|food bank||5|2`, `${DAY}|food bank|food|3|1`]);
  });

  test('another day is another row', () => {
    const tally = startTally();
    tally.add(searched('debt'), DAY, 0);
    tally.add(searched('debt'), '2026-11-22', 1440);
    expect(rowsOf(tally)).toEqual([`${DAY}|debt||3|1`, '2026-11-22|debt||3|1']);
  });

  test('what was taken is not taken again', () => {
    const tally = startTally();
    tally.add(searched('debt'), DAY, 0);
    tally.take();
    expect(tally.take()).toEqual([]);
  });

  test('what could not be written is added to what came since, whose results are the later ones', () => {
    const tally = startTally();
    tally.add(searched('debt', { results: 1 }), DAY, 0);
    tally.add(searched('food'), DAY, 0);
    const unwritten = tally.take();
    tally.add(searched('debt', { results: 9 }), DAY, 1);
    tally.giveBack(unwritten);
    expect(rowsOf(tally)).toEqual([`${DAY}|debt||9|2`, `${DAY}|food||3|1`]);
  });
});

describe('a word that is not ordinary', () => {
  const timesOf = (minutes: readonly number[], words = '(zoot) clinic'): string[] => {
    const tally = startTally();
    return minutes.map((minute) => {
      tally.add(searched(words), DAY, minute);
      return tally.take()[0]?.words ?? '';
    });
  };

  test('is written as itself from the fifth time on, and as "?" before', () => {
    expect(timesOf([0, 10, 20, 30, 40, 50])).toEqual([
      ...Array<string>(4).fill('? clinic'),
      'zoot clinic',
      'zoot clinic',
    ]);
  });

  test('looked at again and again by one visitor stays "?": times must lie ten minutes apart', () => {
    expect(new Set(timesOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 22, 23]))).toEqual(new Set(['? clinic']));
  });

  test('begins anew on the next day', () => {
    const tally = startTally();
    for (const minute of [0, 10, 20, 30]) tally.add(searched('(zoot)'), DAY, minute);
    tally.take();
    tally.add(searched('(zoot)'), '2026-11-22', 1440);
    expect(tally.take()[0]?.words).toBe('?');
  });

  test('several in a row are one "?"', () => {
    expect(timesOf([0], 'debt ? (zoot) (zebedee) clinic')).toEqual(['debt ? clinic']);
  });

  test('is forgotten rather than remembered without end', () => {
    const tally = startTally();
    for (let each = 0; each < 6_000; each += 1)
      tally.add(searched(`(w${'a'.repeat(each % 7)}${each})`), DAY, 0);
    for (const minute of [10, 20, 30, 40, 50]) tally.add(searched('(zoot)'), DAY, minute);
    expect(tally.take().map(({ words }) => words)).toEqual(['?']);
  });
});

describe('room', () => {
  test('after so many different rows of a day new ones count without their words, and none is lost', () => {
    const tally = startTally();
    const extra = 200;
    for (let each = 0; each < MOST_ROWS_A_DAY + extra; each += 1)
      tally.add(searched(`debt ${'x'.repeat(each % 50)}q${each}`, { needs: `need-${each % 3}` }), DAY, 0);
    tally.add(searched('debt q0', { needs: 'need-0' }), DAY, 1);
    const rows = tally.take();
    expect(rows.length).toBeLessThanOrEqual(MOST_ROWS_A_DAY + 1);
    expect(rows.reduce((sum, row) => sum + row.searches, 0)).toBe(MOST_ROWS_A_DAY + extra + 1);
    expect(rows.find(({ words }) => words === '')?.searches).toBe(extra);
    expect(rows.find(({ words }) => words === 'debt q0')?.searches).toBe(2);
  });

  test('rows that were taken take up room for the rest of the day: the table is bounded as well', () => {
    const tally = startTally();
    for (let each = 0; each < MOST_ROWS_A_DAY; each += 1) tally.add(searched(`q${each}`), DAY, 0);
    tally.take();
    tally.add(searched('new'), DAY, 1);
    expect(rowsOf(tally)).toEqual([`${DAY}|||3|1`]);
    tally.add(searched('new'), '2026-11-22', 1440);
    expect(rowsOf(tally)).toEqual(['2026-11-22|new||3|1']);
  });

  test('what can never be written does not pile up', () => {
    const tally = startTally();
    for (let day = 1; day <= 4; day += 1) {
      for (let each = 0; each < MOST_ROWS_A_DAY; each += 1)
        tally.add(searched(`q${each}`), `2026-11-0${day}`, day * 1440);
      tally.giveBack(tally.take());
    }
    expect(tally.take()).toHaveLength(2 * MOST_ROWS_A_DAY);
  });
});

test('whatever is searched, taken and given back, every search is counted once and no rare word is shown', () => {
  const step = fc.oneof(
    fc.constantFrom('debt', 'food bank', '(zoot)', 'debt (zebedee)').map((words) => ({ words })),
    fc.constantFrom('take', 'fail').map((what) => ({ what })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const tally = startTally();
      let asked = 0;
      let written = 0;
      for (const each of steps) {
        if ('words' in each) {
          asked += 1;
          tally.add(searched(each.words), DAY, 0);
          continue;
        }
        const rows = tally.take();
        for (const row of rows) expect(row.words).not.toMatch(/zoot|zebedee/);
        if (each.what === 'fail') tally.giveBack(rows);
        else written += rows.reduce((sum, row) => sum + row.searches, 0);
      }
      expect(written + tally.take().reduce((sum, row) => sum + row.searches, 0)).toBe(asked);
    }),
  );
});
