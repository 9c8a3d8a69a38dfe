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
const MINUTE_MS = 60_000;

/** Every request asks for the same minute, and the calendar is slow to answer. */
let lastMinute = NaN;
let lastClock = { day: '', time: '' };

/** The wall clock in London at an instant. */
export function londonNow(at: Date): { day: string; time: string } {
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  if (minute !== lastMinute) {
    const parts = Object.fromEntries(LONDON.formatToParts(at).map((part) => [part.type, part.value]));
    lastClock = { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
    lastMinute = minute;
  }
  return { ...lastClock };
}

/**
 * The instant at which London's clocks show this day and time: the first of two in the hour that comes twice in
 * October, and as if the clocks had not changed yet in the hour that is left out in March.
 */
export function atLondon(day: string, time: string): Date {
  const asUtc = new Date(`${day}T${time}:00Z`);
  const inSummer = new Date(asUtc.getTime() - 60 * MINUTE_MS);
  const shown = londonNow(inSummer);
  return shown.day === day && shown.time === time ? inSummer : asUtc;
}

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
};

/**
 * Days since 1970 in plain arithmetic: looking for next sessions turns days over thousands of times a page
 * (Hinnant, "chrono-compatible low-level date algorithms").
 */
function dayNumber(day: string): number {
  const month = digits(day, 5, 7);
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 10) - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** The day of a number that `dayNumber` gives. */
function dayOfNumber(number: number): string {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const full = year + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(full).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(date)}`;
}

/** True for a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toMs(text)) && toDay(toMs(text)) === text;
}

export const addDays = (day: string, days: number): string => dayOfNumber(dayNumber(day) + days);

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The same day of a later month, or that month's last day where it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** 0 Monday to 6 Sunday. */
export const weekdayIndex = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

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
