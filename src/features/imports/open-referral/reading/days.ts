import { isDay, londonNow } from '#src/lib/dates.ts';
import { describe, find, type Part } from './part.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A day, YYYY-MM-DD in London, from however the feed writes it; null, and said, when it cannot be read. */
export function readDay(part: Part, ...names: readonly string[]): string | null {
  const found = find(part, ...names);
  if (found === null || isPlaceholder(found.value)) return null;
  const day = toDay(found.value);
  if (day === null) part.item.note(found.column, `${describe(found.value)} is not a day, left empty`);
  return day;
}

/** The first and the last day that machines can write stand for "none". */
const isPlaceholder = (value: unknown): boolean =>
  value === 0 || (typeof value === 'string' && /^(?:0000|0001|9999)-/.test(value.trim()));

/** "2025-09-02", "2025-09-02T12:06:15.654", "02/09/2025", "2 September 2025" and milliseconds since 1970. */
export function toDay(value: unknown): string | null {
  if (typeof value === 'number') {
    const isInstant = Number.isFinite(value) && value > 1e11 && value < 8e12;
    return isInstant ? londonNow(new Date(value)).day : null;
  }
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
    ? new Date(text)
    : null;
  if (instant !== null && !Number.isNaN(instant.getTime())) return within(londonNow(instant).day);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/i.exec(text)?.[1];
  if (iso !== undefined) return within(iso);
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T.*)?$/i.exec(text);
  if (compact !== null) return within(`${compact[1]}-${compact[2]}-${compact[3]}`);
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?$/.exec(text);
  if (british !== null) return fromParts(british[3], british[2], british[1]);
  const words = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i.exec(text);
  const month = MONTHS.indexOf((words?.[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  return words === null || month === 0 ? null : fromParts(words[3], String(month), words[1]);
}

const fromParts = (year = '', month = '', date = ''): string | null =>
  within(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);

const within = (day: string): string | null =>
  isDay(day) && day >= '1900-01-01' && day <= '2200-12-31' ? day : null;

/** A time, HH:MM by London's clock, or "24:00"; null, and said, when it cannot be read. */
export function readTime(part: Part, ...names: readonly string[]): string | null {
  const found = find(part, ...names);
  if (found === null || found.value === 0) return null;
  const time = toTime(found.value);
  if (time === null) part.item.note(found.column, `${describe(found.value)} is not a time, left empty`);
  return time;
}

/** "10:00", "10:00:00Z", "9.30am", "0930", "noon". Offsets are passed over: feeds mean the clock on the wall. */
export function toTime(value: unknown): string | null {
  const typed = typeof value === 'number' && value >= 100 ? String(value).padStart(4, '0') : value;
  if (typeof typed !== 'string') return null;
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^\d{4}-\d{2}-\d{2}[t ]/, '');
  if (/^(?:12 ?)?(?:noon|midday)$/.test(text)) return '12:00';
  if (/^(?:12 ?)?midnight$/.test(text)) return '24:00';
  const digits = /^(\d{2})(\d{2})(?:\d{2})?$/.exec(text);
  const clock =
    /^(\d{1,2})(?:[:.h](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (digits !== null) return fromClock(digits[1], digits[2], undefined);
  return clock === null || (clock[2] === undefined && clock[3] === undefined)
    ? null
    : fromClock(clock[1], clock[2], clock[3]);
}

function fromClock(hourText = '', minuteText = '00', half: string | undefined): string | null {
  let hour = Number(hourText);
  const minute = Number(minuteText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
