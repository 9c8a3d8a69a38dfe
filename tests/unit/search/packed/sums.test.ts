import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestOfSums, type Row } from '#src/search/packed/sums.ts';

const row = (entries: readonly (readonly [number, number])[]): Row => {
  const ascending = [...entries].sort((a, b) => a[0] - b[0]);
  return {
    numbers: Uint32Array.from(ascending, ([number]) => number),
    values: Float32Array.from(ascending, ([, value]) => value),
  };
};
/** Halves, so that sums are exact and many of them equal. */
const anyRow = fc
  .uniqueArray(
    fc.tuple(
      fc.nat(900),
      fc.integer({ min: 1, max: 6 }).map((halves) => halves / 2),
    ),
    {
      selector: ([number]) => number,
      maxLength: 700,
      size: 'max',
    },
  )
  .map(row);
const all = (): boolean => true;
const numbersOf = (found: { numbers: Uint32Array }): number[] => [...found.numbers];

describe('the best of sums', () => {
  test('are the largest of all, in order, equal ones by number, however many there are', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 4 }), fc.nat(30), fc.boolean(), (rows, most, onlyEven) => {
        const isWanted = (number: number): boolean => !onlyEven || number % 2 === 0;
        const sums = new Map<number, number>();
        for (const { numbers, values } of rows) {
          numbers.forEach((number, at) => sums.set(number, (sums.get(number) ?? 0) + (values[at] ?? 0)));
        }
        const expected = [...sums]
          .filter(([number]) => isWanted(number))
          .sort((a, b) => b[1] - a[1] || a[0] - b[0])
          .slice(0, most);
        const found = bestOfSums(rows, most, isWanted);
        expect(numbersOf(found)).toEqual(expected.map(([number]) => number));
        expect([...found.sums]).toEqual(expected.map(([, sum]) => sum));
      }),
      { numRuns: 200 },
    );
  });

  test('of thousands of equal sums are those with the smallest numbers, and most are not asked about', () => {
    const equal = row(Array.from({ length: 20_000 }, (_, number) => [number, 1] as const));
    let asked = 0;
    const found = bestOfSums([equal], 20, () => (asked += 1) > 0);
    expect(numbersOf(found)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(asked).toBeLessThan(1_000);
  });

  test('are the same the next time, and after a question that broke off', () => {
    const rows = [
      row([
        [1, 1],
        [2, 2],
      ]),
      row([
        [2, 1],
        [3, 1],
      ]),
    ];
    const before = bestOfSums(rows, 2, all);
    expect(() => bestOfSums(rows, 2, () => expect.fail('stopped'))).toThrow('stopped');
    expect(bestOfSums([row([[2, 0.5]])], 2, all).sums).toEqual(Float64Array.of(0.5));
    expect(bestOfSums(rows, 2, all)).toEqual(before);
  });

  test('are all there are when more are asked for, and none of nothing', () => {
    expect(
      numbersOf(
        bestOfSums(
          [
            row([
              [4, 1],
              [7, 2],
            ]),
          ],
          1_000_000,
          all,
        ),
      ),
    ).toEqual([7, 4]);
    expect(numbersOf(bestOfSums([], 5, all))).toEqual([]);
    expect(numbersOf(bestOfSums([row([])], 5, all))).toEqual([]);
    expect(numbersOf(bestOfSums([row([[4, 1]])], 0, all))).toEqual([]);
  });
});
