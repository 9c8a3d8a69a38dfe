import { isWorkingDay } from '#src/features/working-days/rules.ts';
import { addDays, daysBetween, formatWeekdayAndDay } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';

/** A status in words; its tone gives the shape before it. */
export interface Shown {
  text: string;
  tone: 'good' | 'caution' | 'bad' | 'off' | null;
}

/** Working days after `due` up to and with `today`; 0 on the day itself and before it. */
export function workingDaysLate(due: string, today: string, bankHolidays: ReadonlySet<string>): number {
  let late = 0;
  for (let day = addDays(due, 1); day <= today; day = addDays(day, 1))
    if (isWorkingDay(day, bankHolidays)) late += 1;
  return late;
}

/** "today", "tomorrow", "Tuesday 24 November" */
export function dayInWords(day: string, today: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days === -1 ? 'yesterday' : formatWeekdayAndDay(day, today);
}

/**
 * By when somebody must do something, in words: "Ring by today", "2 working days late". Lateness is counted in working
 * days (England's bank holidays); over a weekend it is "late since" the day it was due.
 */
export function timerInWords(
  deed: string, // "Ring"
  due: string,
  { today, bankHolidays }: { today: string; bankHolidays: ReadonlySet<string> },
): Shown {
  if (due > today) return { text: `${deed} by ${dayInWords(due, today)}`, tone: null };
  if (due === today) return { text: `${deed} by today`, tone: 'caution' };
  const late = workingDaysLate(due, today, bankHolidays);
  return late === 0
    ? { text: `Late since ${formatWeekdayAndDay(due, today)}`, tone: 'bad' }
    : { text: `${countOf(late, 'working day')} late`, tone: 'bad' };
}
