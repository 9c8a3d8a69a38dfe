import { WEEKDAYS, type Weekday } from '#db/vocabulary.ts';
import { splitAtMidnight, type SessionRule } from './rules.ts';

/** Rules read from a text, and in words what could not be read. */
export interface ReadHours {
  rules: SessionRule[];
  problems: string[];
}

/** From when until when; an end may be unknown, a day without times has neither. */
export interface Span {
  opensAt: string | null;
  closesAt: string | null;
  endsNextDay?: boolean; // written so: "10:00-26:00"
}

export interface DaySpan extends Span {
  day: Weekday;
  nth: number | null; // in the month; null: every week
  notes: string | null;
}

const NAMES: Record<Weekday, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

export const weekdayName = (day: Weekday): string => NAMES[day];

const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?`;
const SPAN = new RegExp(
  String.raw`^${TIME}\s*(?:(?:-|\u2013|\u2014|to|until)\s*(?:${TIME})\s*(\+)?|(\+))$`,
  'i',
);

/** "09:00-17:00", "10:00+", "9.30am to 5pm"; null for anything else, and for a bare "9-5", which could be either. */
export function parseSpan(text: string): Span | null {
  const match = SPAN.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const opensAt = toTime(match[1], match[2], match[3]);
  if (opensAt === null || opensAt >= '24:00') return null;
  if (match[8] !== undefined) return { opensAt, closesAt: null };
  const closesAt = toTime(match[4], match[5], match[6]);
  if (closesAt === null) return null;
  if (match[7] !== undefined) return { opensAt, closesAt: null };
  return { opensAt, closesAt: fromNextDay(closesAt), endsNextDay: closesAt >= '24:00' };
}

function toTime(
  hourText: string | undefined,
  minuteText: string | undefined,
  half: string | undefined,
): string | null {
  if (hourText === undefined || (minuteText === undefined && half === undefined)) return null;
  const minute = Number(minuteText ?? 0);
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  }
  if (hour > 30 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** OpenStreetMap counts on after midnight: "26:00" is two in the morning; midnight itself ends the day. */
function fromNextDay(time: string): string {
  if (time < '24:00') return time;
  return `${String(Number(time.slice(0, 2)) - 24).padStart(2, '0')}${time.slice(2)}`;
}

/** Rules of the spans, days of the same times together, and what cannot be meant. */
export function toRules(spans: readonly DaySpan[]): ReadHours {
  const problems: string[] = [];
  const groups = new Map<string, DaySpan[]>();
  for (const span of spans) {
    const doubt = doubtAbout(span);
    if (doubt !== null) {
      problems.push(`${weekdayName(span.day)} ${span.opensAt} to ${span.closesAt}: ${doubt}`);
      continue;
    }
    const key = JSON.stringify([span.nth === null, span.opensAt, span.closesAt, span.notes]);
    groups.set(key, [...(groups.get(key) ?? []), span]);
  }
  const rules = [...groups.values()].flatMap((group) => {
    const split = splitAtMidnight(toRule(group));
    if (split === null)
      problems.push(`${weekdayName(group[0]!.day)}: a night in some weeks of the month cannot be kept`);
    return split ?? [];
  });
  return { rules: rules.sort(byFirstDay), problems };
}

/**
 * Why nobody can mean a span, or null. Nights are believed from 5pm until 10am; a day does not begin between midnight
 * and 5am.
 */
export function doubtAbout({ opensAt, closesAt, endsNextDay }: Span): string | null {
  if (opensAt === null || closesAt === null || endsNextDay === true) return null;
  if (opensAt === closesAt) return 'it opens and closes at the same time';
  if (closesAt === '00:00') return null;
  if (closesAt < opensAt && !(opensAt >= '17:00' && closesAt <= '10:00')) return 'it closes before it opens';
  if (opensAt > '00:00' && opensAt < '05:00') return 'it opens in the middle of the night';
  return null;
}

function toRule(group: readonly DaySpan[]): SessionRule {
  const [first] = group;
  const isMonthly = first?.nth != null;
  const days = [...new Set(group.map((span) => `${span.nth ?? ''}${span.day}`))].sort(
    (a, b) =>
      WEEKDAYS.indexOf(a.slice(-2) as Weekday) - WEEKDAYS.indexOf(b.slice(-2) as Weekday) || (a < b ? -1 : 1),
  );
  return {
    validFrom: null,
    validTo: null,
    dtstart: null,
    freq: isMonthly ? 'MONTHLY' : 'WEEKLY',
    interval: 1,
    byday: days.join(','),
    bymonthday: null,
    opensAt: first?.opensAt ?? null,
    closesAt: first?.closesAt ?? null,
    termTimeOnly: false,
    openOnBankHolidays: false,
    notes: first?.notes ?? null,
  };
}

const firstDay = (rule: SessionRule): number =>
  Math.min(...(rule.byday ?? '').split(',').map((day) => WEEKDAYS.indexOf(day.slice(-2) as Weekday)));

const byFirstDay = (a: SessionRule, b: SessionRule): number =>
  firstDay(a) - firstDay(b) || ((a.opensAt ?? '') < (b.opensAt ?? '') ? -1 : 1);
