import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayProblem, parseDay, showDay } from '#src/features/services/editing/facts/typed/days.ts';
import { MOST_POUNDS, parsePounds, showPounds } from '#src/features/services/editing/facts/typed/money.ts';
import { isPhoneNumber, tidyPhone } from '#src/features/services/editing/facts/typed/phones.ts';
import { pairTimes, parseTime, showTime } from '#src/features/services/editing/facts/typed/times.ts';
import { webAddress } from '#src/features/services/editing/facts/typed/web.ts';
import { addDays, formatTime, formatWeekdayAndDay, isDay } from '#src/lib/dates.ts';
import { TODAY } from './world.ts';

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
const clock = (at: number): string =>
  `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1990-01-01', days));

describe('a time as people type it', () => {
  test.each([
    ['10', '10:00'],
    ['10am', '10:00'],
    ['10 AM', '10:00'],
    ['10.30', '10:30'],
    ['2.30 p.m.', '14:30'],
    ['2:30pm', '14:30'],
    ['14:00', '14:00'],
    ['1400', '14:00'],
    ['0930', '09:30'],
    ['02:30', '02:30'],
    ['2', '14:00'],
    ['7', '07:00'],
    ['12', '12:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['midday', '12:00'],
    ['12 noon', '12:00'],
    ['midnight', '24:00'],
    ['24:00', '24:00'],
    ['9 o’clock', '09:00'],
  ])('%s is %s', (typed, time) => {
    expect(parseTime(typed)?.time).toBe(time);
  });

  test.each(['', 'tea time', '25', '10.75', '13pm', '0am', '24:30', '10-12', '2:3', '-1', '1e3', '99999'])(
    '"%s" is none',
    (typed) => {
      expect(parseTime(typed)).toBeNull();
    },
  );

  test('what a form shows for any time is read as that time, and so is what the public reads', () => {
    fc.assert(
      fc.property(minute, (at) => {
        const time = clock(at);
        fc.pre(time !== '23:59' && time !== '00:00');
        expect(parseTime(showTime(time))).toMatchObject({ time, isGuess: false });
        expect(parseTime(formatTime(time))?.time).toBe(time);
        expect(parseTime(time.replace(':', '.'))?.time.slice(3)).toBe(time.slice(3));
      }),
    );
    expect(showTime(null)).toBe('');
  });

  test('no text makes it throw or give what is no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        const time = parseTime(text)?.time;
        if (time !== undefined) expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
      }),
    );
  });
});

describe('two times that belong together', () => {
  const pair = (from: string, to: string): string[] => {
    const [a, b] = [parseTime(from), parseTime(to)];
    if (a === null || b === null) throw new Error(`${from} to ${to} is not read`);
    const { opensAt, closesAt } = pairTimes(a, b);
    return [opensAt, closesAt];
  };

  test.each([
    ['10', '12', '10:00', '12:00'],
    ['11', '1', '11:00', '13:00'],
    ['9', '5', '09:00', '17:00'],
    ['9am', '5', '09:00', '17:00'],
    ['11', '7', '11:00', '19:00'],
    ['7', '8.30pm', '19:00', '20:30'],
    ['10', '4pm', '10:00', '16:00'],
    ['6.30', '9', '18:30', '21:00'],
    ['2', '4', '14:00', '16:00'],
    ['8pm', '2', '20:00', '02:00'],
    ['8pm', 'midnight', '20:00', '24:00'],
    ['2', '11am', '02:00', '11:00'],
    ['14:00', '10:00', '14:00', '10:00'],
    ['10:00', '17:00', '10:00', '17:00'],
  ])('%s to %s is %s to %s', (from, to, opensAt, closesAt) => {
    expect(pair(from, to)).toEqual([opensAt, closesAt]);
  });

  test('times that say which half of the day they are in are never changed', () => {
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        const [from, to] = [clock(a), clock(b)].map((time) => ({
          time,
          isGuess: false,
          is24Hours: false,
        }));
        if (from && to) expect(pairTimes(from, to)).toEqual({ opensAt: clock(a), closesAt: clock(b) });
      }),
    );
  });
});

describe('a day as people type it', () => {
  test.each([
    ['1 December 2026', '2026-12-01'],
    ['1st Dec 2026', '2026-12-01'],
    ['Tuesday 1 December 2026', '2026-12-01'],
    ['Tues, 1 dec', '2026-12-01'],
    ['1/12/2026', '2026-12-01'],
    ['1.12.26', '2026-12-01'],
    ['01-12-26', '2026-12-01'],
    ['2026-12-01', '2026-12-01'],
    ['3rd of March', '2027-03-03'],
    ['21 November', '2026-11-21'],
    ['20 November', '2027-11-20'],
    ['29 February', '2028-02-29'],
    ['4 Sept', '2027-09-04'],
    ['today', TODAY],
  ])('%s is %s', (typed, day) => {
    expect(parseDay(typed, TODAY)).toEqual({ day });
  });

  test.each(['soon', '1', '13/13/2026', 'December 2026', '1 Decimal 2026', '1 December 12345', '0/0/0'])(
    '"%s" is none',
    (typed) => {
      expect(parseDay(typed, TODAY)).toEqual({ wrong: 'unreadable' });
    },
  );

  test('a day that the calendar does not have is told from one that cannot be read', () => {
    const typed = parseDay('31 February 2027', TODAY);
    expect(typed).toEqual({ wrong: 'no-such-day', words: '31 February 2027' });
    if ('wrong' in typed)
      expect(dayProblem(typed, 'a date')).toBe(
        'There is no 31 February 2027. Enter a date that exists, like 1 December 2026',
      );
    expect(parseDay('31/2', TODAY)).toEqual({ wrong: 'no-such-day', words: '31 February' });
    expect(parseDay('29 Feb 2027', TODAY)).toMatchObject({ wrong: 'no-such-day' });
    expect(parseDay('0 March 2027', TODAY)).toMatchObject({ wrong: 'no-such-day' });
  });

  test('what a form shows for any day is read as that day, with its weekday too', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseDay(showDay(day), TODAY)).toEqual({ day });
        expect(parseDay(formatWeekdayAndDay(day), TODAY)).toEqual({ day });
      }),
    );
    expect(showDay(null)).toBe('');
    expect(showDay('2026-02-31')).toBe('');
  });

  test('no text makes it throw or give what is no day; without a year it is never over', () => {
    const part = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(part, part, fc.option(fc.constantFrom('26', '2027', '1')), (date, month, year) => {
        const typed = parseDay(`${date}/${month}${year === null ? '' : `/${year}`}`, TODAY);
        if (!('day' in typed)) return;
        expect(isDay(typed.day)).toBe(true);
        if (year === null) expect(typed.day >= TODAY).toBe(true);
      }),
    );
  });
});

describe('an amount as people type it', () => {
  test.each([
    ['3', 3],
    ['£3', 3],
    ['3.50', 3.5],
    ['£ 2.5', 2.5],
    ['50p', 0.5],
    ['350 pence', 3.5],
    ['£1,200', 1200],
    ['3 pounds', 3],
    ['Free', 0],
    ['0', 0],
  ])('%s is %d pounds', (typed, pounds) => {
    expect(parsePounds(typed)).toBe(pounds);
  });

  test.each(['', 'a fiver', '3.505', '-3', '1e3', '3,5', '12,34', '$3', `${MOST_POUNDS + 1}`])(
    '"%s" is none',
    (typed) => {
      expect(parsePounds(typed)).toBeNull();
    },
  );

  test('what a form shows for any amount in pence is read as that amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST_POUNDS * 100 }), (pence) => {
        expect(parsePounds(showPounds(pence / 100))).toBe(pence / 100);
        expect(parsePounds(`£${showPounds(pence / 100)}`)).toBe(pence / 100);
      }),
    );
  });
});

describe('a phone number as people type it', () => {
  test.each([
    '01632 960001',
    '01632960001',
    '(01632) 960 001',
    '+44 1632 960001',
    '0044 1632 960001',
    '+44 (0)1632 960001',
    '07700-900982',
    '01632 960001 ext 12',
    '0800 111 1111',
    '111',
    '116 123',
    '+353 1 555 0123',
  ])('%s can be rung', (typed) => {
    expect(isPhoneNumber(typed)).toBe(true);
  });

  test.each([
    '',
    '12',
    'ask at the office',
    '01632 9600',
    '01632 960001 234',
    '+4',
    '0000000000',
    '+44',
    '1234567',
  ])('"%s" cannot', (typed) => {
    expect(isPhoneNumber(typed)).toBe(false);
  });

  test('spaces and dashes between the digits never matter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', ' ', '-', '  '), { minLength: 11, maxLength: 11 }), (gaps) => {
        const typed = [...'01632960001'].map((digit, index) => digit + (gaps[index] ?? '')).join('');
        expect(isPhoneNumber(typed)).toBe(true);
        expect(tidyPhone(typed)).not.toMatch(/\s\s|^\s|\s$/);
      }),
    );
  });
});

describe('a website as people type it', () => {
  test.each([
    ['www.example.org', 'https://www.example.org'],
    ['example.org/club?a=1', 'https://example.org/club?a=1'],
    ['http://example.org', 'http://example.org'],
    ['example.org:8080/x', 'https://example.org:8080/x'],
  ])('%s is %s', (typed, url) => {
    expect(webAddress(typed)).toBe(url);
  });

  test.each([
    'our website',
    'example',
    'javascript:alert(1)',
    'ftp://example.org',
    'https://user:secret@example.org',
    'name@example.org',
    'https://',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('"%s" is none', (typed) => {
    expect(webAddress(typed)).toBeNull();
  });
});
