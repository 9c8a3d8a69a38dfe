import { describeRule, describeTimes } from '#src/features/schedules/present.ts';
import {
  nextSessions,
  withinDates,
  type PublicCalendar,
  type SessionRule,
} from '#src/features/schedules/rules.ts';
import type { LocationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { formatDay, formatWeekdayAndDay } from '#src/lib/dates.ts';
import { presentClosures } from './times.ts';

const NEXT_DATES = 3;

/** A session as the public reads it: a sentence, where, and its next three dates ("Tuesday 1 December"). */
export interface SessionReadBack {
  text: string;
  notes: string | null;
  place: string | null;
  next: string[];
  /** Why there are no dates, where a person may wonder. */
  noDates: string | null;
}

/** What the public reads of a service's times, by the rules that make its page. */
export function readBackSession(
  rule: SessionRule,
  service: Pick<ServiceRecord, 'closures' | 'validFrom' | 'validTo'>,
  place: string | null,
  calendar: PublicCalendar,
  today: string,
): SessionReadBack {
  const running = withinDates(rule, service);
  const found = nextSessions(
    [running],
    service.closures,
    calendar,
    { day: today, time: '00:00' },
    NEXT_DATES,
  );
  return {
    text: describeRule(rule, today),
    notes: rule.notes,
    place,
    next: found.map(({ day }) => formatWeekdayAndDay(day, today)),
    noDates: found.length > 0 ? null : whyNoDates(rule, running, today),
  };
}

function whyNoDates(rule: SessionRule, running: SessionRule, today: string): string | null {
  if (rule.freq === null && rule.dtstart === null) return null;
  if (rule.freq === null && rule.dtstart !== null && rule.dtstart < today)
    return 'This date is over: people do not see it any more.';
  if (running.validTo !== null && running.validTo < today)
    return 'The last date is over: people do not see this session any more.';
  return 'There is no date in the next year. Check the days, the dates and the breaks.';
}

/** Breaks and first and last day, in sentences. */
export const readBackDates = (
  service: Pick<ServiceRecord, 'closures' | 'validFrom' | 'validTo'>,
  today: string,
): string[] => [
  ...presentClosures(service.closures, today),
  ...(service.validFrom !== null && service.validFrom > today
    ? [`The service starts on ${formatDay(service.validFrom)}`]
    : []),
  ...(service.validTo === null ? [] : [`The last day of the service is ${formatDay(service.validTo)}`]),
];

/** A place in one line, for choosing it: its name, else its street and town; of a private one only the area. */
export function placeInWords(location: LocationRecord): string {
  if (location.confidential) return location.areaName ?? location.name ?? 'A private address';
  const { address } = location;
  const street = [address?.address1 ?? '', address?.city ?? ''].filter((part) => part !== '').join(', ');
  return location.name ?? (street === '' ? 'A place without a name' : street);
}

/** "Every Tuesday, 2pm to 4pm" in the time that a single session has: "2pm to 4pm". */
export const timesInWords = (rule: SessionRule): string => describeTimes(rule.opensAt, rule.closesAt);
