import { addDays, formatDay, formatTime, formatWeekdayAndDay } from '#src/lib/dates.ts';
import { listInWords } from '#src/lib/text.ts';
import {
  END_OF_DAY,
  parseByday,
  parseMonthDays,
  type NthWeekday,
  type Session,
  type SessionRule,
} from './rules.ts';

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const NTH: Record<number, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'second last',
};

/**
 * A rule in words: "Every Tuesday, 2pm to 4pm", "Second Tuesday of the month, 10am to midday, term time only". A rule
 * without days says that its notes are all there is. The notes themselves are not in it. With `today`, a beginning in the past is
 * not worth saying.
 */
export function describeRule(rule: SessionRule, today?: string): string {
  const when = describeDays(rule);
  if (when === '') return rule.notes === null ? 'Ask for the times' : 'In their words';
  const parts = [when, describeTimes(rule.opensAt, rule.closesAt)];
  if (rule.termTimeOnly) parts.push('term time only');
  if (rule.openOnBankHolidays) parts.push('bank holidays too');
  parts.push(describeValidity(rule, today));
  return parts.filter((part) => part !== '').join(', ');
}

/** A session in words, from now: "Today, 2pm to 4pm", "On now, until 4pm", "Next: Tuesday 24 November, 10am". */
export function describeNext(session: Session, now: { day: string; time: string }): string {
  const times = describeTimes(session.opensAt, session.closesAt);
  if (session.day === now.day) {
    const isOn = session.opensAt !== null && session.closesAt !== null && session.opensAt <= now.time;
    if (!isOn) return join('Today', times);
    return join('On now', times === 'all day' ? times : `until ${formatTime(session.closesAt ?? '')}`);
  }
  if (session.day === addDays(now.day, 1)) return join('Tomorrow', times);
  const start = times === 'all day' || session.opensAt === null ? times : formatTime(session.opensAt);
  return join(`Next: ${formatWeekdayAndDay(session.day, now.day)}`, start);
}

/**
 * An ordinary week, Monday first, days without sessions left out. What is not every week says so: "2pm to 4pm
 * (second Tuesday of the month)". Single days are not in it.
 */
export function weekTable(rules: readonly SessionRule[]): { day: string; times: string[] }[] {
  return DAY_NAMES.map((day, index) => {
    const lines = rules.flatMap((rule) =>
      parseByday(rule.byday)
        .filter((item) => item.weekday === index && rule.freq !== null)
        .map((item) => ({ opensAt: rule.opensAt ?? '', text: describeCell(rule, item) })),
    );
    lines.sort((a, b) => (a.opensAt < b.opensAt ? -1 : a.opensAt > b.opensAt ? 1 : 0));
    return { day, times: [...new Set(lines.map((line) => line.text))] };
  }).filter((row) => row.times.length > 0);
}

const join = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ');
const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "2pm to 4pm", "from 10am", "until 4pm", "all day"; empty when neither time is known. */
export function describeTimes(opensAt: string | null, closesAt: string | null): string {
  if (opensAt !== null && closesAt !== null) {
    if (opensAt === '00:00' && closesAt === END_OF_DAY) return 'all day';
    return `${formatTime(opensAt)} to ${formatTime(closesAt)}`;
  }
  if (opensAt !== null) return `from ${formatTime(opensAt)}`;
  return closesAt === null ? '' : `until ${formatTime(closesAt)}`;
}

function describeDays(rule: SessionRule): string {
  if (rule.freq === null) return rule.dtstart === null ? '' : formatWeekdayAndDay(rule.dtstart);
  const days = parseByday(rule.byday);
  if (rule.freq === 'WEEKLY')
    return describeWeekly(
      days.map((item) => item.weekday),
      rule.interval,
    );
  return describeMonthly(days, parseMonthDays(rule.bymonthday), rule.interval);
}

function describeWeekly(weekdays: number[], interval: number): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 0) return interval === 1 ? 'Every week' : `Every ${interval} weeks`;
  const names = days.map((day) => DAY_NAMES[day] ?? '');
  if (interval === 2) return `Every other ${listInWords(names)}`;
  if (interval > 2) return `Every ${interval} weeks on ${listInWords(names)}`;
  if (days.length === 7) return 'Every day';
  const isRun = days.length > 2 && days.every((day, index) => day === (days[0] ?? 0) + index);
  return isRun ? `${names[0]} to ${names[names.length - 1]}` : `Every ${listInWords(names)}`;
}

function describeMonthly(
  days: readonly NthWeekday[],
  monthDays: readonly number[],
  interval: number,
): string {
  const month =
    interval === 1 ? 'the month' : interval === 2 ? 'every other month' : `every ${interval} months`;
  if (monthDays.length > 0) {
    const dates = monthDays.map((day) =>
      day === -1 ? 'last day' : day < 0 ? `${ordinal(-day)} last day` : ordinal(day),
    );
    return capitalise(`${dates[0] === 'last day' ? '' : 'the '}${listInWords(dates)} of ${month}`);
  }
  if (days.length === 0) return interval === 1 ? 'Once a month' : `Once in ${month}`;
  return capitalise(`${listInWords(groupByDay(days))} of ${month}`);
}

/** "first and third Monday", "last Friday", "every Tuesday" */
function groupByDay(days: readonly NthWeekday[]): string[] {
  return [...new Set(days.map((item) => item.weekday))].map((weekday) => {
    const nths = days.filter((item) => item.weekday === weekday).map((item) => nthInWords(item.nth));
    return `${listInWords(nths)} ${DAY_NAMES[weekday]}`;
  });
}

const nthInWords = (nth: number | null): string => (nth === null ? 'every' : (NTH[nth] ?? ordinal(nth)));

function ordinal(number: number): string {
  const teens = number % 100 >= 11 && number % 100 <= 13;
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${suffix}`;
}

function describeValidity(rule: SessionRule, today: string | undefined): string {
  if (rule.freq === null) return '';
  const from =
    rule.validFrom !== null && (today === undefined || rule.validFrom > today) ? rule.validFrom : null;
  if (from !== null && rule.validTo !== null) return `${formatDay(from)} to ${formatDay(rule.validTo)}`;
  if (from !== null) return `from ${formatDay(from)}`;
  return rule.validTo === null ? '' : `until ${formatDay(rule.validTo)}`;
}

function describeCell(rule: SessionRule, day: NthWeekday): string {
  const notes: string[] = [];
  if (rule.freq === 'WEEKLY' && rule.interval === 2) notes.push('every other week');
  if (rule.freq === 'WEEKLY' && rule.interval > 2) notes.push(`every ${rule.interval} weeks`);
  if (rule.freq === 'MONTHLY') {
    const text = describeMonthly([day], [], rule.interval);
    notes.push(text.charAt(0).toLowerCase() + text.slice(1));
  }
  if (rule.termTimeOnly) notes.push('term time only');
  const times = describeTimes(rule.opensAt, rule.closesAt) || 'ask for the time';
  return notes.length === 0 ? times : `${times} (${notes.join(', ')})`;
}
