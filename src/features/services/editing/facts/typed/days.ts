import { formatDay, isDay } from '#src/lib/dates.ts';

/** A day as it was typed: understood, no day of the calendar (31 February), or no day at all. */
export type TypedDay = { day: string } | { wrong: 'no-such-day'; words: string } | { wrong: 'unreadable' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const NUMBERS = /^(\d{1,2})[\s/.-]+(\d{1,2})(?:[\s/.-]+(\d{4}|\d{2}))?$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const WORDS = /^(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([a-z]{3,9})\.?,?\s*(\d{4}|\d{2})?$/;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/;

const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;

/**
 * A day as people type it: "1 December 2026", "Tues 1st Dec", "1/12/26", "2026-12-01", the day before the month. Without
 * a year it is the next such day from `today` on.
 */
export function parseDay(text: string, today: string): TypedDay {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(WEEKDAY, '');
  if (plain === 'today') return { day: today };
  const parts = partsOf(plain);
  if (parts === null) return { wrong: 'unreadable' };
  const { date, month, yearText } = parts;
  if (month < 1 || month > 12) return { wrong: 'unreadable' };
  if (yearText !== undefined) {
    const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) return { wrong: 'unreadable' };
    const day = toDay(year, month, date);
    return isDay(day) ? { day } : { wrong: 'no-such-day', words: `${date} ${NAMES[month - 1]} ${year}` };
  }
  const year = Number(today.slice(0, 4));
  // 29 February may be some years away.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = toDay(year + ahead, month, date);
    if (isDay(day) && day >= today) return { day };
  }
  return { wrong: 'no-such-day', words: `${date} ${NAMES[month - 1]}` };
}

function partsOf(plain: string): { date: number; month: number; yearText: string | undefined } | null {
  const iso = ISO.exec(plain);
  if (iso !== null) return { date: Number(iso[3]), month: Number(iso[2]), yearText: iso[1] };
  const numbers = NUMBERS.exec(plain);
  if (numbers !== null) return { date: Number(numbers[1]), month: Number(numbers[2]), yearText: numbers[3] };
  const words = WORDS.exec(plain);
  const name = words?.[2] ?? '';
  const month = MONTHS.findIndex((short) => name.startsWith(short)) + 1;
  const isName = month > 0 && (NAMES[month - 1]?.toLowerCase().startsWith(name) || name === 'sept');
  if (words === null || !isName) return null;
  return { date: Number(words[1]), month, yearText: words[3] };
}

const toDay = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** A day as a form shows it: "1 December 2026". */
export const showDay = (day: string | null): string => (day === null || !isDay(day) ? '' : formatDay(day));

/** The sentence at a field whose day cannot be taken. */
export function dayProblem(typed: Exclude<TypedDay, { day: string }>, what: string): string {
  return typed.wrong === 'no-such-day'
    ? `There is no ${typed.words}. Enter ${what} that exists, like 1 December 2026`
    : `Enter ${what} like 1 December 2026`;
}
