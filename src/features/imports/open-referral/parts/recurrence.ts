import type { Frequency } from '#db/vocabulary.ts';
import { sessionsOn, type SessionRule } from '#src/features/schedules/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { readNumber } from '../reading/numbers.ts';
import { columnOf, describe, find, type Part } from '../reading/part.ts';
import { toByday, toMonthDays } from './byday.ts';

/** On which days a session recurs. */
export interface Recurrence {
  freq: Frequency | null;
  interval: number;
  byday: string | null;
  bymonthday: string | null;
}

const EVERY_DAY = 'MO,TU,WE,TH,FR,SA,SU';
const FREQUENCIES: readonly (readonly [RegExp, Frequency, number])[] = [
  [/^(?:weekly|weeks?|every week|w)$/, 'WEEKLY', 1],
  [/^(?:fortnightly|bi-?weekly|every (?:two|2|other) weeks?)$/, 'WEEKLY', 2],
  [/^(?:monthly|months?|every month|m)$/, 'MONTHLY', 1],
  [/^(?:quarterly|every (?:three|3) months)$/, 'MONTHLY', 3],
];

/** A schedule whose rule stands as one RRULE string in some field, with that rule's parts as fields of their own. */
export function unfoldRule(part: Part): Part {
  for (const name of ['rrule', 'recurrence', 'byday', 'freq']) {
    const value = part.fields.get(name);
    if (typeof value !== 'string' || !/(?:^|[:;\s])(?:FREQ|BYDAY)=/i.test(value)) continue;
    const fields = new Map(part.fields);
    fields.delete(name);
    for (const [, key = '', content = ''] of value.matchAll(/([A-Z]+)=([^;\s]+)/gi))
      fields.set(key.toLowerCase(), content);
    return { ...part, fields: atPosition(fields) };
  }
  return part;
}

/** BYDAY=MO;BYSETPOS=2 is 2MO. */
function atPosition(fields: Map<string, unknown>): Map<string, unknown> {
  const { byday, bysetpos } = Object.fromEntries(fields);
  if (typeof byday === 'string' && typeof bysetpos === 'string' && /^[A-Z]{2}$/i.test(byday))
    fields.set('byday', `${bysetpos}${byday}`);
  return fields;
}

/** How a schedule recurs; null, and said, where its words are not understood. */
export function readRecurrence(part: Part): Recurrence | null {
  const { item } = part;
  const days = readWith(part, 'byday', toByday, 'days');
  const dates = readWith(part, 'bymonthday', toMonthDays, 'days of the month');
  const typed = find(part, 'freq');
  // An object in place of a word may not even have a text: {"toString": 1}.
  const word =
    typed === null ? null : typeof typed.value === 'string' ? typed.value.trim().toLowerCase() : '';
  const interval = readInterval(part);
  if (days === undefined || dates === undefined) return null;
  const hasPlace = days !== null && /\d/.test(days);
  if (word === null) {
    if (days === null && dates === null) return { freq: null, interval: 1, byday: null, bymonthday: null };
    const freq = hasPlace || dates !== null ? 'MONTHLY' : 'WEEKLY';
    item.note(
      columnOf(part, 'freq'),
      `it says how often no more than by its days, read as ${freq.toLowerCase()}`,
    );
    return { freq, interval, byday: days, bymonthday: dates };
  }
  if (word === 'daily' && interval === 1 && days === null && dates === null)
    return { freq: 'WEEKLY', interval, byday: EVERY_DAY, bymonthday: null };
  if (word === 'daily' && interval === 1 && !hasPlace && dates === null)
    return { freq: 'WEEKLY', interval, byday: days, bymonthday: null };
  const known = FREQUENCIES.find(([pattern]) => pattern.test(word));
  if (known === undefined) {
    item.note(
      columnOf(part, 'freq'),
      `${describe(typed?.value)} is not how often we can keep, kept in words`,
    );
    return null;
  }
  const [, freq, times] = known;
  if (freq === 'WEEKLY' && hasPlace) {
    const isMonthly = times * interval === 1;
    const read = isMonthly ? 'read as monthly' : 'kept in words';
    item.note(columnOf(part, 'freq'), `${describe(days)} are days of a month, ${read}`);
    return isMonthly ? { freq: 'MONTHLY', interval, byday: days, bymonthday: dates } : null;
  }
  if (freq === 'WEEKLY' && dates !== null && !item.isOurs) {
    item.note(columnOf(part, 'bymonthday'), 'days of the month say nothing of a week, left out');
    return { freq, interval: times * interval, byday: days, bymonthday: null };
  }
  return { freq, interval: times * interval, byday: days, bymonthday: dates };
}

/** Null where there is nothing, undefined (and said) where it is not understood. */
function readWith(
  part: Part,
  name: string,
  read: (value: unknown) => string | null,
  what: string,
): string | null | undefined {
  const found = find(part, name);
  if (found === null || found.value === 0) return null;
  const value = read(found.value);
  if (value === null)
    part.item.note(found.column, `${describe(found.value)} are not ${what} we understand, kept in words`);
  return value ?? undefined;
}

function readInterval(part: Part): number {
  const interval = readNumber(part, 'interval');
  if (interval === null || interval === 0) return 1;
  if (Number.isInteger(interval) && interval >= 1 && interval <= 60) return interval;
  part.item.note(
    columnOf(part, 'interval'),
    `every ${interval} is not how often we can keep, read as every one`,
  );
  return 1;
}

const LONGEST_SERIES_DAYS = 366 * 20;
const NO_HOLIDAYS = { bankHolidays: new Set<string>(), termTimes: [] };

/** The day of a series' last session, counted from its first day; null without one, or where it is too far away. */
export function lastOf(rule: SessionRule, count: number): string | null {
  const first = rule.dtstart ?? rule.validFrom;
  const always = { ...rule, openOnBankHolidays: true, termTimeOnly: false, validTo: null };
  let left = count;
  for (let ahead = 0; first !== null && ahead < LONGEST_SERIES_DAYS; ahead += 1) {
    const day = addDays(first, ahead);
    left -= sessionsOn([always], [], NO_HOLIDAYS, day).length;
    if (left <= 0) return day;
  }
  return null;
}
