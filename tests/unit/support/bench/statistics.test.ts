import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kilobytes,
  median,
  milliseconds,
  percent,
  percentile,
  readable,
  summarise,
} from '../../../bench/statistics.ts';

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });

describe('a percentile', () => {
  test.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of a share of %s among 1 to 100 is %s', (share, expected) => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, share)).toBe(expected);
  });

  test('is a number that was measured, and at least that share is not above it', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length / values.length).toBeGreaterThanOrEqual(
          share - 1e-9,
        );
        expect(values.filter((value) => value < found).length / values.length).toBeLessThanOrEqual(
          share + 1e-9,
        );
      }),
    );
  });

  test('leaves the measurements in the order they came', () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  test('of nothing is refused: it would read like a very quick engine', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => summarise([])).toThrow(RangeError);
  });
});

test('a summary tells how many there were, the middle, nearly the worst and the worst', () => {
  const values = [...Array.from({ length: 99 }, () => 1), 7];
  expect(summarise(values)).toEqual({ count: 100, p50: 1, p99: 1, most: 7 });
  expect(summarise([...values, 9]).p99).toBe(7);
});

describe('a figure', () => {
  test.each([
    [0.01234, '0.012'],
    [0.1234, '0.12'],
    [12.34, '12.3'],
    [243.88, '244'],
    [35_520.4, '35,520'],
    [0, '0'],
  ])('%s is read as %s', (value, text) => {
    expect(readable(value)).toBe(text);
  });

  test('has its unit', () => {
    expect([milliseconds(1.5), percent(0.085), kilobytes(35_900)]).toEqual(['1.5 ms', '8.5 %', '35.9 kB']);
  });
});
