import ical, { type ICalEventData } from 'ical-generator';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { sessionsOn, withinDates, type ClosedDays, type PublicCalendar, type SessionRule } from './rules.ts';

/** What a service's calendar file is made from. */
export interface ServiceTimes {
  name: string;
  url: string; // the service's page, absolute
  description: string | null;
  updatedAt: string; // when the service was last changed: the same service gives the same file
  host: string; // of this website, for the events' ids
  validFrom: string | null;
  validTo: string | null;
  closed: readonly ClosedDays[];
  groups: readonly {
    /** Where; null for times that belong to no place. Of a confidential place nothing is written. */
    place: { text: string; confidential: boolean } | null;
    rules: readonly { id: string; rule: SessionRule }[];
  }[];
}

const ZONE = 'Europe/London';
const MONTHS_KNOWN = 24;

/** Clock changes of the United Kingdom since 1996 (Summer Time Order 2002). */
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/**
 * The calendar file of a service (RFC 5545): one event per rule, repeating until two years from the start of this
 * year at most, without the days it is closed. An event keeps its id for ever, so a calendar that has it renews it.
 */
export function serviceCalendar(service: ServiceTimes, calendar: PublicCalendar, today: string): string {
  const file = ical({
    name: service.name.replace(/[\\;,]/g, (sign) => `\\${sign}`), // ical-generator escapes every text but this one
    prodId: { company: 'Front Door', product: 'Directory', language: 'EN' },
    timezone: { name: null, generator: () => VTIMEZONE }, // a name here would take DTSTAMP out of UTC
  });
  for (const { place, rules } of service.groups) {
    for (const { id, rule } of rules) {
      const times = findTimes(withinDates(rule, service), service.closed, calendar, today);
      if (times === null) continue;
      file.createEvent({
        id: `${id}@${service.host}`,
        stamp: new Date(service.updatedAt),
        summary: service.name,
        description: [rule.notes, service.description, service.url]
          .filter((text) => text !== null)
          .join('\n\n'),
        url: service.url,
        location: place === null || place.confidential ? null : place.text,
        ...times,
      });
    }
  }
  return file.toString();
}

type EventTimes = Pick<ICalEventData, 'start' | 'end' | 'allDay' | 'repeating' | 'timezone'>;

/** First session, recurrence and exceptions of a rule; null when it has no session in the years looked at. */
function findTimes(
  rule: SessionRule,
  closed: readonly ClosedDays[],
  calendar: PublicCalendar,
  today: string,
): EventTimes | null {
  const year = Number(today.slice(0, 4));
  const horizon = `${year + MONTHS_KNOWN / 12}-12-31`;
  const everyTime = { ...rule, openOnBankHolidays: true, termTimeOnly: false };
  const happens = (day: string): boolean => sessionsOn([rule], closed, calendar, day).length > 0;
  const days = occurrences(
    everyTime,
    rule.freq === null ? (rule.dtstart ?? today) : `${year}-01-01`,
    horizon,
  );
  const first = days.findIndex(happens);
  const last = days.findLastIndex(happens);
  const start = days[first];
  if (start === undefined) return null;
  const allDay = rule.opensAt === null;
  const times: EventTimes = {
    start: wallClock(start, rule.opensAt ?? '00:00'),
    end: rule.opensAt === null || rule.closesAt === null ? null : wallClock(start, rule.closesAt),
    allDay,
    timezone: ZONE,
  };
  if (rule.freq === null) return times;
  const series = days.slice(first, last + 1);
  const lines = [`RRULE:${recurrence(rule, series)}`];
  const exceptions = series.filter((day) => !happens(day)).map((day) => stamp(day, rule.opensAt));
  if (exceptions.length > 0) {
    lines.push(`EXDATE;${allDay ? 'VALUE=DATE' : `TZID=${ZONE}`}:${exceptions.join(',')}`);
  }
  return { ...times, repeating: lines.join('\r\n') };
}

function occurrences(rule: SessionRule, from: string, to: string): string[] {
  const noDays = { bankHolidays: new Set<string>(), termTimes: [] };
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (sessionsOn([rule], [], noDays, day).length > 0) days.push(day);
  }
  return days;
}

/** The RRULE of a series from its first to its last day. */
function recurrence(rule: SessionRule, series: readonly string[]): string {
  const [first = ''] = series;
  const last = series.at(-1) ?? first;
  const parts = [`FREQ=${rule.freq}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.bymonthday !== null) parts.push(`BYMONTHDAY=${rule.bymonthday.replace(/\s/g, '')}`);
  if (rule.byday !== null) parts.push(`BYDAY=${rule.byday.replace(/\s/g, '')}`);
  parts.push(`UNTIL=${rule.opensAt === null ? stamp(last, null) : inUtc(last, rule.opensAt)}`, 'WKST=MO');
  return parts.join(';');
}

/** ical-generator reads the machine's own clock from a Date when a time zone is named. */
function wallClock(day: string, time: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(year, month - 1, date, hour, minute);
}

const stamp = (day: string, time: string | null): string =>
  time === null ? day.replaceAll('-', '') : `${day.replaceAll('-', '')}T${time.replace(':', '')}00`;

/** UNTIL is in UTC when the start has a zone: London is never ahead of it by more than an hour. */
function inUtc(day: string, time: string): string {
  const asIfUtc = new Date(`${day}T${time}:00Z`);
  const isSummer = londonNow(asIfUtc).time !== time;
  const utc = new Date(asIfUtc.getTime() - (isSummer ? 3_600_000 : 0));
  return utc.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
