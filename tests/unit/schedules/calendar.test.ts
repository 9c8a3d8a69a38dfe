import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { addDays, daysBetween, weekdayIndex } from '#src/lib/dates.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Easter Sunday by the tables of the Book of Common Prayer, as golden number and Sunday letter (1900 to 2199). */
function easterOf(year: number): string {
  const golden = (year % 19) + 1;
  const fullMoonAfterMarch21 = (((204 - 11 * (golden - 1)) % 30) + 30) % 30;
  const capped =
    fullMoonAfterMarch21 === 29 || (fullMoonAfterMarch21 === 28 && golden > 11)
      ? fullMoonAfterMarch21 - 1
      : fullMoonAfterMarch21;
  const fullMoon = addDays(`${year}-03-21`, capped);
  return addDays(fullMoon, 7 - ((weekdayIndex(fullMoon) + 1) % 7));
}

const weekdayOnOrAfter = (day: string, weekday: number): string =>
  addDays(day, (weekday - weekdayIndex(day) + 7) % 7);

/** The bank holidays of a year by their rules: a holiday on a weekend moves to the next free weekday. */
function bankHolidaysOf(year: number): string[] {
  const days = new Set<string>();
  const moved = (day: string): string => {
    let free = day;
    while (weekdayIndex(free) > 4 || days.has(free)) free = addDays(free, 1);
    return free;
  };
  days.add(moved(`${year}-01-01`));
  days.add(addDays(easterOf(year), -2));
  days.add(addDays(easterOf(year), 1));
  days.add(weekdayOnOrAfter(`${year}-05-01`, 0));
  days.add(weekdayOnOrAfter(`${year}-05-25`, 0));
  days.add(weekdayOnOrAfter(`${year}-08-25`, 0));
  // A weekday holiday keeps its own day before the other one moves.
  const [christmas, boxing] = [`${year}-12-25`, `${year}-12-26`];
  for (const day of [christmas, boxing]) if (weekdayIndex(day) <= 4) days.add(day);
  for (const day of [christmas, boxing]) if (weekdayIndex(day) > 4) days.add(moved(day));
  return [...days].sort();
}

describe('the calendar that is shipped', () => {
  const calendar = readPublicCalendar(ROOT);

  test('Easter is what everybody knows it was', () => {
    expect([2019, 2024, 2025, 2026, 2027, 2028].map(easterOf)).toEqual([
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2028-04-16',
    ]);
  });

  test.each([2025, 2026, 2027, 2028])('%i has the bank holidays of England and Wales', (year) => {
    expect([...calendar.bankHolidays].filter((day) => day.startsWith(`${year}-`)).sort()).toEqual(
      bankHolidaysOf(year),
    );
  });

  test('names the rules it was made by', () => {
    expect(readFileSync(join(ROOT, 'db/bank-holidays.json'), 'utf8')).toContain(
      'Banking and Financial Dealings Act 1971',
    );
  });

  test('terms begin and end on school days, do not overlap, and leave breaks of one to seven weeks', () => {
    for (const [index, term] of calendar.termTimes.entries()) {
      for (const day of [term.startsOn, term.endsOn]) {
        expect(weekdayIndex(day), day).toBeLessThan(5);
        expect(calendar.bankHolidays.has(day), day).toBe(false);
      }
      const next = calendar.termTimes[index + 1];
      if (next === undefined) continue;
      const weeks = daysBetween(term.endsOn, next.startsOn) / 7;
      expect(weeks, `${term.endsOn} to ${next.startsOn}`).toBeGreaterThan(1);
      expect(weeks, `${term.endsOn} to ${next.startsOn}`).toBeLessThan(7);
    }
  });

  test.each([2025, 2026, 2027])('the school year from %i has about 190 school days', (year) => {
    let schoolDays = 0;
    for (let day = `${year}-09-01`; day < `${year + 1}-09-01`; day = addDays(day, 1)) {
      const isTerm = calendar.termTimes.some((term) => term.startsOn <= day && day <= term.endsOn);
      if (isTerm && weekdayIndex(day) < 5 && !calendar.bankHolidays.has(day)) schoolDays += 1;
    }
    expect(schoolDays).toBeGreaterThanOrEqual(188);
    expect(schoolDays).toBeLessThanOrEqual(196);
  });
});

test('a day that does not exist is refused, naming file and path', () => {
  const root = mkdtempSync(join(tmpdir(), 'calendar-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'db'));
  mkdirSync(join(root, 'content'));
  writeFileSync(
    join(root, 'db/bank-holidays.json'),
    '{"source":"x","division":"y","events":[{"date":"2026-02-30","title":"None"}]}',
  );
  expect(() => readPublicCalendar(root)).toThrow(
    'db/bank-holidays.json: events.0.date: a day such as 2026-11-24',
  );
});
