import type { Weekday } from '#db/vocabulary.ts';
import { parseOsmHours, parseWeekdayHours } from '#src/features/schedules/osm-hours.ts';
import type { SessionRule } from '#src/features/schedules/rules.ts';
import { fold } from '#src/lib/text.ts';
import type { Problem } from '../problem.ts';
import { columnIn, fillText, holds, type Cells } from './cells.ts';
import { shorten } from './clean.ts';
import type { Mapping } from './mapping.ts';

const LONGEST_WORDS = 600;
const DAYS = [
  ['MO', 'monday'],
  ['TU', 'tuesday'],
  ['WE', 'wednesday'],
  ['TH', 'thursday'],
  ['FR', 'friday'],
  ['SA', 'saturday'],
  ['SU', 'sunday'],
] as const satisfies readonly (readonly [Weekday, string])[];

/** Words that only say again what the times say. */
const SAYS_NOTHING_NEW = new Set(
  `monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
  sundays mon tue tues wed weds thu thur thurs fri sat sun am pm a p m noon midday to till until from and on at the every
  each open opens opening closed closes hours times time day days daily week weekly weekday weekdays between`
    .split(/\s+/)
    .filter(Boolean),
);

/** The opening hours of a row. What cannot be read, or says more than the times do, is kept as words. */
export function mapHours(mapping: Mapping, cells: Cells, problems: Problem[]): SessionRule[] {
  const { hours } = mapping;
  if (hours === undefined) return [];
  const osm = fillText(hours.osm, cells);
  const byDay = Object.fromEntries(DAYS.map(([day, name]) => [day, fillText(hours.weekdays?.[name], cells)]));
  const read = osm !== '' ? parseOsmHours(osm, { repeated: hours.repeated }) : parseWeekdayHours(byDay);
  if (read.problems.length > 0) {
    const column = osm !== '' ? columnIn(hours.osm) : columnIn(hours.weekdays?.monday);
    const reason = `opening hours left out: ${read.problems.join('; ')}`;
    problems.push({ row: cells.row, column, reason, leftOut: false });
  }
  const termTimeOnly = hours.term_time_only !== undefined && holds(hours.term_time_only, cells);
  const rules = read.rules.map((rule) => ({
    ...rule,
    termTimeOnly: rule.termTimeOnly || termTimeOnly,
    openOnBankHolidays: rule.openOnBankHolidays || hours.open_on_bank_holidays,
  }));
  const words = fillText(hours.words, cells);
  const unread = osm !== '' ? osm : describeDays(byDay);
  if (words !== '' && (rules.length === 0 || read.problems.length > 0 || saysMore(words)))
    rules.push(inWords(words));
  else if (read.problems.length > 0) rules.push(inWords(unread));
  return rules;
}

const saysMore = (words: string): boolean =>
  fold(words)
    .split(' ')
    .some((word) => /\p{L}{2}/u.test(word) && !/\d/.test(word) && !SAYS_NOTHING_NEW.has(word));

const describeDays = (byDay: Readonly<Record<string, string>>): string =>
  DAYS.flatMap(([day, name]) => {
    const text = byDay[day] ?? '';
    return text === '' ? [] : [`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}`];
  }).join('. ');

/** A rule that is only words: no day is known. */
export const inWords = (words: string): SessionRule => ({
  validFrom: null,
  validTo: null,
  dtstart: null,
  freq: null,
  interval: 1,
  byday: null,
  bymonthday: null,
  opensAt: null,
  closesAt: null,
  termTimeOnly: false,
  openOnBankHolidays: false,
  notes: shorten(words.replace(/\s*\n+\s*/g, '. ').replace(/\.\. /g, '. '), LONGEST_WORDS),
});
