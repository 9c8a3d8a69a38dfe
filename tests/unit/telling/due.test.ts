import { describe, expect, test } from 'vitest';
import { REFERRAL_STATES } from '#src/features/referrals/moves.ts';
import { isToBeAsked, isToBeChased, isToBeEscalated, lastDayOver } from '#src/features/telling/due.ts';

const silent = {
  state: 'sent' as const,
  chaseOn: '2026-11-26',
  chasedAt: null,
  escalateOn: '2026-11-30',
  escalatedAt: null,
};

describe('a referral is due', () => {
  test.each([
    ['2026-11-25', false, false],
    ['2026-11-26', true, false],
    ['2026-11-29', true, false],
    ['2026-11-30', true, true],
  ])('on %s for a reminder: %s, for the navigator: %s', (today, chased, escalated) => {
    expect([isToBeChased(silent, today), isToBeEscalated(silent, today)]).toEqual([chased, escalated]);
  });

  test('only while the service says nothing, and once', () => {
    for (const state of REFERRAL_STATES)
      expect(isToBeChased({ ...silent, state }, '2026-12-24')).toBe(['sent', 'opened'].includes(state));
    expect(isToBeChased({ ...silent, chasedAt: 'x' }, '2026-12-24')).toBe(false);
    expect(isToBeEscalated({ ...silent, escalatedAt: 'x' }, '2026-12-24')).toBe(false);
  });
});

test.each([
  ['2026-11-24T16:59:00Z', '2026-11-23'],
  ['2026-11-24T17:00:00Z', '2026-11-24'],
  ['2026-07-07T16:00:00Z', '2026-07-07'],
  ['2026-07-07T23:30:00Z', '2026-07-07'], // half past midnight in England
])('at %s the last day that is over in England is %s', (at, day) => {
  expect(lastDayOver(new Date(at))).toBe(day);
});

describe('somebody is asked how it went', () => {
  const closed = { closedAt: '2026-11-01T23:30:00.000Z', closedReason: 'helped', askedAt: null };

  test.each([
    ['2026-11-14', false],
    ['2026-11-15', true],
    ['2027-01-14', true],
    ['2027-01-15', false],
  ])('on %s: %s', (today, isAsked) => {
    expect(isToBeAsked(closed, today, 14)).toBe(isAsked);
  });

  test('not twice, not before closing, and not when they died', () => {
    expect(isToBeAsked({ ...closed, askedAt: 'x' }, '2026-11-20', 14)).toBe(false);
    expect(isToBeAsked({ ...closed, closedAt: null }, '2026-11-20', 14)).toBe(false);
    expect(isToBeAsked({ ...closed, closedReason: 'died' }, '2026-11-20', 14)).toBe(false);
  });
});
