import { WEEKDAYS } from '#db/vocabulary.ts';
import { addDays, daysBetween, weekdayIndex } from '#src/lib/dates.ts';

/** One opening or session with its recurrence (`schedule` in db/schema.ts). Times are London wall clock. */
export interface SessionRule {
  validFrom: string | null;
  validTo: string | null;
  dtstart: string | null;
  freq: 'WEEKLY' | 'MONTHLY' | null; // null: the single day `dtstart`
  interval: number;
  byday: string | null; // "MO,TU"; monthly also "2TU", "-1FR"
  bymonthday: string | null; // "1,15"; "-1" is the last day
  opensAt: string | null;
  closesAt: string | null; // "23:59" is midnight; a session past midnight is two rules
  termTimeOnly: boolean;
  openOnBankHolidays: boolean;
  notes: string | null;
}

/** Days, both included, on which a service does not run. */
export interface ClosedDays {
  startsOn: string;
  endsOn: string;
  reason: string | null;
}

export interface PublicCalendar {
  bankHolidays: ReadonlySet<string>;
  termTimes: readonly { startsOn: string; endsOn: string }[];
}

export interface Session {
  day: string;
  opensAt: string | null;
  closesAt: string | null;
  notes: string | null;
}

/** A day of the week, with its place in the month where the rule names one: 2 second, -1 last. */
export interface NthWeekday {
  weekday: number; // 0 Monday to 6 Sunday
  nth: number | null;
}

export const END_OF_DAY = '23:59';
const DEFAULT_HORIZON_DAYS = 400;

/** A directory writes few different ones, each read for every day that is looked at. */
const MOST_KEPT = 1000;
const known = new Map<string, readonly NthWeekday[]>();

/** Reads BYDAY as RFC 5545 writes it; what is not a day is left out. */
export function parseByday(byday: string | null): readonly NthWeekday[] {
  const text = byday ?? '';
  const before = known.get(text);
  if (before !== undefined) return before;
  const days = readByday(text);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(text, days);
  return days;
}

