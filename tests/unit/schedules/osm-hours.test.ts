import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEEKDAYS } from '#db/vocabulary.ts';
import { parseOsmHours, parseWeekdayHours } from '#src/features/schedules/osm-hours.ts';
import { describeRule } from '#src/features/schedules/present.ts';
import { sessionsOn } from '#src/features/schedules/rules.ts';
import { parseSpan } from '#src/features/schedules/spans.ts';
import { addDays } from '#src/lib/dates.ts';
import { NO_CALENDAR } from './rule.ts';

const words = (text: string, repeated: 'replace' | 'add' = 'replace'): string[] =>
  parseOsmHours(text, { repeated }).rules.map((rule) => describeRule(rule));

describe('opening_hours of OpenStreetMap', () => {
  test.each<[string, string[]]>([
    ['Mo-Fr 09:00-17:00', ['Monday to Friday, 9am to 5pm']],
    ['Mo-Fr: 09:00-17:00', ['Monday to Friday, 9am to 5pm']],
    ['Tu 10:00-13:00,16:00-18:00', ['Every Tuesday, 10am to 1pm', 'Every Tuesday, 4pm to 6pm']],
    ['Mo,We 10:00-12:00', ['Every Monday and Wednesday, 10am to midday']],
    ['Mo 10:00-12:00; Tu 10:00-12:00', ['Every Monday and Tuesday, 10am to midday']],
    ['Sa-Mo 10:00-12:00', ['Every Monday, Saturday and Sunday, 10am to midday']],
    ['Mo-Fr 09:00-17:00, Sa 10:00-12:00', ['Monday to Friday, 9am to 5pm', 'Every Saturday, 10am to midday']],
    ['24/7', ['Every day, all day, bank holidays too']],
    ['Mo-Fr 09:00-17:00; PH off', ['Monday to Friday, 9am to 5pm']],
    ['Mo-Su,PH 08:00-20:00', ['Every day, 8am to 8pm, bank holidays too']],
    ['Mo-Fr 09:00-17:00; We off', ['Every Monday, Tuesday, Thursday and Friday, 9am to 5pm']],
    ['Mo-Fr 09:00-17:00; We closed', ['Every Monday, Tuesday, Thursday and Friday, 9am to 5pm']],
    ['off', []],
    ['10:00+', ['Every day, from 10am']],
    ['Mo 10:00-12:00+', ['Every Monday, from 10am']],
    ['Mo', ['Every Monday']],
    ['Mo[2,4] 11:30-14:30', ['Second and fourth Monday of the month, 11:30am to 2:30pm']],
    ['Fr[-1] 18:00-20:00', ['Last Friday of the month, 6pm to 8pm']],
    ['Tu[1-3] 10:00-12:00', ['First, second and third Tuesday of the month, 10am to midday']],
    [
      'Fr,Sa 22:00-02:00',
      ['Every Friday and Saturday, 10pm to midnight', 'Every Saturday and Sunday, midnight to 2am'],
    ],
    ['Mo 10:00-26:00', ['Every Monday, 10am to midnight', 'Every Tuesday, midnight to 2am']],
    ['Mo 18:00-24:00', ['Every Monday, 6pm to midnight']],
    ['Mo-Fr 09:00-12:00; SH off', ['Monday to Friday, 9am to midday, term time only']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
    expect(parseOsmHours(text).problems).toEqual([]);
  });

  test.each([
    'Apr-Oct Mo 10:00-12:00',
    'Mo-Fr 09:00-17:00; Dec 25 off',
    'Mo sunrise-sunset',
    'week 1-53/2 Mo 10:00-12:00',
    'by appointment',
    'Mo 10:00-12:00 || "on request"',
    'Mo 9-5',
    'Mo[7] 10:00-12:00',
    'Mo 10:00-12:00; Mo[2] off',
    'Mo 10:00-12:00; Mo[2] 14:00-16:00',
  ])('gives a reason and no times at all for what it cannot read whole: %s', (text) => {
    const read = parseOsmHours(text);
    expect(read.rules).toEqual([]);
    expect(read.problems[0]).toMatch(/is not understood/);
  });

  test.each([
    ['Mo 10:00-17:00; Su 00:00-00:00', 'Sunday 00:00 to 00:00: it opens and closes at the same time'],
    ['Mo 10:00-17:00; We 19:30-18:30', 'Wednesday 19:30 to 18:30: it closes before it opens'],
    ['Mo 10:00-17:00; We 01:00-13:00', 'Wednesday 01:00 to 13:00: it opens in the middle of the night'],
    ['Mo 10:00-17:00; Fr[1] 18:00-08:30', 'Friday: a night in some weeks of the month cannot be kept'],
    ['Mo 10:00-17:00; PH 10:00-12:00', '"PH 10:00-12:00": times of holidays are not kept'],
  ])('leaves out a time that cannot be meant and keeps the rest: %s', (text, problem) => {
    expect(parseOsmHours(text)).toMatchObject({ rules: [{ byday: 'MO' }], problems: [problem] });
  });

  test('a day that comes twice replaces by the standard, and adds where the file means it so', () => {
    const text = 'Mo 09:00-12:00; Mo 14:00-16:00; Mo[2] 19:00-21:00';
    expect(words('Mo 09:00-12:00; Mo 14:00-16:00')).toEqual(['Every Monday, 2pm to 4pm']);
    expect(words(text, 'add')).toEqual([
      'Every Monday, 9am to midday',
      'Every Monday, 2pm to 4pm',
      'Second Monday of the month, 7pm to 9pm',
    ]);
  });

  test('a comment is kept with its times', () => {
    expect(parseOsmHours('Mo 10:00-12:00 "Ring first"').rules[0]?.notes).toBe('Ring first');
  });
});

const span = fc.tuple(
  fc.integer({ min: 5, max: 15 }),
  fc.integer({ min: 1, max: 8 }),
  fc.constantFrom('00', '15', '30'),
);
const week = fc.uniqueArray(fc.tuple(fc.constantFrom(...WEEKDAYS), span), {
  selector: ([day]) => day,
  minLength: 1,
  maxLength: 7,
});
const two = (hour: number): string => String(hour).padStart(2, '0');

test('what is written day by day is read back day by day', () => {
  fc.assert(
    fc.property(week, (days) => {
      const text = days
        .map(
          ([day, [hour, length, minute]]) =>
            `${day[0]}${day[1]?.toLowerCase()} ${two(hour)}:${minute}-${two(hour + length)}:${minute}`,
        )
        .join('; ');
      const { rules, problems } = parseOsmHours(text);
      expect(problems).toEqual([]);
      for (const [index, day] of WEEKDAYS.entries()) {
        const written = days.find(([name]) => name === day)?.[1];
        const sessions = sessionsOn(rules, [], NO_CALENDAR, addDays('2026-11-02', index));
        expect(sessions.map((session) => [session.opensAt, session.closesAt])).toEqual(
          written === undefined
            ? []
            : [[`${two(written[0])}:${written[2]}`, `${two(written[0] + written[1])}:${written[2]}`]],
        );
      }
    }),
  );
});

test('no text whatever makes it fail, and what gives no rule gives a reason unless it says closed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({
          unit: fc.constantFrom('Mo', 'Tu', '-', ',', ';', ' ', '09:00', '[2]', 'off', '+', 'PH'),
        }),
      ),
      (text) => {
        const read = parseOsmHours(text);
        if (read.rules.length === 0 && read.problems.length === 0)
          expect(text.replace(/[\s;]/g, '') === '' || /off|closed/i.test(text) || /[PS]H/i.test(text)).toBe(
            true,
          );
      },
    ),
  );
});

