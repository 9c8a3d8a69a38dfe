import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_TRIES, nextTry, stateOf } from '#src/features/messages/rules.ts';

const AT = new Date('2026-11-21T10:00:00Z');
const minutes = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 60_000;

describe('when a message is tried next', () => {
  test('that is refused for now: after 1, 5, 15 and 60 minutes, 4 and 12 hours, then it has failed', () => {
    const waits = Array.from({ length: MOST_TRIES }, (_, index) => {
      const next = nextTry({ kind: 'later' }, { tries: index + 1, createdAt: AT }, AT);
      return next === null ? null : [minutes(AT, next.at), next.tries];
    });
    expect(waits).toEqual([[1, 1], [5, 2], [15, 3], [60, 4], [240, 5], [720, 6], null]);
  });

  test('that is refused for good: never', () => {
    expect(nextTry({ kind: 'refused' }, { tries: 1, createdAt: AT }, AT)).toBeNull();
  });

  test('a mail server that is away for a day, or three, costs a message none of its tries', () => {
    let at = AT;
    let tries = 0;
    while (minutes(AT, at) < 72 * 60) {
      const next = nextTry({ kind: 'closed' }, { tries: tries + 1, createdAt: AT }, at);
      if (next === null) throw new Error(`given up after ${minutes(AT, at)} minutes`);
      expect(minutes(at, next.at)).toBe(5);
      ({ at, tries } = next);
    }
    expect(tries).toBe(0);
  });

  test('a mail server that stays away fails the message in the end', () => {
    let at = AT;
    let tries = 0;
    for (let count = 0; count < 2000; count += 1) {
      const next = nextTry({ kind: 'closed' }, { tries: tries + 1, createdAt: AT }, at);
      if (next === null) break;
      ({ at, tries } = next);
    }
    const hours = minutes(AT, at) / 60;
    expect(hours).toBeGreaterThan(72);
    expect(hours).toBeLessThan(96);
  });

  test('is never in the past, and tries never grow by themselves', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('refused', 'later', 'closed'),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        (kind, tries, age) => {
          const createdAt = new Date(AT.getTime() - age * 60_000);
          const next = nextTry({ kind }, { tries, createdAt }, AT);
          if (next === null) return;
          expect(next.at.getTime()).toBeGreaterThan(AT.getTime());
          expect(next.tries).toBeLessThanOrEqual(tries);
        },
      ),
    );
  });
});

test.each([
  ['waiting', {}],
  ['sent', { sent_at: 'x' }],
  ['failed', { failed_at: 'x' }],
  ['cancelled', { cancelled_at: 'x' }],
  ['sent', { cancelled_at: 'x', sent_at: 'x' }],
  ['bounced', { sent_at: 'x', bounced_at: 'x' }],
])('a message is %s with %j', (state, changes) => {
  const nothing = { sent_at: null, failed_at: null, bounced_at: null, cancelled_at: null };
  expect(stateOf({ ...nothing, ...changes })).toBe(state);
});
