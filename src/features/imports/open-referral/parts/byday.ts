import { WEEKDAYS } from '#db/vocabulary.ts';

const DAY =
  '(?:mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:s|nesday)?)?|th(?:u(?:r(?:s(?:day)?)?)?)?|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?)s?';
const TOKEN = new RegExp(`^([+-]?[1-5])?(${DAY})$`);
const RANGE = new RegExp(`\\b(${DAY})\\s*(?:-|\\u2013|\\bto\\b|\\bthrough\\b)\\s*(${DAY})\\b`, 'g');
const ORDINAL = new RegExp(`([+-]?[1-5])\\s+(?=${DAY}\\b)`, 'g');
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:1st|first)\b/g, '1'],
  [/\b(?:2nd|second)\b/g, '2'],
  [/\b(?:3rd|third)\b/g, '3'],
  [/\b(?:4th|fourth)\b/g, '4'],
  [/\b(?:5th|fifth)\b/g, '5'],
  [/\blast\b/g, '-1'],
  [/\b(?:daily|every ?day|7 days a week)\b/g, 'mo,tu,we,th,fr,sa,su'],
  [/\bweekdays?\b/g, 'mo,tu,we,th,fr'],
  [/\bweekends?\b/g, 'sa,su'],
  [/\b(?:and|every|each|of the month|in the month|the)\b|&/g, ' '],
];

/** BYDAY as RFC 5545 writes it, days and their places in the month: "MO,TU", "2TU", "-1FR". */
export const isByday = (text: string): boolean =>
  /^[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU))*$/.test(text);

/**
 * The days in BYDAY's grammar, from however a feed writes them: "Monday", ["MO", "TU"], "MO TU", "Mon-Fri", "first
 * Tuesday", a day's address at schema.org. Null when part of it is not understood.
 */
export function toByday(value: unknown): string | null {
  const typed = Array.isArray(value)
    ? value.map((item) => (typeof item === 'string' ? item : '?')).join(',')
    : value;
  if (typeof typed !== 'string') return null;
  if (isByday(typed)) return typed;
  let text = typed.toLowerCase().replace(/https?:\/\/schema\.org\//g, '');
  for (const [words, plain] of WORDS) text = text.replace(words, plain);
  text = text
    .replace(RANGE, (_, from: string, to: string) => daysFrom(from, to).join(','))
    .replace(ORDINAL, '$1');
  const days = text.split(/[\s,;/|[\]"']+/).filter((token) => token !== '');
  const read = days.map((token) => {
    const match = TOKEN.exec(token);
    return match === null ? null : `${(match[1] ?? '').replace('+', '')}${shortName(match[2] ?? '')}`;
  });
  return read.length === 0 || read.includes(null) ? null : [...new Set(read)].join(',');
}

const shortName = (day: string): string => day.slice(0, 2).toUpperCase();

function daysFrom(from: string, to: string): string[] {
  const names = WEEKDAYS.map((day) => day.toLowerCase());
  const [start, end] = [names.indexOf(from.slice(0, 2)), names.indexOf(to.slice(0, 2))];
  const length = ((end - start + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => names[(start + step) % 7] ?? '');
}

/** BYMONTHDAY in its grammar, "1,15,-1", from text, a number or a list; null when part of it is no day of a month. */
export function toMonthDays(value: unknown): string | null {
  if (typeof value === 'object' && !Array.isArray(value)) return null;
  const items: readonly unknown[] = Array.isArray(value) ? value : String(value).split(/[\s,;]+/);
  const days = items.map((item) => (typeof item === 'string' && item.trim() !== '' ? Number(item) : item));
  const isGood = days.every(
    (day) => typeof day === 'number' && Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31,
  );
  return days.length > 0 && isGood ? days.join(',') : null;
}
