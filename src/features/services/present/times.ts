import type { Selectable } from 'kysely';
import type { ScheduleTable } from '#db/schema.ts';
import type { ServiceDetail } from '#src/features/services/queries/find-service.ts';
import { describeRule, describeTimes, weekTable } from '#src/features/schedules/present.ts';
import {
  nextSessions,
  withinDates,
  type ClosedDays,
  type PublicCalendar,
  type SessionRule,
} from '#src/features/schedules/rules.ts';
import { formatDay, formatWeekdayAndDay } from '#src/lib/dates.ts';

const NEXT_DATES = 3;

/** A schedule row as the rules read it: it ends with its season or its recurrence, whichever is first. */
export const toRule = (row: Selectable<ScheduleTable>): SessionRule => ({
  validFrom: row.valid_from,
  validTo:
    row.until !== null && (row.valid_to === null || row.until < row.valid_to) ? row.until : row.valid_to,
  dtstart: row.dtstart,
  freq: row.freq,
  interval: row.interval,
  byday: row.byday,
  bymonthday: row.bymonthday,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  termTimeOnly: row.term_time_only === 1,
  openOnBankHolidays: row.open_on_bank_holidays === 1,
  notes: row.notes,
});

export const toClosedDays = (detail: ServiceDetail): ClosedDays[] =>
  detail.closures.map((row) => ({ startsOn: row.starts_on, endsOn: row.ends_on, reason: row.reason }));

/** From this many weekly rules on, a table of days reads better than sentences. */
const TABLE_FROM_RULES = 3;

/** One list of times, as sentences or as a table of days, and the next three dates. */
export interface TimesView {
  table: { day: string; times: string[] }[] | null;
  rules: { text: string; notes: string | null }[];
  next: { day: string; text: string; notes: string | null }[];
}

/**
 * Times as people read them: one sentence a rule, past seasons and past single days left out, then the next three dates
 * within the service's own `dates`.
 */
export function presentTimes(
  rows: readonly Selectable<ScheduleTable>[],
  closed: readonly ClosedDays[],
  calendar: PublicCalendar,
  now: { day: string; time: string },
  dates: { validFrom: string | null; validTo: string | null } = { validFrom: null, validTo: null },
): TimesView {
  const lastDay = (rule: SessionRule): string | null => (rule.freq === null ? rule.dtstart : rule.validTo);
  const rules = rows.map(toRule).filter((rule) => (lastDay(rule) ?? now.day) >= now.day);
  const running = rules.map((rule) => withinDates(rule, dates));
  const next = nextSessions(running, closed, calendar, now, NEXT_DATES);
  // A table has no room for seasons and notes.
  const isPlainWeek = rules.every(
    (rule) =>
      rule.freq === 'WEEKLY' && rule.validFrom === null && rule.validTo === null && rule.notes === null,
  );
  return {
    table: isPlainWeek && rules.length >= TABLE_FROM_RULES ? weekTable(rules) : null,
    rules: rules.map((rule) => ({ text: describeRule(rule, now.day), notes: rule.notes })),
    next: next.map((session) => ({
      day: session.day,
      text: [
        session.day === now.day ? 'Today' : formatWeekdayAndDay(session.day, now.day),
        describeTimes(session.opensAt, session.closesAt),
      ]
        .filter((part) => part !== '')
        .join(', '),
      notes: session.notes,
    })),
  };
}

/** "Closed 21 December 2026 to 4 January 2027: Christmas" for closures that are not over. */
export function presentClosures(closed: readonly ClosedDays[], today: string): string[] {
  return closed
    .filter((days) => days.endsOn >= today)
    .map((days) => {
      const when =
        days.startsOn === days.endsOn
          ? formatDay(days.startsOn)
          : `${formatDay(days.startsOn)} to ${formatDay(days.endsOn)}`;
      return `Closed ${when}${days.reason === null ? '' : `: ${days.reason}`}`;
    });
}
