import { describe, expect, test } from 'vitest';
import {
  isOpenAt,
  nextSessions,
  parseByday,
  parseMonthDays,
  sessionsOn,
  splitAtMidnight,
  type ClosedDays,
  type SessionRule,
} from '#src/features/schedules/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { CALENDAR, NO_CALENDAR, rule } from './rule.ts';

const daysOf = (
  one: SessionRule,
  from: string,
  to: string,
  calendar = NO_CALENDAR,
  closed: ClosedDays[] = [],
): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (sessionsOn([one], closed, calendar, day).length > 0) days.push(day.slice(5));
  }
  return days;
};

describe('the days of a rule', () => {
  test.each<[string, Partial<SessionRule>, string, string, string[]]>([
    ['every week', {}, '2026-11-01', '2026-11-30', ['11-02', '11-09', '11-16', '11-23', '11-30']],
    [
      'several days a week',
      { byday: 'TU,TH' },
      '2026-11-01',
      '2026-11-12',
      ['11-03', '11-05', '11-10', '11-12'],
    ],
    [
      'a day with a space after the comma',
      { byday: 'TU, TH' },
      '2026-11-01',
      '2026-11-06',
      ['11-03', '11-05'],
    ],
    [
      'every other week from the first session',
      { interval: 2, dtstart: '2026-11-09' },
      '2026-11-01',
      '2026-11-30',
      ['11-09', '11-23'],
    ],
    [
      'every other week, the first in the middle of it',
      { interval: 2, byday: 'MO,FR', dtstart: '2026-11-06' },
      '2026-11-01',
      '2026-11-21',
      ['11-06', '11-16', '11-20'],
    ],
    [
      'every other week from valid_from when no first session is given',
      { interval: 2, validFrom: '2026-11-03' },
      '2026-11-01',
      '2026-11-30',
      ['11-16', '11-30'],
    ],
    [
      'every other week with nothing to count from: no day is known',
      { interval: 2 },
      '2026-11-01',
      '2026-11-30',
      [],
    ],
    [
      'the weekday of the first session when none is named',
      { byday: null, dtstart: '2026-11-04' },
      '2026-11-01',
      '2026-11-12',
      ['11-04', '11-11'],
    ],
    [
      'the second Tuesday of the month',
      { freq: 'MONTHLY', byday: '2TU' },
      '2026-11-01',
      '2026-12-31',
      ['11-10', '12-08'],
    ],
    [
      'the last Friday of the month',
      { freq: 'MONTHLY', byday: '-1FR' },
      '2026-11-01',
      '2026-12-31',
      ['11-27', '12-25'],
    ],
    [
      'the first and third Monday',
      { freq: 'MONTHLY', byday: '1MO,3MO' },
      '2026-11-01',
      '2026-11-30',
      ['11-02', '11-16'],
    ],
    [
      'the fifth Monday, which not every month has',
      { freq: 'MONTHLY', byday: '5MO' },
      '2026-09-01',
      '2026-12-31',
      ['11-30'],
    ],
    [
      'every Monday of every month',
      { freq: 'MONTHLY', byday: 'MO' },
      '2026-11-01',
      '2026-11-16',
      ['11-02', '11-09', '11-16'],
    ],
    [
      'every other month',
      { freq: 'MONTHLY', byday: '1MO', interval: 2, dtstart: '2026-09-07' },
      '2026-09-01',
      '2026-12-31',
      ['09-07', '11-02'],
    ],
    [
      'the first and the fifteenth',
      { freq: 'MONTHLY', byday: null, bymonthday: '1,15' },
      '2026-11-01',
      '2026-11-30',
      ['11-01', '11-15'],
    ],
    [
      'the last day of the month',
      { freq: 'MONTHLY', byday: null, bymonthday: '-1' },
      '2026-02-01',
      '2026-03-31',
      ['02-28', '03-31'],
    ],
    [
      'Friday the thirteenth',
      { freq: 'MONTHLY', byday: 'FR', bymonthday: '13' },
      '2026-09-01',
      '2026-12-31',
      ['11-13'],
    ],
    [
      'the date of the first session when nothing else is said',
      { freq: 'MONTHLY', byday: null, dtstart: '2026-10-20' },
      '2026-10-01',
      '2026-12-31',
      ['10-20', '11-20', '12-20'],
    ],
    [
      'a single day',
      { freq: null, byday: null, dtstart: '2026-11-21' },
      '2026-11-01',
      '2026-11-30',
      ['11-21'],
    ],
    ['words alone', { freq: null, byday: null, notes: 'Ask at the desk' }, '2026-11-01', '2026-11-30', []],
    [
      'valid from and to, both included',
      { validFrom: '2026-11-09', validTo: '2026-11-23' },
      '2026-11-01',
      '2026-11-30',
      ['11-09', '11-16', '11-23'],
    ],
    [
      'nothing before the first session',
      { dtstart: '2026-11-16' },
      '2026-11-01',
      '2026-11-30',
      ['11-16', '11-23', '11-30'],
    ],
  ])('%s', (_, other, from, to, expected) => {
    expect(daysOf(rule(other), from, to)).toEqual(expected);
  });

  test('a bank holiday is closed unless the rule says it is open', () => {
    const fridays = { byday: 'FR' };
    expect(daysOf(rule(fridays), '2026-12-18', '2027-01-08', CALENDAR)).toEqual(['12-18', '01-08']);
    const open = rule({ ...fridays, openOnBankHolidays: true });
    expect(daysOf(open, '2026-12-18', '2027-01-08', CALENDAR)).toEqual(['12-18', '12-25', '01-01', '01-08']);
  });

  test('a rule for term time runs within the terms that are known, and in no others', () => {
    expect(daysOf(rule({ termTimeOnly: true }), '2026-10-20', '2027-01-15', CALENDAR)).toEqual([
      '11-02',
      '11-09',
      '11-16',
      '11-23',
      '11-30',
      '12-07',
      '12-14',
    ]);
  });

  test('a single day that somebody chose runs on a bank holiday and out of term', () => {
    const christmas = rule({ freq: null, byday: null, dtstart: '2026-12-25', termTimeOnly: true });
    expect(daysOf(christmas, '2026-12-24', '2026-12-26', CALENDAR)).toEqual(['12-25']);
  });

  test('closed days take out single days and series alike, both ends included', () => {
    const closed = [{ startsOn: '2026-11-09', endsOn: '2026-11-16', reason: 'Roof' }];
    expect(daysOf(rule(), '2026-11-01', '2026-11-30', NO_CALENDAR, closed)).toEqual([
      '11-02',
      '11-23',
      '11-30',
    ]);
    const single = rule({ freq: null, byday: null, dtstart: '2026-11-16' });
    expect(daysOf(single, '2026-11-01', '2026-11-30', NO_CALENDAR, closed)).toEqual([]);
  });

  test('the sessions of a day stand by their time', () => {
    const rules = [
      rule({ opensAt: '14:00', closesAt: '16:00' }),
      rule({ opensAt: '09:00', closesAt: '12:00' }),
      rule({ opensAt: '09:00', closesAt: '10:00' }),
    ];
    const times = sessionsOn(rules, [], NO_CALENDAR, '2026-11-02').map(
      (session) => `${session.opensAt}-${session.closesAt}`,
    );
    expect(times).toEqual(['09:00-10:00', '09:00-12:00', '14:00-16:00']);
  });
});

