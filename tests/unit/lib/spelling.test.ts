import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, editDistanceOfUnits, slipsForgiven } from '#src/lib/spelling.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

/** Optimal string alignment by the book: the whole table, no shortcuts. */
function byTheBook(from: string, to: string): number {
  const cost = (row: number, column: number): number => table[row]?.[column] ?? 0;
  const table: number[][] = [];
  for (let row = 0; row <= from.length; row += 1) {
    table.push([]);
    for (let column = 0; column <= to.length; column += 1) {
      const ways = [row === 0 ? column : Infinity, column === 0 ? row : Infinity];
      if (row > 0) ways.push(cost(row - 1, column) + 1);
      if (column > 0) ways.push(cost(row, column - 1) + 1);
      if (row > 0 && column > 0)
        ways.push(cost(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1));
      const isSwapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwapped) ways.push(cost(row - 2, column - 2) + 1);
      table[row]?.push(Math.min(...ways));
    }
  }
  return cost(from.length, to.length);
}

describe('edit distance', () => {
  test('is that of the whole table, up to the limit', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(byTheBook(a, b), most + 1));
      }),
      { numRuns: 2_000 },
    );
  });

  test('of texts of thousands of letters is right, and does not disturb the next one', () => {
    const long = 'ab'.repeat(5_000);
    expect(editDistance(`x${long}y`, `${long}`, 3)).toBe(2);
    expect(editDistance(`x${long}y`, `z${long}w`, 1)).toBe(2);
    expect(editDistance('benfeit', 'benefit', 2)).toBe(1);
  });

  test('of units is that of the words they stand for, whatever follows them', () => {
    const units = (text: string): Uint16Array => Uint16Array.from(text, (letter) => letter.charCodeAt(0));
    fc.assert(
      fc.property(word, word, word, (a, b, rest) => {
        const distance = editDistanceOfUnits(units(a + rest), a.length, units(b + rest), b.length, 3);
        expect(distance).toBe(editDistance(a, b, 3));
      }),
    );
  });

  test.each([
    ['tarnbury', 'tarnbury', 0],
    ['tarnberry', 'tarnbury', 2],
    ['benfeit', 'benefit', 1],
    ['', 'abc', 3],
  ])('from %s to %s is %i', (from, to, slips) => {
    expect(editDistance(from, to, 5)).toBe(slips);
  });

  test('is the same both ways, 0 only for equal words, and never over the limit by more than one', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const distance = editDistance(a, b, most);
        expect(distance).toBe(editDistance(b, a, most));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(Math.min(editDistance(a, b, 50), most + 1));
      }),
    );
  });

  test('short words must be right, long ones may have two slips', () => {
    expect(['gas', 'debt', 'carer', 'bereaved'].map(slipsForgiven)).toEqual([0, 1, 1, 2]);
  });
});
