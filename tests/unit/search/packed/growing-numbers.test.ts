import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { append, growingNumbers, withRoom } from '#src/search/packed/growing-numbers.ts';

describe('growing numbers', () => {
  test('keep each number in its place, however little room there was at first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(4), (values, room) => {
        const list = growingNumbers(room);
        for (const value of values) append(list, value);
        expect([...list.values.subarray(0, list.length)]).toEqual(values);
      }),
    );
  });

  test('grow by more than one at a time', () => {
    const list = growingNumbers(100);
    for (let at = 0; at < 101; at += 1) append(list, at);
    expect(list.values.length).toBe(150);
  });
});

describe('numbers with room', () => {
  test('are the very same while there is room', () => {
    const values = Uint32Array.of(1, 2, 3);
    expect(withRoom(values, 3)).toBe(values);
  });

  test('are followed by zeros where room was made', () => {
    expect([...withRoom(Uint32Array.of(1, 2), 5)]).toEqual([1, 2, 0, 0, 0]);
  });
});
