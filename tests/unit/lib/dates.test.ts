import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  atLondon,
  daysBetween,
  formatAgo,
  formatDay,
  formatTime,
  formatWeekdayAndDay,
  isDay,
  londonNow,
  weekdayIndex,
} from '#src/lib/dates.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const days = fc.integer({ min: -20_000, max: 20_000 });

describe('the clock in London', () => {
  test.each([
    ['2026-01-15T12:30:00Z', '2026-01-15', '12:30', 'winter time is UTC'],
    ['2026-07-15T12:30:00Z', '2026-07-15', '13:30', 'summer time is an hour ahead'],
    ['2026-03-29T00:59:59Z', '2026-03-29', '00:59', 'the last minute before the clocks go forward'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '02:00', 'the hour from one to two does not exist'],
    ['2026-10-25T00:59:00Z', '2026-10-25', '01:59', 'the last summer minute'],
    ['2026-10-25T01:00:00Z', '2026-10-25', '01:00', 'the hour from one to two comes again'],
    ['2026-06-30T23:00:00Z', '2026-07-01', '00:00', 'midnight is 00:00 of the new day, never 24:00'],
    ['2026-12-31T23:59:59Z', '2026-12-31', '23:59', 'the year ends with UTC in winter'],
  ])('at %s it is %s %s: %s', (instant, today, time) => {
    expect(londonNow(new Date(instant))).toEqual({ day: today, time });
  });
});

describe('a day as text', () => {
  test.each(['2026-02-28', '2028-02-29', '2026-12-31', '0001-01-01'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '',
  ])('"%s" does not', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('counting days', () => {
  test('a clock change does not make a day longer or shorter', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  test('leap days are days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  test('going forward and back again ends on the same day', () => {
    fc.assert(
      fc.property(day, days, (from, count) => {
        expect(addDays(addDays(from, count), -count)).toBe(from);
      }),
    );
  });

  test('the days between are the days that were added, and the other way round they are negative', () => {
    fc.assert(
      fc.property(day, days, (from, count) => {
        const to = addDays(from, count);
        expect(daysBetween(from, to)).toBe(count);
        expect(daysBetween(to, from) + count).toBe(0);
      }),
    );
  });

  test('later days are greater as text, which is how they are compared', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20_000 }), (from, count) => {
        expect(addDays(from, count) > from).toBe(true);
      }),
    );
  });

  test('weeks begin on Monday and every day is one further', () => {
    expect(['2026-11-16', '2026-11-21', '2026-11-22'].map(weekdayIndex)).toEqual([0, 5, 6]);
    fc.assert(
      fc.property(day, (from) => {
        expect(weekdayIndex(addDays(from, 1))).toBe((weekdayIndex(from) + 1) % 7);
      }),
    );
  });
});

describe('adding months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-06-10', 0, '2026-06-10'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test('it is always that month, on the same date or its last day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 240 }), (from, months) => {
        const to = addMonths(from, months);
        const monthOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(monthOf(to) - monthOf(from)).toBe(months);
        if (to.slice(8) !== from.slice(8)) expect(addDays(to, 1).slice(8)).toBe('01');
      }),
    );
  });
});

describe('days and times in words', () => {
  test('months are written in full and dates without a nought', () => {
    expect(formatDay('2026-08-06')).toBe('6 August 2026');
    expect(formatDay('2026-12-31')).toBe('31 December 2026');
  });

  test('the year is said only when it is not this one', () => {
    expect(formatWeekdayAndDay('2026-11-24', '2026-11-21')).toBe('Tuesday 24 November');
    expect(formatWeekdayAndDay('2027-01-05', '2026-11-21')).toBe('Tuesday 5 January 2027');
    expect(formatWeekdayAndDay('2026-11-22')).toBe('Sunday 22 November 2026');
  });

  test.each([
    ['00:00', 'midnight'],
    ['00:01', '12:01am'],
    ['00:30', '12:30am'],
    ['01:00', '1am'],
    ['09:05', '9:05am'],
    ['11:59', '11:59am'],
    ['12:00', 'midday'],
    ['12:01', '12:01pm'],
    ['12:30', '12:30pm'],
    ['13:00', '1pm'],
    ['16:30', '4:30pm'],
    ['23:00', '11pm'],
    ['23:58', '11:58pm'],
    ['23:59', 'midnight'],
    ['24:00', 'midnight'],
  ])('%s is %s', (time, words) => {
    expect(formatTime(time)).toBe(words);
  });
});

describe('how long ago', () => {
  const today = '2026-11-21';
  test.each([
    [-3, 'today'], // a date in the future is not explained to anybody
    [0, 'today'],
    [1, 'yesterday'],
    [2, '2 days ago'],
    [59, '59 days ago'],
    [60, '2 months ago'],
    [91, '3 months ago'],
    [365, '12 months ago'],
    [729, '24 months ago'],
    [730, '2 years ago'],
    [1094, '2 years ago'],
    [1096, '3 years ago'],
  ])('%d days is "%s"', (count, words) => {
    expect(formatAgo(addDays(today, -count), today)).toBe(words);
  });

  test('it is never one of several: "1 years", "1 months", "0 months"', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (count) => {
        expect(formatAgo(addDays(today, -count), today)).not.toMatch(/^[01] /);
      }),
    );
  });
});

describe('the instant of a day and time in London', () => {
  test.each([
    ['2026-01-20', '03:00', '2026-01-20T03:00:00.000Z'],
    ['2026-07-20', '03:00', '2026-07-20T02:00:00.000Z'],
    ['2026-07-20', '00:30', '2026-07-19T23:30:00.000Z'],
    ['2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'], // left out: as before the change
    ['2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'], // comes twice: the first
    ['2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
  ])('%s %s is %s', (day, time, instant) => {
    expect(atLondon(day, time).toISOString()).toBe(instant);
  });

  test("is shown by London's clocks as that day and time, but for the hour left out in March", () => {
    const minutes = fc.integer({ min: 0, max: 400 * 1440 });
    fc.assert(
      fc.property(minutes, (count) => {
        const shown = londonNow(new Date(Date.parse('2026-01-01T00:00:00Z') + count * 60_000));
        expect(londonNow(atLondon(shown.day, shown.time))).toEqual(shown);
      }),
    );
  });
});
