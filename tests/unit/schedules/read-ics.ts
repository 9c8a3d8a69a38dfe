/**
 * A reading of calendar files that shares no code with the writing: unfolds lines, splits events, and expands RRULE
 * and EXDATE with its own arithmetic on Date, as RFC 5545 3.3.10 says.
 */
export type ReadEvent = Record<string, string> & { days: string[] };

const DAY_MS = 86_400_000;
const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function readEvents(file: string): ReadEvent[] {
  const unfolded = file.replace(/\r\n[ \t]/g, '');
  return [...unfolded.matchAll(/BEGIN:VEVENT\r\n([\s\S]*?)END:VEVENT/g)].map((match) => {
    const fields: Record<string, string> = {};
    for (const line of (match[1] ?? '').trim().split('\r\n')) {
      const colon = line.indexOf(':');
      fields[line.slice(0, colon)] = line.slice(colon + 1);
    }
    return Object.assign(fields, { days: expand(fields) }) as ReadEvent;
  });
}

const startOf = (fields: Record<string, string>): string =>
  fields['DTSTART;TZID=Europe/London'] ?? fields['DTSTART;VALUE=DATE'] ?? '';
const utc = (stamp: string): Date =>
  new Date(Date.UTC(Number(stamp.slice(0, 4)), Number(stamp.slice(4, 6)) - 1, Number(stamp.slice(6, 8))));
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** Hours that London is ahead of UTC: one from 1am on the last Sunday of March to 1am on that of October. */
function londonOffset(day: Date, hour: number): number {
  const lastSunday = (month: number): number => {
    const end = new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0));
    return end.getTime() - end.getUTCDay() * DAY_MS + 3_600_000;
  };
  const at = day.getTime() + hour * 3_600_000;
  return at >= lastSunday(2) + 3_600_000 && at < lastSunday(9) + 3_600_000 ? 1 : 0;
}

function expand(fields: Record<string, string>): string[] {
  const start = startOf(fields);
  if (fields.RRULE === undefined) return [iso(utc(start))];
  const part = Object.fromEntries(fields.RRULE.split(';').map((item) => item.split('=')));
  const first = utc(start);
  const until = part.UNTIL ?? '';
  const clock = start.slice(9, 13);
  const left = new Set(
    (fields['EXDATE;TZID=Europe/London'] ?? fields['EXDATE;VALUE=DATE'] ?? '')
      .split(',')
      .map((day) => day.slice(0, 8)),
  );
  const days: string[] = [];
  for (let at = first.getTime(); days.length < 5000; at += DAY_MS) {
    const date = new Date(at);
    const stamp = iso(date).replaceAll('-', '');
    // Half past midnight in summer is the day before in UTC, so one day more is looked at.
    if (at > utc(until).getTime() + DAY_MS && at > first.getTime() + DAY_MS) break;
    if (isAfterUntil(date, clock, until)) continue;
    if (isIn(date, first, part) && !left.has(stamp)) days.push(iso(date));
  }
  return days;
}

function isAfterUntil(date: Date, clock: string, until: string): boolean {
  if (clock === '') return iso(date).replaceAll('-', '') > until;
  const [hour, minute] = [Number(clock.slice(0, 2)), Number(clock.slice(2))];
  const instant = date.getTime() + (hour - londonOffset(date, hour)) * 3_600_000 + minute * 60_000;
  const end =
    utc(until).getTime() + Number(until.slice(9, 11)) * 3_600_000 + Number(until.slice(11, 13)) * 60_000;
  return instant > end;
}

function isIn(date: Date, first: Date, part: Record<string, string | undefined>): boolean {
  const interval = Number(part.INTERVAL ?? 1);
  const weekday = WEEK[(date.getUTCDay() + 6) % 7] ?? '';
  const days = (part.BYDAY ?? '').split(',');
  if (part.FREQ === 'WEEKLY') {
    const monday = (day: Date): number => day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS;
    return days.includes(weekday) && ((monday(date) - monday(first)) / (7 * DAY_MS)) % interval === 0;
  }
  const months =
    (date.getUTCFullYear() - first.getUTCFullYear()) * 12 + date.getUTCMonth() - first.getUTCMonth();
  if (months % interval !== 0) return false;
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const nth = Math.floor((date.getUTCDate() - 1) / 7) + 1;
  const isLast = date.getUTCDate() + 7 > length;
  return days.some((day) => day === `${nth}${weekday}` || (isLast && day === `-1${weekday}`));
}
