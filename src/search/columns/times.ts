import { WEEKDAYS } from '#db/vocabulary.ts';
import {
  END_OF_DAY,
  parseByday,
  sessionsOn,
  type ClosedDays,
  type PublicCalendar,
  type SessionRule,
} from '#src/features/schedules/rules.ts';
import type { IndexedService } from '../packed/records.ts';
import { addDays, weekdayIndex } from '#src/lib/dates.ts';
import { PARTS_OF_DAY, type PartOfDay } from '#src/lib/labels.ts';

/** Parts of a day as bits. */
export const PART_BITS: Record<PartOfDay, number> = { morning: 1, afternoon: 2, evening: 4 };
const ANY_PART = 7;
const FIRST_DAY = '0000-01-01';
const MINUTES_OF_DAY = 1440;
/** Days after the first that are worked out when an index is built: it may answer a little into the next day. */
const DAYS_AHEAD = 2;

/** When services are open on certain days: runs of a position with the minutes it opens and closes at. */
export interface OpenTimes {
  day: string;
  positions: Uint32Array;
  from: Uint16Array; // minutes since midnight
  until: Uint16Array; // exclusive
}

/** Every rule of a service, its own and its venues'. */
export const rulesOf = (service: IndexedService): readonly SessionRule[] =>
  service.venues.length === 0
    ? service.sessions
    : [...service.sessions, ...service.venues.flatMap((venue) => venue.sessions)];

/** When a service does not run: its closures, and for a season that is announced the time before it begins. */
export const closuresOf = (service: IndexedService): readonly ClosedDays[] =>
  service.startsOn === null
    ? service.closures
    : [...service.closures, { startsOn: FIRST_DAY, endsOn: addDays(service.startsOn, -1), reason: null }];

/** The parts of the day a session reaches into; all of them when it does not say. Evening begins at 5pm. */
export function partsOf(opensAt: string | null, closesAt: string | null): number {
  if (opensAt === null) return ANY_PART;
  const ends = closesAt === null || closesAt <= opensAt ? `${opensAt}~` : closesAt;
  const overlaps = (from: string, until: string): boolean => opensAt < until && ends > from;
  return (
    (overlaps('00:00', '12:00') ? 1 : 0) |
    (overlaps('12:00', '17:00') ? 2 : 0) |
    (overlaps('17:00', '24:01') ? 4 : 0)
  );
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The days an index made on `today` knows the times of. */
export const knownDays = (today: string): string[] =>
  Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead));

/** Any day of the week, any part of a day. */
export const ANY = 'any';

const partNames = (filter: string, value: string, bits: number): string[] =>
  bits === 0
    ? []
    : [
        `${filter}:${value}:${ANY}`,
        ...PARTS_OF_DAY.filter((part) => (bits & PART_BITS[part]) !== 0).map(
          (part) => `${filter}:${value}:${part}`,
        ),
      ];

/** The weekdays and parts of them on which a service will run from `today` on, as choices: "day:MO:morning". */
export function weekdayChoices(service: IndexedService, today: string): string[] {
  if (service.isTemporarilyClosed) return [];
  const rules = rulesOf(service);
  if (rules.length === 0) return [];
  const bits = new Uint8Array(7);
  for (const rule of rules) {
    const parts = partsOf(rule.opensAt, rule.closesAt);
    for (const weekday of weekdaysOfRule(rule, today)) bits[weekday] = (bits[weekday] ?? 0) | parts;
  }
  const ofWeek = bits.reduce((all, day) => all | day, 0);
  return [
    ...WEEKDAYS.flatMap((weekday, number) => partNames('day', weekday, bits[number] ?? 0)),
    ...partNames('day', ANY, ofWeek),
  ];
}

/** The weekdays a rule may still fall on; none for one that is over, or that does not name any. */
function weekdaysOfRule(rule: SessionRule, today: string): readonly number[] {
  if (rule.validTo !== null && rule.validTo < today) return [];
  if (rule.freq === null && (rule.dtstart === null || rule.dtstart < today)) return [];
  const named = parseByday(rule.byday).map((day) => day.weekday);
  const anchor = rule.dtstart ?? rule.validFrom;
  return named.length > 0 || anchor === null || rule.bymonthday !== null ? named : [weekdayIndex(anchor)];
}

/** What one day brings at one service: the parts it runs in, as choices, and the minutes it is open. */
export function timesOn(
  service: IndexedService,
  calendar: PublicCalendar,
  day: string,
): { choices: string[]; open: { from: number; until: number }[] } {
  const rules = service.isTemporarilyClosed ? [] : rulesOf(service);
  if (rules.length === 0) return { choices: [], open: [] };
  const sessions = sessionsOn(rules, closuresOf(service), calendar, day);
  const bits = sessions.reduce((all, { opensAt, closesAt }) => all | partsOf(opensAt, closesAt), 0);
  const open = sessions.flatMap(({ opensAt, closesAt }) => {
    if (opensAt === null || closesAt === null) return [];
    return {
      from: minutesOf(opensAt),
      until: closesAt === END_OF_DAY ? MINUTES_OF_DAY : minutesOf(closesAt),
    };
  });
  return { choices: partNames('date', day, bits), open };
}

/** Collects open times of one day. */
export function collectOpenTimes(day: string): {
  put(position: number, open: readonly { from: number; until: number }[]): void;
  pack(): OpenTimes;
} {
  const rows: number[] = [];
  return {
    put(position, open) {
      for (const { from, until } of open) rows.push(position, from, until);
    },
    pack() {
      const count = rows.length / 3;
      const column = (offset: number): number[] =>
        Array.from({ length: count }, (_, row) => rows[row * 3 + offset] ?? 0);
      return {
        day,
        positions: Uint32Array.from(column(0)),
        from: Uint16Array.from(column(1)),
        until: Uint16Array.from(column(2)),
      };
    },
  };
}
