import { describe, expect, test } from 'vitest';
import { changeInWords, conflictsOf, inField, valueInWords } from '#src/features/settings/present.ts';
import { DEFAULT_VALUES } from '#src/features/settings/values.ts';

const NEVER = { version: 0, changedAt: null, changedBy: null };
const STATES = {
  idleMinutes: NEVER,
  partnersNeedSecondStep: NEVER,
  messageDays: NEVER,
  feedbackDays: NEVER,
  requestEmail: NEVER,
  closedRequestDays: NEVER,
  withdrawnRequestDays: NEVER,
  erasedRequestDays: NEVER,
  replyTo: NEVER,
  taskEmail: NEVER,
};
const VERSIONS = {
  idleMinutes: 0,
  partnersNeedSecondStep: 0,
  messageDays: 0,
  feedbackDays: 0,
  requestEmail: 0,
  closedRequestDays: 0,
  withdrawnRequestDays: 0,
  erasedRequestDays: 0,
  replyTo: 0,
  taskEmail: 0,
};
const CHANGED = { version: 1, changedAt: new Date('2026-07-01T13:05:00Z'), changedBy: 'Asha Rao' };

describe('settings in words', () => {
  test('a value is said as people say it', () => {
    expect(valueInWords('idleMinutes', 30)).toBe('30 minutes');
    expect(valueInWords('messageDays', 90)).toBe('90 days');
    expect(valueInWords('partnersNeedSecondStep', true)).toBe('Yes');
    expect(valueInWords('partnersNeedSecondStep', false)).toBe('No');
    expect(valueInWords('replyTo', 'a@example.org')).toBe('a@example.org');
    expect(valueInWords('taskEmail', null)).toBe('Not set: nobody is told by email');
  });

  test('a value stands in its field as its form reads it', () => {
    expect([30, true, false, null, 'a@example.org'].map(inField)).toEqual([
      '30',
      'yes',
      'no',
      '',
      'a@example.org',
    ]);
  });

  test('who changed it and when is said in London’s time', () => {
    expect(changeInWords(CHANGED)).toBe('Changed by Asha Rao on 1 July 2026 at 2:05pm');
    expect(changeInWords({ ...CHANGED, changedBy: null })).toContain('somebody on the command line');
    expect(changeInWords(NEVER)).toBeNull();
  });
});

describe('two people changing settings at once', () => {
  const now = {
    values: { ...DEFAULT_VALUES, idleMinutes: 45 },
    states: { ...STATES, idleMinutes: CHANGED },
  };

  test('what both wanted stands side by side', () => {
    expect(conflictsOf({ values: { idleMinutes: 20 }, versions: VERSIONS }, now)).toEqual([
      expect.objectContaining({ name: 'idleMinutes', theirs: '45 minutes', yours: '20 minutes' }),
    ]);
  });

  test('wanting the same, or another setting, is no conflict', () => {
    expect(conflictsOf({ values: { idleMinutes: 45 }, versions: VERSIONS }, now)).toEqual([]);
    expect(conflictsOf({ values: { messageDays: 30 }, versions: VERSIONS }, now)).toEqual([]);
  });
});
