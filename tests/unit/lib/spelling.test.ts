import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, slipsForgiven } from '#src/lib/spelling.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

describe('edit distance', () => {
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
