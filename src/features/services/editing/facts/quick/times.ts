import { nextSessions, sessionsOn, withinDates, type PublicCalendar } from '#src/features/schedules/rules.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { addDays } from '#src/lib/dates.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { textOf } from '#src/features/services/editing/typed.ts';
import { markOf } from '../rows.ts';
import { showTime } from '../typed/times.ts';
import { readTimes } from '../when/read-session.ts';
import { sessionsOf, type PlacedSession } from '../when/session-row.ts';
import { withSessions } from '../when/when.ts';
import type { QuickFact } from './quick.ts';

export const NOT_NEXT_TIME = 'save-not-next-time';

/** The time of one session, or that it is not on the next time. */
export const times: QuickFact = {
  title: 'Change a time',
  show(record): FormValues {
    const [only, ...others] = sessionsOf(record);
    if (only === undefined || others.length > 0) return {};
    return { session: markOf(only), from: showTime(only.rule.opensAt), to: showTime(only.rule.closesAt) };
  },
  apply(record, typed, button, { today, calendar }) {
    const sessions = sessionsOf(record);
    const chosen = sessions.find((session) => markOf(session) === textOf(typed, 'session'));
    if (chosen === undefined)
      return { ok: false, problems: [{ field: 'session', text: 'Choose which session' }] };
    if (button === NOT_NEXT_TIME) {
      const day = nextDateOf(chosen, record, calendar, today);
      return day === null
        ? { ok: false, problems: [{ field: 'session', text: 'This session has no next date' }] }
        : { ok: true, record: withoutDate(record, chosen, day, calendar) };
    }
    return changeTime(record, chosen, typed);
  },
};

/** The next day on which a session is. */
export function nextDateOf(
  { rule }: PlacedSession,
  record: Pick<ServiceRecord, 'closures' | 'validFrom' | 'validTo'>,
  calendar: PublicCalendar,
  today: string,
): string | null {
  const from = { day: today, time: '00:00' };
  const [next] = nextSessions([withinDates(rule, record)], record.closures, calendar, from, 1);
  return next?.day ?? null;
}

function changeTime(
  record: ServiceRecord,
  chosen: PlacedSession,
  typed: Readonly<FormValues>,
): ReturnType<QuickFact['apply']> {
  const problems: FieldProblem[] = [];
  const read = readTimes(typed, chosen.rule, problems);
  if (
    problems.length === 0 &&
    read.opensAt !== null &&
    read.closesAt !== null &&
    read.closesAt < read.opensAt
  )
    problems.push({ field: 'to', text: 'A session that passes midnight is changed among all the times' });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    record: withSessions(
      record,
      sessionsOf(record).map((session) =>
        markOf(session) === markOf(chosen) ? { ...session, rule: { ...session.rule, ...read } } : session,
      ),
    ),
  };
}

/**
 * A service whose session is left out on one day: the service is closed on it, or, where other sessions are on that day,
 * the session ends the day before and goes on the day after.
 */
function withoutDate(
  record: ServiceRecord,
  chosen: PlacedSession,
  day: string,
  calendar: PublicCalendar,
): ServiceRecord {
  const sessions = sessionsOf(record);
  const others = sessions.filter((session) => markOf(session) !== markOf(chosen));
  const running = others.map(({ rule }) => withinDates(rule, record));
  if (sessionsOn(running, [], calendar, day).length === 0)
    return { ...record, closures: [...record.closures, { startsOn: day, endsOn: day, reason: null }] };
  return withSessions(
    record,
    sessions.flatMap((session) =>
      markOf(session) === markOf(chosen) ? around(session, day, calendar) : [session],
    ),
  );
}

/** The session until the day before, and from its next time on; counted from that where weeks are left out. */
function around({ place, rule }: PlacedSession, day: string, calendar: PublicCalendar): PlacedSession[] {
  if (rule.freq === null) return [];
  const before = { ...rule, validTo: addDays(day, -1) };
  const [next] = nextSessions([rule], [], calendar, { day: addDays(day, 1), time: '00:00' }, 1);
  // Where weeks are left out they are counted from the first day, which is a day of the session.
  const after = next === undefined ? [] : [{ ...rule, validFrom: next.day, dtstart: null }];
  const isOver = before.validFrom !== null && before.validFrom > before.validTo;
  return [...(isOver ? [] : [before]), ...after].map((part) => ({ place, rule: part }));
}
