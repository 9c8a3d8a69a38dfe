/**
 * Days as `YYYY-MM-DD` and times as `HH:MM`, both in England's own calendar and clock. Arithmetic is done on the
 * text through UTC, so no time zone of the machine can move a day.
 */

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const DAY_MS = 86_400_000;

/** The wall clock in London at an instant. */
export function londonNow(at: Date): { day: string; time: string } {
  const parts = Object.fromEntries(LONDON.formatToParts(at).map((part) => [part.type, part.value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** True for a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toMs(text)) && toDay(toMs(text)) === text;
}

export const addDays = (day: string, days: number): string => toDay(toMs(day) + days * DAY_MS);

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);

/** The same day of a later month, or that month's last day where it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** 0 Monday to 6 Sunday. */
export const weekdayIndex = (day: string): number => (new Date(toMs(day)).getUTCDay() + 6) % 7;

/** "24 November 2026" */
export function formatDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** "Tuesday 24 November", with the year only when it is not that of `today`. */
export function formatWeekdayAndDay(day: string, today?: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const name = DAYS[new Date(toMs(day)).getUTCDay()];
  const tail = today !== undefined && today.slice(0, 4) === day.slice(0, 4) ? '' : ` ${year}`;
  return `${name} ${date} ${MONTHS[(month ?? 1) - 1]}${tail}`;
}

/** "2pm", "4:30pm", "midday", "midnight" (GOV.UK style). */
export function formatTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour === 12) return 'midday';
  if ((minute === 0 && (hour === 0 || hour === 24)) || time === '23:59') return 'midnight';
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  return `${twelve}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`;
}

/** How long ago in words a person uses: "today", "12 days ago", "3 months ago". */
export function formatAgo(day: string, today: string): string {
  const days = daysBetween(day, today);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 60) return `${days} days ago`;
  if (days < 730) return `${Math.round(days / 30.44)} months ago`;
  return `${Math.floor(days / 365)} years ago`;
}
