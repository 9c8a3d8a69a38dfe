import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstOf } from '#src/search/packed/top.ts';

test('gives what sorting everything and cutting would give, for any numbers and any length', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), fc.nat({ max: 120 }), (scores, most) => {
      const isBefore = (a: number, b: number): boolean => {
        const apart = (scores[b] ?? 0) - (scores[a] ?? 0);
        return apart < 0 || (apart === 0 && a < b);
      };
      const all = Uint32Array.from(scores.keys());
      const expected = [...all].sort((a, b) => (isBefore(a, b) ? -1 : 1)).slice(0, most);
      expect([...firstOf(all, most, isBefore)]).toEqual(expected);
      expect([...all], 'what was given is left as it is').toEqual([...scores.keys()]);
    }),
  );
});