describe('what is next', () => {
  const monday = { day: '2026-11-02', time: '11:00' };

  test('a session that is going on counts, one that is over does not', () => {
    expect(nextSessions([rule()], [], NO_CALENDAR, monday, 2).map((session) => session.day)).toEqual([
      '2026-11-02',
      '2026-11-09',
    ]);
    const atTheEnd = { day: '2026-11-02', time: '12:00' };
    expect(nextSessions([rule()], [], NO_CALENDAR, atTheEnd, 1)[0]?.day).toBe('2026-11-09');
  });

  test('a session whose end is not known counts all day', () => {
    const open = rule({ closesAt: null });
    expect(nextSessions([open], [], NO_CALENDAR, { day: '2026-11-02', time: '20:00' }, 1)[0]?.day).toBe(
      '2026-11-02',
    );
  });

  test('a session until midnight is on at one minute to midnight', () => {
    const late = rule({ opensAt: '20:00', closesAt: '23:59' });
    expect(isOpenAt([late], [], NO_CALENDAR, { day: '2026-11-02', time: '23:59' })).toBe(true);
  });

  test('a rule that has ended gives nothing, and the horizon is kept', () => {
    expect(nextSessions([rule({ validTo: '2026-10-31' })], [], NO_CALENDAR, monday, 3)).toEqual([]);
    const once = rule({ freq: null, byday: null, dtstart: '2026-12-02' });
    expect(nextSessions([once], [], NO_CALENDAR, monday, 1, 29)).toEqual([]);
    expect(nextSessions([once], [], NO_CALENDAR, monday, 1, 30)).toHaveLength(1);
  });

  test('open now needs a beginning and an end that are known', () => {
    expect(isOpenAt([rule()], [], NO_CALENDAR, { day: '2026-11-02', time: '10:00' })).toBe(true);
    expect(isOpenAt([rule()], [], NO_CALENDAR, { day: '2026-11-02', time: '09:59' })).toBe(false);
    expect(isOpenAt([rule()], [], NO_CALENDAR, { day: '2026-11-02', time: '12:00' })).toBe(false);
    expect(isOpenAt([rule({ closesAt: null })], [], NO_CALENDAR, monday)).toBe(false);
    expect(isOpenAt([rule({ opensAt: null, closesAt: null })], [], NO_CALENDAR, monday)).toBe(false);
  });
});

describe('a session past midnight', () => {
  test('is two rules, the second on the day after', () => {
    const split = splitAtMidnight(
      rule({ byday: 'FR,SU', opensAt: '20:00', closesAt: '08:00', validTo: '2026-12-31' }),
    );
    expect(split?.map((one) => [one.byday, one.opensAt, one.closesAt, one.validTo])).toEqual([
      ['FR,SU', '20:00', '23:59', '2026-12-31'],
      ['SA,MO', '00:00', '08:00', '2027-01-01'],
    ]);
  });

  test('until midnight exactly is one rule, and an ordinary one is left alone', () => {
    expect(splitAtMidnight(rule({ closesAt: '00:00' }))).toEqual([rule({ closesAt: '23:59' })]);
    expect(splitAtMidnight(rule())).toEqual([rule()]);
  });

  test('in some weeks of the month cannot be written, because the day after a second Tuesday can be a third Wednesday', () => {
    expect(
      splitAtMidnight(rule({ freq: 'MONTHLY', byday: '2TU', opensAt: '20:00', closesAt: '02:00' })),
    ).toBeNull();
  });
});

test('what is not a day of the week or of the month is passed over', () => {
  expect(parseByday('MO,XX,2TU,,-1FR')).toEqual([
    { weekday: 0, nth: null },
    { weekday: 1, nth: 2 },
    { weekday: 4, nth: -1 },
  ]);
  expect(parseMonthDays('1,0,32,x,,-1')).toEqual([1, -1]);
});
