import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { EditContext, FieldProblem, SectionEditor } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf } from '#src/features/services/editing/typed.ts';
import { pressRows, readEach, readRows, showRows, tooManyRows, type ReadRow, type Row } from '../rows.ts';
import { dayProblem, parseDay, showDay } from '../typed/days.ts';
import { breakRow, readBreak } from './closed-days.ts';
import { readSession } from './read-session.ts';
import { sessionRow, sessionsOf, type PlacedSession } from './session-row.ts';

export const MOST_SESSIONS = 30;
export const MOST_BREAKS = 30;
export const MOST_ALERT = 300;

/** When a service runs: its sessions, breaks, first and last day, and a notice. */
export const when: SectionEditor = {
  show: (record) => ({
    ...showRows('session', sessionsOf(record), sessionRow),
    ...showRows('break', record.closures, breakRow),
    'first-day': showDay(record.validFrom),
    'last-day': showDay(record.validTo),
    alert: asTyped(record.alert),
  }),

  apply(record, typed, context) {
    const { record: content, problems } = readTimesOf(record, typed, context);
    return Promise.resolve(
      problems.length > 0 ? { ok: false, problems: [...problems] } : { ok: true, record: content },
    );
  },

  press: (typed, button) => pressRows(typed, button, ['session', 'break']),
};

/**
 * The content with what was typed about its times. Where something is to be mended the rest is in it nevertheless, so
 * that a page can read back what it understood.
 */
export function readTimesOf(
  record: ServiceRecord,
  typed: Readonly<FormValues>,
  context: Pick<EditContext, 'today'>,
): { record: ServiceRecord; problems: readonly FieldProblem[] } {
  const { today } = context;
  const stored = sessionsOf(record);
  const sessions = readRows(typed, sessionReader(record, today));
  const breaks = readRows(typed, {
    list: 'break',
    stored: record.closures,
    show: breakRow,
    read: (row, was) => readBreak(row, was, today),
  });
  const problems = [
    ...sessions.problems,
    ...tooManyRows(
      typed,
      'session',
      'repeat',
      Math.max(MOST_SESSIONS, stored.length),
      (most) => `A service can have ${most} sessions. Remove some, or put several days into one`,
    ),
    ...breaks.problems,
    ...tooManyRows(
      typed,
      'break',
      'to',
      Math.max(MOST_BREAKS, record.closures.length),
      (most) => `A service can have ${most} breaks. Remove those that are over`,
    ),
  ];
  const validFrom = dayAfter(record.validFrom, typed, 'first-day', today, problems);
  const validTo = dayAfter(record.validTo, typed, 'last-day', today, problems);
  const isNew = validFrom !== record.validFrom || validTo !== record.validTo;
  if (isNew && validFrom !== null && validTo !== null && validTo < validFrom)
    problems.push({ field: 'last-day', text: 'The last day must not be before the first day' });
  const alert = textAfter(record.alert, textOf(typed, 'alert'));
  const long = alert === record.alert ? null : tooLong('alert', 'The notice', alert ?? '', MOST_ALERT);
  if (long !== null) problems.push(long);
  return {
    record: {
      ...withSessions(record, sessions.parts),
      closures: breaks.parts,
      validFrom,
      validTo,
      alert,
    },
    problems,
  };
}

/** The rows of the sessions with what each stands for, to show them one by one. */
export const readSessions = (
  record: ServiceRecord,
  typed: Readonly<FormValues>,
  context: Pick<EditContext, 'today'>,
): ReadRow<PlacedSession>[] => readEach(typed, sessionReader(record, context.today));

const sessionReader = (record: ServiceRecord, today: string) => {
  const places = record.locations.map(({ location }) => location.key);
  return {
    list: 'session',
    stored: sessionsOf(record),
    show: sessionRow,
    read: (row: Row, was: PlacedSession | undefined) => readSession(row, was, { places, today }),
  };
};

/** A service whose sessions are these, each at its place. */
export const withSessions = (record: ServiceRecord, sessions: readonly PlacedSession[]): ServiceRecord => ({
  ...record,
  locations: record.locations.map((venue) => ({
    ...venue,
    schedules: sessions.filter(({ place }) => place === venue.location.key).map(({ rule }) => rule),
  })),
  schedules: sessions.filter(({ place }) => place === null).map(({ rule }) => rule),
});

function dayAfter(
  stored: string | null,
  typed: Readonly<FormValues>,
  field: string,
  today: string,
  problems: FieldProblem[],
): string | null {
  const text = textOf(typed, field);
  if (text === showDay(stored)) return stored;
  if (text === '') return null;
  const read = parseDay(text, today);
  if ('day' in read) return read.day;
  problems.push({ field, text: dayProblem(read, 'a day') });
  return stored;
}
