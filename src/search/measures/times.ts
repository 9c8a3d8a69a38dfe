import { WEEKDAYS, type Weekday } from '#db/vocabulary.ts';
import {
  isOpenAt,
  parseByday,
  sessionsOn,
  type ClosedDays,
  type SessionRule,
} from '#src/features/schedules/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { addDays, weekdayIndex } from '#src/lib/dates.ts';
import type { PartOfDay } from '#src/lib/labels.ts';
import type { DayChoice, Moment, SearchIndex } from '../types.ts';

/** Parts of a day as bits, so that a day of a service is one number. */
export const PART_BITS: Record<PartOfDay, number> = { morning: 1, afternoon: 2, evening: 4 };
export const ANY_PART = 7;
/** Days and minutes that are kept worked out. */
const MOST_KEPT = 24;
const FIRST_DAY = '0000-01-01';

/** Every rule of a service, its own and its venues'. */
export const rulesOf = (service: ServiceForIndex): readonly SessionRule[] =>
  service.venues.length === 0
    ? service.sessions
    : [...service.sessions, ...service.venues.flatMap((venue) => venue.sessions)];

/** When a service does not run: its closures, and for a season that is announced the time before it begins. */
export const closuresOf = (service: ServiceForIndex): readonly ClosedDays[] =>
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

/** For each service, the parts of the chosen day on which it runs, as bits. A weekday means any such day to come. */
export function partsOn(index: SearchIndex, choice: DayChoice, moment: Moment): Uint8Array {
  if (choice === 'today') return partsOnDate(index, moment.day);
  if (choice === 'tomorrow') return partsOnDate(index, addDays(moment.day, 1));
  return remember(index, `${choice} from ${moment.day}`, (service) =>
    rulesOf(service).reduce((bits, rule) => bits | partsOfRule(rule, choice, moment.day), 0),
  );
}

const partsOnDate = (index: SearchIndex, day: string): Uint8Array =>
  remember(index, day, (service) =>
    sessionsOn(rulesOf(service), closuresOf(service), index.calendar, day).reduce(
      (bits, session) => bits | partsOf(session.opensAt, session.closesAt),
      0,
    ),
  );

/** For each service, 1 while one of its sessions is going on. */
export function openAt(index: SearchIndex, moment: Moment): Uint8Array {
  const today = partsOnDate(index, moment.day);
  return remember(index, `${moment.day} ${moment.time}`, (service, position) =>
    today[position] !== 0 && isOpenAt(rulesOf(service), closuresOf(service), index.calendar, moment) ? 1 : 0,
  );
}

function partsOfRule(rule: SessionRule, weekday: Weekday, today: string): number {
  if (rule.validTo !== null && rule.validTo < today) return 0;
  if (rule.freq === null && (rule.dtstart === null || rule.dtstart < today)) return 0;
  const named = parseByday(rule.byday).map((day) => day.weekday);
  const anchor = rule.dtstart ?? rule.validFrom;
  const days =
    named.length > 0 || anchor === null || rule.bymonthday !== null ? named : [weekdayIndex(anchor)];
  return days.includes(WEEKDAYS.indexOf(weekday)) ? partsOf(rule.opensAt, rule.closesAt) : 0;
}

function remember(
  index: SearchIndex,
  key: string,
  valueOf: (service: ServiceForIndex, position: number) => number,
): Uint8Array {
  const known = index.clock.get(key);
  if (known !== undefined) return known;
  const values = Uint8Array.from(index.services, (service, position) =>
    service.isTemporarilyClosed ? 0 : valueOf(service, position),
  );
  if (index.clock.size >= MOST_KEPT) index.clock.clear();
  index.clock.set(key, values);
  return values;
}

/** For each service, the parts it runs on any of the chosen days, or on any day of the week when none is chosen. */
export function partsOnAny(
  index: SearchIndex,
  choices: readonly DayChoice[],
  moment: Moment,
): (position: number) => number {
  const days = (choices.length > 0 ? choices : WEEKDAYS).map((choice) => partsOn(index, choice, moment));
  return (position) => days.reduce((bits, day) => bits | (day[position] ?? 0), 0);
}

/** The chosen part as bits, or all of them. */
export const partBits = (part: PartOfDay | null): number => (part === null ? ANY_PART : PART_BITS[part]);