function readByday(byday: string): NthWeekday[] {
  return byday.split(',').flatMap((part) => {
    const match = /^([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part.trim());
    if (match === null) return [];
    const weekday = (WEEKDAYS as readonly string[]).indexOf(match[2] ?? '');
    return [{ weekday, nth: match[1] === undefined ? null : Number(match[1]) }];
  });
}

/** Reads BYMONTHDAY: 1 to 31, or -1 and down counted from the month's end. */
export function parseMonthDays(bymonthday: string | null): number[] {
  const days = (bymonthday ?? '').split(',').map((part) => Number(part.trim() === '' ? NaN : part));
  return days.filter((day) => Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31);
}

/** The sessions of a day, the earliest first. */
export function sessionsOn(
  rules: readonly SessionRule[],
  closed: readonly ClosedDays[],
  calendar: PublicCalendar,
  day: string,
): Session[] {
  const running = rules.filter((rule) => runsOn(rule, calendar, day));
  if (running.length === 0) return [];
  if (closed.some((days) => days.startsOn <= day && day <= days.endsOn)) return [];
  return running
    .map((rule) => ({ day, opensAt: rule.opensAt, closesAt: rule.closesAt, notes: rule.notes }))
    .sort((a, b) => compareTimes(a.opensAt, b.opensAt) || compareTimes(a.closesAt, b.closesAt));
}

/**
 * The next sessions from a moment on, at most `count`, looking `horizonDays` ahead (400 unless told). One that is
 * going on counts; so does one of today whose end is not known.
 */
export function nextSessions(
  rules: readonly SessionRule[],
  closed: readonly ClosedDays[],
  calendar: PublicCalendar,
  from: { day: string; time: string },
  count: number,
  horizonDays = DEFAULT_HORIZON_DAYS,
): Session[] {
  const live = rules.filter((rule) => (lastDay(rule) ?? from.day) >= from.day);
  const found: Session[] = [];
  if (live.length === 0) return found;
  for (let ahead = 0; ahead <= horizonDays && found.length < count; ahead += 1) {
    const sessions = sessionsOn(live, closed, calendar, addDays(from.day, ahead));
    found.push(...(ahead === 0 ? sessions.filter((session) => !isOver(session, from.time)) : sessions));
  }
  return found.slice(0, count);
}

/** True while a session with a known beginning and end is going on; the minute it closes it is closed. */
export function isOpenAt(
  rules: readonly SessionRule[],
  closed: readonly ClosedDays[],
  calendar: PublicCalendar,
  at: { day: string; time: string },
): boolean {
  return sessionsOn(rules, closed, calendar, at.day).some(
    (session) =>
      session.opensAt !== null &&
      session.closesAt !== null &&
      session.opensAt <= at.time &&
      !isOver(session, at.time),
  );
}

/**
 * A session that ends at or after midnight as the rules that are stored: one until midnight and one on the day after.
 * Equal times are a whole day. Null where the day after cannot be written as a rule: "the day after the second
 * Tuesday" is not always the second Wednesday.
 */
export function splitAtMidnight(rule: SessionRule): SessionRule[] | null {
  const { opensAt, closesAt } = rule;
  if (opensAt === null || closesAt === null || closesAt > opensAt) return [rule];
  const evening = { ...rule, closesAt: END_OF_DAY };
  if (closesAt === '00:00') return [evening];
  if (rule.freq === 'MONTHLY') return null;
  const later = (day: string | null): string | null => (day === null ? null : addDays(day, 1));
  const nextDays = parseByday(rule.byday).map(({ weekday }) => WEEKDAYS[(weekday + 1) % 7]);
  const morning = {
    ...rule,
    opensAt: '00:00',
    validFrom: later(rule.validFrom),
    validTo: later(rule.validTo),
    dtstart: later(rule.dtstart),
    byday: rule.byday === null ? null : nextDays.join(','),
  };
  return [evening, morning];
}

const compareTimes = (a: string | null, b: string | null): number =>
  (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1;

const isOver = (session: Session, time: string): boolean =>
  session.closesAt !== null && session.closesAt !== END_OF_DAY && session.closesAt <= time;

const lastDay = (rule: SessionRule): string | null => (rule.freq === null ? rule.dtstart : rule.validTo);

/**
 * A single day was chosen by somebody, so neither bank holidays nor terms move it. A rule for term time runs only
 * within the terms we know.
 */
function runsOn(rule: SessionRule, calendar: PublicCalendar, day: string): boolean {
  if (rule.validFrom !== null && day < rule.validFrom) return false;
  if (rule.validTo !== null && day > rule.validTo) return false;
  if (rule.freq === null) return day === rule.dtstart;
  if (rule.dtstart !== null && day < rule.dtstart) return false;
  if (!(rule.freq === 'WEEKLY' ? isInWeek(rule, day) : isInMonth(rule, day))) return false;
  if (!rule.openOnBankHolidays && calendar.bankHolidays.has(day)) return false;
  return !rule.termTimeOnly || calendar.termTimes.some((term) => term.startsOn <= day && day <= term.endsOn);
}

/** Where weeks or months are skipped, the first one must be known: otherwise no day is. */
const anchorOf = (rule: SessionRule): string | null => rule.dtstart ?? rule.validFrom;

function isInWeek(rule: SessionRule, day: string): boolean {
  const anchor = anchorOf(rule);
  const days = parseByday(rule.byday);
  const weekday = weekdayIndex(day);
  const isWanted =
    days.length > 0 || anchor === null
      ? days.some((item) => item.weekday === weekday)
      : weekdayIndex(anchor) === weekday;
  if (!isWanted) return false;
  if (rule.interval <= 1) return true;
  if (anchor === null) return false;
  const weeks = daysBetween(addDays(anchor, -weekdayIndex(anchor)), addDays(day, -weekday)) / 7;
  return weeks >= 0 && weeks % rule.interval === 0;
}

function isInMonth(rule: SessionRule, day: string): boolean {
  const anchor = anchorOf(rule);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (rule.interval > 1) {
    if (anchor === null) return false;
    const [firstYear = 0, firstMonth = 1] = anchor.split('-').map(Number);
    const months = (year - firstYear) * 12 + month - firstMonth;
    if (months < 0 || months % rule.interval !== 0) return false;
  }
  const weekdays = parseByday(rule.byday);
  const monthDays = parseMonthDays(rule.bymonthday);
  if (weekdays.length === 0 && monthDays.length === 0)
    return anchor !== null && Number(anchor.slice(8)) === date;
  const isDate = monthDays.some((wanted) => wanted === date || wanted === date - daysInMonth - 1);
  const nth = Math.ceil(date / 7);
  const fromEnd = -Math.ceil((daysInMonth - date + 1) / 7);
  const isWeekday = weekdays.some(
    (item) =>
      item.weekday === weekdayIndex(day) && (item.nth === null || item.nth === nth || item.nth === fromEnd),
  );
  return (monthDays.length === 0 || isDate) && (weekdays.length === 0 || isWeekday);
}

/** A rule kept within the dates of the service it belongs to: neither begins before nor goes on after it. */
export function withinDates<Rule extends Pick<SessionRule, 'validFrom' | 'validTo'>>(
  rule: Rule,
  service: { validFrom: string | null; validTo: string | null },
): Rule {
  const starts = [rule.validFrom, service.validFrom].filter((day) => day !== null).sort();
  const ends = [rule.validTo, service.validTo].filter((day) => day !== null).sort();
  return { ...rule, validFrom: starts.at(-1) ?? null, validTo: ends[0] ?? null };
}
