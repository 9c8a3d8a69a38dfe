import { addDays, weekdayIndex } from '#src/lib/dates.ts';

/** The working day that comes so many after `day`: Monday to Friday without England's bank holidays (gov.uk). */
export function addWorkingDays(day: string, count: number, bankHolidays: ReadonlySet<string>): string {
  let current = day;
  for (let left = count; left > 0;) {
    current = addDays(current, 1);
    if (isWorkingDay(current, bankHolidays)) left -= 1;
  }
  return current;
}

/** True for Monday to Friday without England's bank holidays. */
export const isWorkingDay = (day: string, bankHolidays: ReadonlySet<string>): boolean =>
  weekdayIndex(day) < 5 && !bankHolidays.has(day);
