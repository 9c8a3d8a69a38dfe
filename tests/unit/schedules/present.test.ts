import { describe, expect, test } from 'vitest';
import { describeNext, describeRule, describeTimes, weekTable } from '#src/features/schedules/present.ts';
import type { SessionRule } from '#src/features/schedules/rules.ts';
import { rule } from './rule.ts';

describe('a rule in words', () => {
  test.each<[Partial<SessionRule>, string]>([
    [{ byday: 'TU', opensAt: '14:00', closesAt: '16:00' }, 'Every Tuesday, 2pm to 4pm'],
    [{ byday: 'MO,WE' }, 'Every Monday and Wednesday, 10am to midday'],
    [{ byday: 'WE,MO,FR' }, 'Every Monday, Wednesday and Friday, 10am to midday'],
    [{ byday: 'MO,TU,WE,TH,FR', opensAt: '09:00', closesAt: '17:30' }, 'Monday to Friday, 9am to 5:30pm'],
    [{ byday: 'SA,SU' }, 'Every Saturday and Sunday, 10am to midday'],
    [{ byday: 'MO,TU,WE,TH,FR,SA,SU' }, 'Every day, 10am to midday'],
    [{ byday: 'MO,TU,WE,TH,FR,SA,SU', opensAt: '00:00', closesAt: '23:59' }, 'Every day, all day'],
    [{ byday: 'FR', opensAt: '20:00', closesAt: '23:59' }, 'Every Friday, 8pm to midnight'],
    [{ interval: 2 }, 'Every other Monday, 10am to midday'],
    [{ interval: 2, byday: 'MO,TH' }, 'Every other Monday and Thursday, 10am to midday'],
    [{ interval: 3 }, 'Every 3 weeks on Monday, 10am to midday'],
    [
      { freq: 'MONTHLY', byday: '2TU', termTimeOnly: true },
      'Second Tuesday of the month, 10am to midday, term time only',
    ],
    [{ freq: 'MONTHLY', byday: '-1FR' }, 'Last Friday of the month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: '1MO,3MO' }, 'First and third Monday of the month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: '1MO,1TU' }, 'First Monday and first Tuesday of the month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: '1MO', interval: 2 }, 'First Monday of every other month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: '1MO', interval: 3 }, 'First Monday of every 3 months, 10am to midday'],
    [{ freq: 'MONTHLY', byday: 'MO' }, 'Every Monday of the month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: null, bymonthday: '1' }, 'The 1st of the month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: null, bymonthday: '11,22' }, 'The 11th and 22nd of the month, 10am to midday'],
    [{ freq: 'MONTHLY', byday: null, bymonthday: '-1' }, 'Last day of the month, 10am to midday'],
    [{ freq: null, byday: null, dtstart: '2026-12-05' }, 'Saturday 5 December 2026, 10am to midday'],
    [{ closesAt: null }, 'Every Monday, from 10am'],
    [{ opensAt: null }, 'Every Monday, until midday'],
    [{ opensAt: null, closesAt: null }, 'Every Monday'],
    [{ openOnBankHolidays: true }, 'Every Monday, 10am to midday, bank holidays too'],
    [{ validFrom: '2027-01-04' }, 'Every Monday, 10am to midday, from 4 January 2027'],
    [{ validTo: '2026-12-20' }, 'Every Monday, 10am to midday, until 20 December 2026'],
    [
      { validFrom: '2026-11-02', validTo: '2027-03-29' },
      'Every Monday, 10am to midday, 2 November 2026 to 29 March 2027',
    ],
    [{ freq: null, byday: null, notes: 'Ring the bell' }, 'In their words'],
    [{ freq: null, byday: null }, 'Ask for the times'],
  ])('%j', (other, words) => {
    expect(describeRule(rule(other))).toBe(words);
  });

  test('a beginning in the past is not said when today is known', () => {
    expect(describeRule(rule({ validFrom: '2026-11-02' }), '2026-11-21')).toBe(
      'Every Monday, 10am to midday',
    );
    expect(describeRule(rule({ validFrom: '2026-11-22' }), '2026-11-21')).toContain('from 22 November 2026');
  });
});

describe('the next session in words', () => {
  const now = { day: '2026-11-23', time: '11:00' };
  const session = (day: string, opensAt: string | null = '14:00', closesAt: string | null = '16:00') => ({
    day,
    opensAt,
    closesAt,
    notes: null,
  });

  test.each([
    [session('2026-11-23'), 'Today, 2pm to 4pm'],
    [session('2026-11-23', '10:00', '12:00'), 'On now, until midday'],
    [session('2026-11-23', '00:00', '23:59'), 'On now, all day'],
    [session('2026-11-23', '10:00', null), 'Today, from 10am'],
    [session('2026-11-23', null, null), 'Today'],
    [session('2026-11-24'), 'Tomorrow, 2pm to 4pm'],
    [session('2026-12-01', '10:00'), 'Next: Tuesday 1 December, 10am'],
    [session('2027-01-05', '10:00'), 'Next: Tuesday 5 January 2027, 10am'],
    [session('2026-12-01', null, null), 'Next: Tuesday 1 December'],
  ])('%j', (next, words) => {
    expect(describeNext(next, now)).toBe(words);
  });
});

test('times alone', () => {
  expect(describeTimes('09:30', '12:00')).toBe('9:30am to midday');
  expect(describeTimes(null, null)).toBe('');
});

test('the week is told from Monday on, earliest first, and what is not every week says so', () => {
  const rules = [
    rule({ byday: 'TU', opensAt: '14:00', closesAt: '16:00' }),
    rule({ byday: 'MO,TU', opensAt: '09:00', closesAt: '12:00' }),
    rule({ freq: 'MONTHLY', byday: '2TU', opensAt: '18:00', closesAt: '20:00', termTimeOnly: true }),
    rule({ interval: 2, byday: 'SU', opensAt: null, closesAt: null }),
    rule({ freq: null, byday: null, dtstart: '2026-11-26' }),
  ];
  expect(weekTable(rules)).toEqual([
    { day: 'Monday', times: ['9am to midday'] },
    {
      day: 'Tuesday',
      times: ['9am to midday', '2pm to 4pm', '6pm to 8pm (second Tuesday of the month, term time only)'],
    },
    { day: 'Sunday', times: ['ask for the time (every other week)'] },
  ]);
});
