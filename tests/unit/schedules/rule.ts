import type { PublicCalendar, SessionRule } from '#src/features/schedules/rules.ts';

/** Every Monday from 10am to midday, but for what is said otherwise. */
export const rule = (other: Partial<SessionRule> = {}): SessionRule => ({
  validFrom: null,
  validTo: null,
  dtstart: null,
  freq: 'WEEKLY',
  interval: 1,
  byday: 'MO',
  bymonthday: null,
  opensAt: '10:00',
  closesAt: '12:00',
  termTimeOnly: false,
  openOnBankHolidays: false,
  notes: null,
  ...other,
});

export const NO_CALENDAR: PublicCalendar = { bankHolidays: new Set(), termTimes: [] };

/** Christmas 2026 and one term of that autumn. */
export const CALENDAR: PublicCalendar = {
  bankHolidays: new Set(['2026-12-25', '2026-12-28', '2027-01-01']),
  termTimes: [{ startsOn: '2026-11-02', endsOn: '2026-12-18' }],
};
