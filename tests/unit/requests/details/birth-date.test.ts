import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, boxesOf, readBirthDate } from '#src/features/requests/details/birth-date.ts';
import { addDays, addMonths, isDay } from '#src/lib/dates.ts';

const TODAY = '2026-11-21';
const read = (day: string, month: string, year: string, whose: 'your' | 'their' = 'your') =>
  readBirthDate({ day, month, year }, TODAY, whose);

describe('a date of birth', () => {
  it.each([
    ['27', '3', '2007', '2007-03-27'],
    ['1', '12', '1946', '1946-12-01'],
    ['01', '02', '1946', '1946-02-01'],
    [' 27 ', ' March', '1946 ', '1946-03-27'],
    ['27', 'mar', '1946', '1946-03-27'],
    ['27', 'MAR.', '1946', '1946-03-27'],
    ['27', 'Sept', '1946', '1946-09-27'],
    ['27th', 'septem', '1946', '1946-09-27'],
    ['1st', 'may', '1946', '1946-05-01'],
    ['29', '2', '2000', '2000-02-29'],
    ['２９', '２', '２０００', '2000-02-29'],
    ['20', '11', '2026', '2026-11-20'],
    ['22', '11', '1895', '1895-11-22'],
  ])('is read from %s, %s and %s', (day, month, year, date) => {
    expect(read(day, month, year)).toEqual({ date });
  });

  it.each([
    ['', '', '', 'day', 'Enter your date of birth'],
    ['', '3', '1946', 'day', 'Date of birth must include a day'],
    ['27', '', '1946', 'month', 'Date of birth must include a month'],
    ['27', '3', '', 'year', 'Date of birth must include a year'],
    ['27', '', '', 'month', 'Date of birth must include a month and a year'],
    ['', '', '1946', 'day', 'Date of birth must include a day and a month'],
    ['27', '3', '46', 'year', 'Year must include 4 numbers'],
    ['27', '3', '19466', 'year', 'Year must include 4 numbers'],
    ['27', '3', 'long ago', 'year', 'Year must include 4 numbers'],
    ['31', '2', '1946', 'day', 'Date of birth must be a real date'],
    ['29', '2', '1900', 'day', 'Date of birth must be a real date'],
    ['0', '3', '1946', 'day', 'Date of birth must be a real date'],
    ['27', '13', '1946', 'day', 'Date of birth must be a real date'],
    ['27', 'ma', '1946', 'month', 'Date of birth must be a real date'],
    ['27', 'brumaire', '1946', 'month', 'Date of birth must be a real date'],
    ['-1', '3', '1946', 'day', 'Date of birth must be a real date'],
    ['2.5', '3', '1946', 'day', 'Date of birth must be a real date'],
    ['21', '11', '2026', 'year', 'Date of birth must be in the past'],
    ['1', '1', '2199', 'year', 'Date of birth must be in the past'],
    ['21', '11', '1895', 'year', 'Date of birth must be in the last 130 years'],
    ['1', '1', '0001', 'year', 'Date of birth must be in the last 130 years'],
  ])('"%s" "%s" "%s" is refused at the %s: %s', (day, month, year, box, text) => {
    // 131 whole years on the day before today's in 1895.
    const today = year === '1895' ? '2026-11-22' : TODAY;
    expect(readBirthDate({ day, month, year }, today, 'your')).toEqual({ box, text });
  });

  it('asks whoever fills it in for somebody else for their date of birth', () => {
    expect(read('', '', '', 'their')).toEqual({ box: 'day', text: 'Enter their date of birth' });
  });

  it('tells of what is missing before what is wrong, and of the year before the day', () => {
    expect(read('99', '', '46')).toEqual({ box: 'month', text: 'Date of birth must include a month' });
    expect(read('99', '99', '46')).toEqual({ box: 'year', text: 'Year must include 4 numbers' });
    expect(read('31', '2', '2999')).toEqual({ box: 'day', text: 'Date of birth must be a real date' });
  });

  it('comes back the same from the boxes that show it again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 47_000 }), (daysAgo) => {
        const date = addDays(TODAY, -daysAgo);
        expect(readBirthDate(boxesOf(date), TODAY, 'your')).toEqual({ date });
      }),
    );
  });

  it('is a day of the calendar or a sentence, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer({ min: -40, max: 3000 }).map(String),
    );
    fc.assert(
      fc.property(typed, typed, typed, (day, month, year) => {
        const answer = read(day, month, year);
        if ('date' in answer) expect(isDay(answer.date) && answer.date < TODAY).toBe(true);
        else expect(answer.text).not.toMatch(/valid|please|sorry|required/i);
      }),
    );
  });
});

describe('an age', () => {
  it.each([
    ['2008-11-21', 18],
    ['2008-11-22', 17],
    ['2008-11-20', 18],
    ['2026-11-20', 0],
    ['1946-03-27', 80],
  ])('of somebody born on %s is %i', (born, age) => {
    expect(ageOn(born, TODAY)).toBe(age);
  });

  it('of somebody born on 29 February goes up on 1 March', () => {
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
    expect(ageOn('2004-02-29', '2026-03-01')).toBe(22);
  });

  it('goes up by one on each birthday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 27 }), (years, day) => {
        const born = addDays('1900-05-01', day);
        const birthday = addMonths(born, years * 12);
        expect(ageOn(born, birthday)).toBe(years);
        if (years > 0) expect(ageOn(born, addDays(birthday, -1))).toBe(years - 1);
      }),
    );
  });
});
