import { z } from 'zod';
import { WEEKDAYS, type Weekday } from '#db/vocabulary.ts';
import { isDay } from '#src/lib/dates.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';

/** How the text of each kind of parameter is read. A message goes on from "The parameter x": "must be ...". */
const LONGEST_SEARCH = 300;
const LAST_PAGE = 1_000_000;
export const MOST_PER_PAGE = 500;
/** Twice round the world is no neighbourhood. */
const FARTHEST_METRES = 1_000_000;
const OLDEST = 150;

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+\- ]\d{2}:?\d{2})?)?$/i;

const whole = (most: number) => {
  const message = `must be a whole number from 1 to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= 1 && value <= most, message);
};

const amount = (most: number, unit: string) => {
  const message = `must be a number of ${unit} from 0 to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, message)
    .transform(Number)
    .refine((value) => value <= most, message);
};

export const id = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID')
  .transform((value) => value.toLowerCase());
export const flag = z
  .string()
  .regex(/^(true|false)$/i, 'must be true or false')
  .transform((value) => value.toLowerCase() === 'true');
export const page = whole(LAST_PAGE);
export const perPage = whole(MOST_PER_PAGE);
export const metres = amount(FARTHEST_METRES, 'metres');
export const years = amount(OLDEST, 'years');
export const words = z.string().max(LONGEST_SEARCH, `must have at most ${LONGEST_SEARCH} characters`);
export const format = z.enum(['json', 'ndjson'], 'must be json or ndjson');

export const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/, 'must be a time such as 09:30')
  .transform((value) => value.slice(0, 5));

export const weekday = z
  .string()
  .transform((value) => readWeekday(value) ?? '')
  .pipe(z.enum(WEEKDAYS, `must be a day of the week: ${WEEKDAYS.join(', ')}, or its English name`));

export const postcode = z
  .string()
  .transform((value) => normalisePostcode(value) ?? '')
  .pipe(z.string().min(1, 'must be a full UK postcode such as MB1 1QG'));

/** An instant in UTC with milliseconds, as the tables keep it. A day means its beginning; without an offset it is UTC. */
export const instant = z
  .string()
  .transform((value) => readInstant(value) ?? '')
  .pipe(z.string().min(1, 'must be a date and time such as 2026-11-21T09:30:00Z'));

function readWeekday(text: string): Weekday | undefined {
  const [short, long] = [text.toUpperCase(), text.toLowerCase()];
  return WEEKDAYS.find((day, number) => {
    const name = DAY_NAMES[number] ?? '';
    return short === day || long === name || long === name.slice(0, 3);
  });
}

function readInstant(text: string): string | null {
  const [, day = '', clock = '00:00', zone = 'Z'] = INSTANT.exec(text) ?? [];
  if (!isDay(day)) return null;
  // "+01:00" that was not escaped arrives as " 01:00".
  const offset = zone.replace(' ', '+').toUpperCase();
  const at = new Date(
    `${day}T${clock}${/^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`,
  );
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
