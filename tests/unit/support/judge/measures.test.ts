import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEPTH,
  ndcgOf,
  recallOf,
  relevantTo,
  scoreOf,
  successOf,
  summarise,
  type Grade,
  type Grades,
} from '../../../judge/measures.ts';

const grades = (of: Record<string, Grade>): Grades => new Map(Object.entries(of));

/** Graded services "0", "1", ..., at least one of them exactly right, and an order of these and of some useless ones. */
const ranking = fc
  .tuple(fc.array(fc.constantFrom<Grade>(1, 2, 3), { maxLength: 20 }), fc.nat({ max: 10 }))
  .chain(([more, useless]) => {
    const graded: Grades = new Map([3 as const, ...more].map((grade, number) => [String(number), grade]));
    const all = [...graded.keys(), ...Array.from({ length: useless }, (_, number) => `useless ${number}`)];
    return fc.record({ graded: fc.constant(graded), ranked: fc.shuffledSubarray(all) });
  });

describe('nDCG of the first ten', () => {
  test('a hand-worked list: 2, nothing, 3, where 3, 2 and 1 were to be had', () => {
    // (3 + 7 / log2(4)) / (7 + 3 / log2(3) + 1 / log2(4)) = 6.5 / 9.3928
    const found = ndcgOf(grades({ a: 3, b: 2, c: 1 }), ['b', 'x', 'a']);
    expect(found).toBeCloseTo(0.69202, 5);
  });

  test('the best order is 1, the same services in the worst order less', () => {
    const graded = grades({ a: 3, b: 2, c: 1 });
    expect(ndcgOf(graded, ['a', 'b', 'c'])).toBe(1);
    // (1 + 3 / log2(3) + 7 / log2(4)) / 9.3928
    expect(ndcgOf(graded, ['c', 'b', 'a'])).toBeCloseTo(0.68061, 5);
  });

  test('what comes eleventh counts for nothing, and is not missed when ten better ones came', () => {
    const ten = Array.from({ length: DEPTH }, (_, number) => `service-${number}`);
    const graded: Grades = new Map(ten.map((slug): [string, Grade] => [slug, 3]));
    expect(ndcgOf(new Map([...graded, ['eleventh', 3]]), ten)).toBe(1);
    expect(ndcgOf(grades({ eleventh: 3 }), [...ten, 'eleventh'])).toBe(0);
  });

  test('no result is 0, and so is a query nothing was graded for', () => {
    expect(ndcgOf(grades({ a: 3 }), [])).toBe(0);
    expect(ndcgOf(new Map(), ['a'])).toBe(0);
  });

  test('it is never below 0 or above 1, and the graded services in order of grade give 1', () => {
    fc.assert(
      fc.property(ranking, ({ graded, ranked }) => {
        const score = ndcgOf(graded, ranked);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
        const ideal = [...graded].toSorted(([, a], [, b]) => b - a).map(([slug]) => slug);
        expect(ndcgOf(graded, ideal)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('moving a better service up past a worse one never lowers it', () => {
    fc.assert(
      fc.property(ranking, fc.nat(), ({ graded, ranked }, seed) => {
        fc.pre(ranked.length >= 2);
        const at = seed % (ranked.length - 1);
        const [upper = '', lower = ''] = ranked.slice(at, at + 2);
        fc.pre((graded.get(lower) ?? 0) > (graded.get(upper) ?? 0));
        const better = ranked.with(at, lower).with(at + 1, upper);
        expect(ndcgOf(graded, better)).toBeGreaterThanOrEqual(ndcgOf(graded, ranked));
      }),
    );
  });
});

describe('recall in the first ten', () => {
  test('counts what helps or is exactly right, not what helps a little', () => {
    const graded = grades({ a: 3, b: 2, c: 1 });
    expect(recallOf(graded, ['c', 'b'])).toBe(1 / 2);
    expect(recallOf(graded, ['b', 'x', 'a'])).toBe(1);
  });

  test('of twelve that help, any ten are all that fit', () => {
    const slugs = Array.from({ length: 12 }, (_, number) => `service-${number}`);
    const graded: Grades = new Map(slugs.map((slug): [string, Grade] => [slug, 2]));
    expect(recallOf(graded, slugs.slice(2))).toBe(1);
    expect(recallOf(graded, [...slugs.slice(0, 4), 'x', 'y', 'z', 'u', 'v', 'w', ...slugs.slice(4)])).toBe(
      0.4,
    );
  });

  test('the order of the first ten does not matter', () => {
    fc.assert(
      fc.property(ranking, ({ graded, ranked }) => {
        const first = ranked.slice(0, DEPTH);
        expect(recallOf(graded, first.toReversed())).toBe(recallOf(graded, ranked));
      }),
    );
  });

  test('what helps is named best first', () => {
    expect(relevantTo(grades({ a: 2, b: 1, c: 3 }))).toEqual(['c', 'a']);
  });
});

describe('success in the first three', () => {
  const graded = grades({ a: 3, b: 2 });

  test('the exact service as third is a success, as fourth it is not', () => {
    expect(successOf(graded, ['x', 'y', 'a'])).toBe(1);
    expect(successOf(graded, ['x', 'y', 'z', 'a'])).toBe(0);
  });

  test('one that only helps is not', () => {
    expect(successOf(graded, ['b'])).toBe(0);
  });
});

describe('the means over queries', () => {
  test('each measure is averaged by itself, and empty lists are counted', () => {
    const graded = grades({ a: 3, b: 2 });
    const summary = summarise([
      scoreOf(graded, ['a', 'b']),
      scoreOf(graded, []),
      scoreOf(graded, ['x', 'b']),
    ]);
    // third: (3 / log2(3)) / (7 + 3 / log2(3)) = 0.21285
    expect(summary).toEqual({
      queries: 3,
      ndcg: expect.closeTo((1 + 0.21285) / 3, 5) as number,
      recall: expect.closeTo((1 + 0.5) / 3, 9) as number,
      success: expect.closeTo(1 / 3, 9) as number,
      withoutResult: expect.closeTo(1 / 3, 9) as number,
    });
  });

  test('of no queries all means are 0', () => {
    expect(summarise([])).toEqual({ queries: 0, ndcg: 0, recall: 0, success: 0, withoutResult: 0 });
  });
});
