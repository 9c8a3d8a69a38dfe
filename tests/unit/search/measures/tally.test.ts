import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, createTally, empty, raise } from '#src/search/measures/tally.ts';

const steps = fc.array(
  fc.tuple(fc.constantFrom('add', 'raise'), fc.nat({ max: 9 }), fc.integer({ min: 1, max: 5 })),
);

test('adds and raises as a table of numbers does, and remembers each position that was touched once', () => {
  fc.assert(
    fc.property(steps, (made) => {
      const tally = createTally(10);
      const expected = new Map<number, number>();
      for (const [kind, position, value] of made) {
        const before = expected.get(position) ?? 0;
        expected.set(position, kind === 'add' ? before + value : Math.max(before, value));
        if (kind === 'add') add(tally, position, value);
        else raise(tally, position, value);
      }
      expect([...tally.values]).toEqual(Array.from({ length: 10 }, (_, at) => expected.get(at) ?? 0));
      expect([...tally.touched.subarray(0, tally.count)].sort()).toEqual([...expected.keys()].sort());
      empty(tally);
      expect([tally.count, ...tally.values]).toEqual(Array.from({ length: 11 }, () => 0));
    }),
  );
});
