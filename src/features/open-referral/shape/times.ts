import { WEEKDAYS } from '#db/vocabulary.ts';
import { parseByday, parseMonthDays } from '#src/features/schedules/rules.ts';
import type { FeedSchedule } from '../types.ts';
import { inOrder, type PartIds } from './parts.ts';
import type { ScheduleRow } from './rows.ts';
import { clockTime, day, filled, isBare, webAddress } from './values.ts';

/** The most weekdays of one kind in a month. */
const MOST_IN_MONTH = 5;

/**
 * One opening (Open Referral UK 3.0, schedule). Null for a rule that says nothing, or whose days nobody can read:
 * without them it would say something else.
 */
export function toSchedule(row: ScheduleRow, id: string): FeedSchedule | null {
  const byday = bydayOf(row);
  if (row.freq !== null && byday === '' && (row.byday ?? '').trim() !== '') return null;
  const monthDays = row.freq === 'MONTHLY' ? parseMonthDays(row.bymonthday) : [];
  const schedule = filled<FeedSchedule>({
    id,
    valid_from: day(row.valid_from),
    valid_to: day(row.valid_to),
    dtstart: day(row.dtstart),
    freq: row.freq,
    interval: row.freq === null ? null : row.interval,
    byday,
    bymonthday: monthDays.join(','),
    description: row.description,
    opens_at: clockTime(row.opens_at),
    closes_at: clockTime(row.closes_at),
    attending_type: row.attending_type,
    schedule_link: webAddress(row.schedule_link),
    notes: row.notes,
    front_door:
      row.term_time_only === 1 || row.open_on_bank_holidays === 1
        ? { term_time_only: row.term_time_only === 1, open_on_bank_holidays: row.open_on_bank_holidays === 1 }
        : null,
  });
  return isBare(schedule) ? null : schedule;
}

/** Days as RFC 5545 writes them: a place in the month only where the rule is monthly, "" where there are none. */
function bydayOf({ freq, byday }: ScheduleRow): string {
  if (freq === null || byday === null) return '';
  const days = parseByday(byday).flatMap(({ weekday, nth }) => {
    if (freq === 'WEEKLY' || nth === null) return WEEKDAYS[weekday] ?? [];
    return nth === 0 || Math.abs(nth) > MOST_IN_MONTH ? [] : `${nth}${WEEKDAYS[weekday] ?? ''}`;
  });
  return [...new Set(days)].join(',');
}

/**
 * The times of a service in one count, as imports number them: first those that belong to no published place, group by
 * group, then those of each venue.
 */
export function toSchedules(
  own: readonly (readonly ScheduleRow[])[],
  venues: readonly (readonly ScheduleRow[])[],
  idAt: PartIds,
): { own: FeedSchedule[]; venues: FeedSchedule[][] } {
  const rank = new Map(inOrder([...own, ...venues].flat(), idAt).map((row, index) => [row.id, index]));
  let count = 0;
  const shape = (rows: readonly ScheduleRow[]): FeedSchedule[] =>
    [...rows]
      .sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))
      .flatMap((row) => {
        const schedule = toSchedule(row, idAt(count));
        if (schedule === null) return [];
        count += 1;
        return schedule;
      });
  return { own: own.flatMap(shape), venues: venues.map(shape) };
}
