import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lunrIdf, lunrWeight } from '#src/search/text/bm25.ts';

describe('the inverse document frequency', () => {
  test('is larger the fewer fields have the word, and never 0', () => {
    expect(lunrIdf(100, 1)).toBeCloseTo(Math.log(1 + 99.5 / 1.5), 12);
    expect(lunrIdf(100, 1)).toBeGreaterThan(lunrIdf(100, 10));
    expect(lunrIdf(100, 100)).toBeGreaterThan(0);
  });

  test('of a word in more fields than there are documents grows again, as lunr has it', () => {
    expect(lunrIdf(10, 30)).toBeCloseTo(Math.log(1 + 19.5 / 30.5), 12);
  });
});

describe('the weight of a word in a field', () => {
  const parts = fc.record({
    boost: fc.constantFrom(1, 1.5, 6),
    idf: fc.double({ min: 0.1, max: 10, noNaN: true }),
    count: fc.integer({ min: 1, max: 40 }),
    length: fc.integer({ min: 1, max: 400 }),
    average: fc.integer({ min: 1, max: 200 }),
  });
  const weightOf = ({ boost, idf, count, length, average }: Parameters<Parameters<typeof parts.map>[0]>[0]) =>
    lunrWeight(boost, idf, count, length, average);

  test('is that of the formula', () => {
    // 6 x 2 x 2.2 x 3 / (1.2 x (0.25 + 0.75 x 10 / 20) + 3)
    expect(lunrWeight(6, 2, 3, 10, 20)).toBe(21.12);
    expect(lunrWeight(1, 1, 1, 20, 20)).toBe(1);
  });

  test('has three decimals', () => {
    expect(lunrWeight(1, 1, 2, 7, 5)).toBe(1.236);
  });

  test('never falls when the word is said once more, and never rises when the field is longer', () => {
    fc.assert(
      fc.property(parts, (one) => {
        expect(weightOf({ ...one, count: one.count + 1 })).toBeGreaterThanOrEqual(weightOf(one));
        expect(weightOf({ ...one, length: one.length + 10 })).toBeLessThanOrEqual(weightOf(one));
        expect(weightOf(one)).toBeGreaterThan(0);
      }),
    );
  });

  test('in a field that no document of the build had text in takes the length for average', () => {
    expect(lunrWeight(1, 1, 1, 50, 0)).toBe(lunrWeight(1, 1, 1, 20, 20));
    expect(lunrWeight(1, 1, 1, 50, NaN)).toBe(lunrWeight(1, 1, 1, 20, 20));
  });
});
