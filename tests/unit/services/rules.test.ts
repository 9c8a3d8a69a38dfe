import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPACITIES } from '#db/vocabulary.ts';
import {
  capacityOn,
  isOverdue,
  priceOf,
  reviewDueOn,
  type PriceOption,
  type StatedCapacity,
} from '#src/features/services/rules.ts';
import { addDays } from '#src/lib/dates.ts';

const TODAY = '2026-11-21';
const daysAgo = (days: number): string => addDays(TODAY, -days);
const stated = (changes: Partial<StatedCapacity>): StatedCapacity => ({
  capacity: 'open',
  updatedOn: TODAY,
  pausedUntil: null,
  ...changes,
});

describe('room for new people', () => {
  test.each(CAPACITIES)(
    '"%s" holds on the day it was said and for 30 days, and is not known on the 31st',
    (capacity) => {
      expect(capacityOn(stated({ capacity, updatedOn: TODAY }), TODAY)).toBe(capacity);
      expect(capacityOn(stated({ capacity, updatedOn: daysAgo(30) }), TODAY)).toBe(capacity);
      expect(capacityOn(stated({ capacity, updatedOn: daysAgo(31) }), TODAY)).toBe('unknown');
    },
  );

  test('what has no date is not known', () => {
    expect(capacityOn(stated({ updatedOn: null }), TODAY)).toBe('unknown');
  });

  test('a pause holds until the day before its end, however long ago it was said', () => {
    const pause = stated({ capacity: 'paused', updatedOn: daysAgo(100), pausedUntil: addDays(TODAY, 1) });
    expect(capacityOn(pause, TODAY)).toBe('paused');
    expect(capacityOn(pause, addDays(TODAY, 1))).toBe('unknown');
    expect(capacityOn(pause, addDays(TODAY, 2))).toBe('unknown');
  });

  test('a pause that is over is not known even when it was said today', () => {
    expect(capacityOn(stated({ capacity: 'paused', pausedUntil: daysAgo(1) }), TODAY)).toBe('unknown');
  });

  test('an end of a pause that was left behind does not touch anything else', () => {
    expect(capacityOn(stated({ capacity: 'open', pausedUntil: daysAgo(5) }), TODAY)).toBe('open');
    expect(capacityOn(stated({ capacity: 'full', pausedUntil: addDays(TODAY, 5) }), TODAY)).toBe('full');
  });

  test('it is what was said or not known, never anything else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CAPACITIES),
        fc.option(fc.integer({ min: -400, max: 400 })),
        fc.option(fc.integer({ min: -400, max: 400 })),
        (capacity, updated, paused) => {
          const at = (days: number | null): string | null => (days === null ? null : addDays(TODAY, days));
          expect([capacity, 'unknown']).toContain(
            capacityOn({ capacity, updatedOn: at(updated), pausedUntil: at(paused) }, TODAY),
          );
        },
      ),
    );
  });
});

describe('when a listing is due', () => {
  test('the next check is so many months later, or on that month\u2019s last day', () => {
    expect(reviewDueOn('2026-05-21', 6)).toBe('2026-11-21');
    expect(reviewDueOn('2026-08-31', 6)).toBe('2027-02-28');
    expect(reviewDueOn('2026-11-30', 3)).toBe('2027-02-28');
  });

  test('it is overdue from the 31st day after its date, not on the 30th', () => {
    expect(isOverdue(TODAY, TODAY)).toBe(false);
    expect(isOverdue(daysAgo(30), TODAY)).toBe(false);
    expect(isOverdue(daysAgo(31), TODAY)).toBe(true);
    expect(isOverdue(addDays(TODAY, 90), TODAY)).toBe(false);
  });

  test('one that nobody has ever checked is overdue', () => {
    expect(isOverdue(null, TODAY)).toBe(true);
  });
});

describe('what it costs', () => {
  const price = (...amounts: (number | null)[]): PriceOption[] =>
    amounts.map((amount) => ({ amount, option: null }));

  test.each([
    ['nothing is said', price(), null, { kind: 'unknown' }],
    ['only words are said', price(), 'Ask us', { kind: 'words' }],
    ['options without amounts', price(null), null, { kind: 'words' }],
    ['one amount of nought', price(0), null, { kind: 'free' }],
    ['several of nought', price(0, 0), null, { kind: 'free' }],
    ['nought and a word more', price(0, null), null, { kind: 'from', pounds: 0, isOnlyPrice: false }],
    ['one amount', price(3), null, { kind: 'from', pounds: 3, isOnlyPrice: true }],
    ['several amounts', price(5, 2.5, 9), null, { kind: 'from', pounds: 2.5, isOnlyPrice: false }],
    ['an amount and a word', price(4, null), 'Ask us', { kind: 'from', pounds: 4, isOnlyPrice: false }],
    ['free for some', price(4, 0), null, { kind: 'from', pounds: 0, isOnlyPrice: false }],
    ['free, with words about fees', price(0), 'A donation is welcome', { kind: 'free' }],
  ] as const)('%s', (_what, options, fees, expected) => {
    expect(priceOf(options, fees)).toEqual(expected);
  });

  test('nothing that costs something is ever called free', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 500, noNaN: true })), { minLength: 1 }),
        (amounts) => {
          const result = priceOf(price(...amounts), null);
          if (amounts.some((amount) => amount === null || amount > 0)) expect(result.kind).not.toBe('free');
          if (result.kind === 'from')
            expect(result.pounds).toBe(Math.min(...amounts.filter((amount) => amount !== null)));
        },
      ),
    );
  });
});