describe('one column a weekday', () => {
  test('is read with its breaks, however the times are written', () => {
    const { rules, problems } = parseWeekdayHours({
      MO: '09:00-17:00',
      TU: '9.30am to 5pm',
      WE: 'Closed',
      SA: '10:00-13:00,14:00-17:00',
      SU: '9:00 \u2013 17:00',
    });
    expect(problems).toEqual([]);
    expect(rules.map((rule) => describeRule(rule))).toEqual([
      'Every Monday and Sunday, 9am to 5pm',
      'Every Tuesday, 9:30am to 5pm',
      'Every Saturday, 10am to 1pm',
      'Every Saturday, 2pm to 5pm',
    ]);
  });

  test('names the day that cannot be read and keeps the others', () => {
    const { rules, problems } = parseWeekdayHours({ MO: '09:00-17:00', TU: 'PM only', TH: '9-5' });
    expect(rules).toHaveLength(1);
    expect(problems).toEqual(['Tuesday: "PM only" is not understood', 'Thursday: "9-5" is not understood']);
  });
});

test.each([
  ['9am-12pm', '09:00', '12:00'],
  ['12am - 1am', '00:00', '01:00'],
  ['12:30pm until 2pm', '12:30', '14:00'],
  ['9.05-10.15', '09:05', '10:15'],
])('%s is a span', (text, opensAt, closesAt) => {
  expect(parseSpan(text)).toMatchObject({ opensAt, closesAt });
});

test.each(['9-5', '25:00-26:00', '10:61-11:00', '13pm-2pm', '10:00', '', '10:00-'])(
  '%j is no span',
  (text) => {
    expect(parseSpan(text)).toBeNull();
  },
);
