import { WEEKDAYS } from '#db/vocabulary.ts';
import { parseByday, type SessionRule } from '#src/features/schedules/rules.ts';
import type { ScheduleRecord, ServiceRecord } from '#src/features/services/record.ts';
import { weekdayIndex } from '#src/lib/dates.ts';
import { asTyped } from '#src/features/services/editing/typed.ts';
import { filledRow, type Row } from '../rows.ts';
import { showDay } from '../typed/days.ts';
import { showTime } from '../typed/times.ts';

/** A session and where it is: the key of one of the service's locations, or null for online, by phone or at home. */
export interface PlacedSession {
  place: string | null;
  rule: ScheduleRecord;
}

/** In the form, the value of "online, by phone or at home". */
export const NO_PLACE = 'none';

/** How a session repeats, as the form asks for it. */
export const REPEATS = ['weekly', 'fortnightly', 'monthly', 'once', 'words'] as const;
export type Repeat = (typeof REPEATS)[number];

export const REPEAT_LABELS: Record<Repeat, string> = {
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  monthly: 'In some weeks of the month, like the second Tuesday',
  once: 'On one date only',
  words: 'No fixed times: I will say it in words',
};

/** Weeks of the month by their place in it; -1 is the last. */
export const WEEKS = ['1', '2', '3', '4', '-1'] as const;
export const WEEK_LABELS: Record<(typeof WEEKS)[number], string> = {
  '1': 'First',
  '2': 'Second',
  '3': 'Third',
  '4': 'Fourth',
  '-1': 'Last',
};

/** All sessions of a service in the order of its record, those of its places first. */
export const sessionsOf = (record: ServiceRecord): PlacedSession[] => [
  ...record.locations.flatMap(({ location, schedules }) =>
    schedules.map((rule) => ({ place: location.key, rule })),
  ),
  ...record.schedules.map((rule) => ({ place: null, rule })),
];

/** The row that shows a session; one of which the form has no fields for everything shows only its place. */
export function sessionRow({ place, rule }: PlacedSession): Row {
  const where = { place: place ?? NO_PLACE };
  const repeat = repeatOf(rule);
  if (repeat === null) return { ...where, kept: 'yes' };
  const days = daysOf(rule);
  return filledRow({
    ...where,
    repeat,
    days,
    weeks: repeat === 'monthly' ? (weeksOf(rule) ?? []) : [],
    first: showDay(rule.dtstart ?? rule.validFrom),
    until: showDay(rule.validTo),
    from: showTime(rule.opensAt),
    to: showTime(rule.closesAt),
    term: rule.termTimeOnly ? 'yes' : '',
    bank: rule.openOnBankHolidays ? 'yes' : '',
    note: asTyped(rule.notes),
  });
}

/** How a rule repeats, or null for one that the form cannot show whole. */
function repeatOf(rule: SessionRule): Repeat | null {
  if (rule.bymonthday !== null) return null;
  if (rule.freq === null) {
    if (rule.byday !== null || rule.validFrom !== null || rule.validTo !== null || rule.interval !== 1)
      return null;
    if (rule.dtstart !== null) return 'once';
    return rule.opensAt === null && rule.closesAt === null && rule.notes !== null ? 'words' : null;
  }
  if (rule.dtstart !== null && rule.validFrom !== null && rule.dtstart !== rule.validFrom) return null;
  if (rule.freq === 'MONTHLY') return rule.interval === 1 && weeksOf(rule) !== null ? 'monthly' : null;
  if (rule.interval > 2 || parseByday(rule.byday).some((item) => item.nth !== null)) return null;
  if (rule.interval === 1) return parseByday(rule.byday).length > 0 ? 'weekly' : null;
  return daysOf(rule).length > 0 ? 'fortnightly' : null;
}

/** The days of a rule, Monday first; a fortnight without days repeats the day it began. */
function daysOf(rule: SessionRule): string[] {
  const wanted = new Set(parseByday(rule.byday).map((item) => item.weekday));
  const first = rule.dtstart ?? rule.validFrom;
  if (wanted.size === 0 && rule.freq === 'WEEKLY' && first !== null) wanted.add(weekdayIndex(first));
  return WEEKDAYS.filter((_, index) => wanted.has(index));
}

/** The weeks of a monthly rule; null unless each of its days is meant in each of them. */
function weeksOf(rule: SessionRule): string[] | null {
  const items = parseByday(rule.byday);
  const days = new Set(items.map((item) => item.weekday));
  const weeks = WEEKS.filter((week) => items.some((item) => item.nth === Number(week)));
  const written = new Set(items.map((item) => `${item.nth}/${item.weekday}`));
  const isWhole = weeks.every((week) => [...days].every((day) => written.has(`${week}/${day}`)));
  return items.length > 0 && isWhole && written.size === weeks.length * days.size ? weeks : null;
}
