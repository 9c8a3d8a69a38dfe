import { isDay } from '#src/lib/dates.ts';

/** What was typed in the three boxes. */
export interface TypedBirthDate {
  day: string;
  month: string;
  year: string;
}

export type BirthDateBox = keyof TypedBirthDate;
export type ReadBirthDate = { date: string } | { box: BirthDateBox; text: string };

/** Nobody on record in this country lived as long. */
const OLDEST_YEARS = 130;

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/**
 * A date of birth from three boxes, as YYYY-MM-DD. A month may be a number or its name, whole or at least three letters
 * of it. Else the sentence that counts first and the box it belongs to: all empty, a part missing, the year, no such day,
 * not in the past on `today`, more than 130 years ago (GOV.UK Design System, "Date input").
 */
export function readBirthDate(typed: TypedBirthDate, today: string, whose: 'your' | 'their'): ReadBirthDate {
  const boxes = (['day', 'month', 'year'] as const).filter((box) => plain(typed[box]) === '');
  const [first] = boxes;
  if (boxes.length === 3) return { box: 'day', text: `Enter ${whose} date of birth` };
  if (first !== undefined)
    return { box: first, text: `Date of birth must include a ${boxes.join(' and a ')}` };
  const [day, month, year] = [plain(typed.day), monthNumber(typed.month), plain(typed.year)];
  if (!/^\d{4}$/.test(year)) return { box: 'year', text: 'Year must include 4 numbers' };
  if (!/^\d{1,2}(st|nd|rd|th)?$/.test(day)) return { box: 'day', text: NOT_REAL };
  if (month === null) return { box: 'month', text: NOT_REAL };
  const date = `${year}-${String(month).padStart(2, '0')}-${String(Number.parseInt(day, 10)).padStart(2, '0')}`;
  if (!isDay(date)) return { box: 'day', text: NOT_REAL };
  if (date >= today) return { box: 'year', text: 'Date of birth must be in the past' };
  if (ageOn(date, today) > OLDEST_YEARS)
    return { box: 'year', text: `Date of birth must be in the last ${OLDEST_YEARS} years` };
  return { date };
}

const NOT_REAL = 'Date of birth must be a real date';

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** 1 to 12, or null; "sept" is what many people write. */
function monthNumber(text: string): number | null {
  const word = plain(text).replace(/\.$/, '');
  if (/^\d{1,2}$/.test(word)) return Number(word);
  const found = MONTHS.findIndex((name) => word.length >= 3 && name.startsWith(word));
  return found === -1 ? null : found + 1;
}

/** Whole years from a date of birth to a day. Born on 29 February: a year older on 1 March of other years. */
export function ageOn(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

/** The boxes that show a date again: no noughts before numbers. */
export function boxesOf(date: string): TypedBirthDate {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}
