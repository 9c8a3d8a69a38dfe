import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clearBit,
  countBits,
  countShared,
  filledWords,
  hasBit,
  intersect,
  positionsIn,
  setBit,
  unite,
  wordsFor,
} from '#src/search/packed/bits.ts';

const SIZE = 200;
const positions = fc.uniqueArray(fc.nat({ max: SIZE - 1 }));
const setOf = (some: readonly number[]) => {
  const bits = new Uint32Array(wordsFor(SIZE));
  for (const position of some) setBit(bits, position);
  return bits;
};
const sorted = (some: Iterable<number>) => [...some].sort((a, b) => a - b);

describe('a set of positions', () => {
  test.each([
    [0, 0],
    [1, 1],
    [32, 1],
    [33, 2],
  ])('%i positions need %i words', (size, words) => {
    expect(wordsFor(size)).toBe(words);
  });

  test('the ends of words are positions as any other', () => {
    expect([...positionsIn(setOf([0, 31, 32, 63, 64, 199]))]).toEqual([0, 31, 32, 63, 64, 199]);
  });

  test('behaves as a set of numbers does', () => {
    fc.assert(
      fc.property(positions, positions, (some, others) => {
        const bits = setOf(some);
        expect([...positionsIn(bits)]).toEqual(sorted(some));
        expect(countBits(bits)).toBe(some.length);
        for (let at = 0; at < SIZE; at += 1) expect(hasBit(bits, at)).toBe(some.includes(at));

        const [both, either, without] = [bits.slice(), bits.slice(), bits.slice()];
        intersect(both, setOf(others));
        unite(either, setOf(others));
        for (const position of others) clearBit(without, position);
        const shared = some.filter((at) => others.includes(at));
        expect([...positionsIn(both)]).toEqual(sorted(shared));
        expect([...positionsIn(either)]).toEqual(sorted(new Set([...some, ...others])));
        expect([...positionsIn(without)]).toEqual(sorted(some.filter((at) => !others.includes(at))));
        expect(countShared(bits, filledWords(bits), setOf(others))).toBe(shared.length);
      }),
    );
  });

  test('only words that hold something are looked at', () => {
    expect([...filledWords(setOf([3, 70, 71]))]).toEqual([0, 2]);
    expect(filledWords(setOf([]))).toHaveLength(0);
  });
});
