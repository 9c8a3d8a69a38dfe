import { WEEKDAYS, type Weekday } from '#db/vocabulary.ts';
import { doubtAbout } from '#src/features/schedules/spans.ts';
import { splitAtMidnight } from '#src/features/schedules/rules.ts';
import type { ScheduleRecord } from '#src/features/services/record.ts';
import { formatWeekdayAndDay, weekdayIndex } from '#src/lib/dates.ts';
import { WEEKDAY_LABELS } from '#src/lib/labels.ts';
import { listInWords } from '#src/lib/text.ts';
import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { textAfter, textOf, textsOf } from '#src/features/services/editing/typed.ts';
import type { Row, RowAnswer } from '../rows.ts';
import { dayProblem, parseDay } from '../typed/days.ts';
import { pairTimes, parseTime } from '../typed/times.ts';
import { NO_PLACE, REPEATS, WEEKS, type PlacedSession, type Repeat } from './session-row.ts';

export const MOST_NOTE = 300;
const TIME_EXAMPLES = 'like 10am, 2:30pm or 14:00';

/** What reading a session needs to know of its service and of the day. */
export interface SessionSetting {
  places: readonly string[]; // keys of the service's locations
  today: string;
}

/**
 * A session as it was typed; two for one that passes midnight. Refused, each at its field: no place, no way of repeating,
 * no day or week chosen, a time or day that cannot be read, an end before the beginning, a last day before the first,
 * every two weeks without a first date or with one on another day.
 */
export function readSession(
  row: Row,
  was: PlacedSession | undefined,
  setting: SessionSetting,
): RowAnswer<PlacedSession> {
  const problems: FieldProblem[] = [];
  const place = readPlace(row, setting, problems);
  if (row.kept !== undefined && was !== undefined)
    return problems.length > 0 ? { problems } : { parts: [{ place, rule: was.rule }] };
  const repeat = REPEATS.find((item) => item === textOf(row, 'repeat'));
  if (repeat === undefined) problems.push({ field: 'repeat', text: 'Choose how often it happens' });
  if (repeat === undefined) return { problems };
  const rule = readRule(row, repeat, was?.rule, setting.today, problems);
  if (problems.length > 0) return { problems };
  const rules = splitAtMidnight(rule);
  if (rules === null)
    return {
      problems: [
        {
          field: 'to',
          text: 'A session in some weeks of the month must end by midnight. Put midnight here, and say the rest in the note',
        },
      ],
    };
  return { parts: rules.map((part) => ({ place, rule: part })) };
}

function readPlace(row: Row, { places }: SessionSetting, problems: FieldProblem[]): string | null {
  const typed = textOf(row, 'place');
  if (typed === NO_PLACE || (typed === '' && places.length === 0)) return null;
  if (places.includes(typed)) return typed;
  problems.push({ field: 'place', text: 'Choose where this session is' });
  return null;
}

function readRule(
  row: Row,
  repeat: Repeat,
  was: ScheduleRecord | undefined,
  today: string,
  problems: FieldProblem[],
): ScheduleRecord {
  const note = textAfter(was?.notes ?? null, textOf(row, 'note'));
  const long = tooLong('note', 'The note', note ?? '', MOST_NOTE);
  if (long !== null && note !== (was?.notes ?? null)) problems.push(long);
  const { description, attendingType, scheduleLink } = was ?? {};
  const rule: ScheduleRecord = {
    ...(description !== undefined && { description }),
    ...(attendingType !== undefined && { attendingType }),
    ...(scheduleLink !== undefined && { scheduleLink }),
    validFrom: null,
    validTo: null,
    dtstart: null,
    freq: null,
    interval: 1,
    byday: null,
    bymonthday: null,
    opensAt: null,
    closesAt: null,
    termTimeOnly: false,
    openOnBankHolidays: false,
    notes: note,
  };
  if (repeat === 'words') {
    if (note === null) problems.push({ field: 'note', text: 'Say when it is, like “By appointment”' });
    return rule;
  }
  const times = readTimes(row, was, problems);
  if (repeat === 'once') {
    const dtstart = readDay(row, 'first', today, problems);
    if (textOf(row, 'first') === '')
      problems.push({ field: 'first', text: 'Enter the date, like 1 December 2026' });
    return { ...rule, ...times, dtstart };
  }
  const first = readDay(row, 'first', today, problems);
  const validTo = readDay(row, 'until', today, problems);
  if (first !== null && validTo !== null && validTo < first)
    problems.push({ field: 'until', text: 'The last date must be after the first date' });
  return {
    ...rule,
    ...times,
    ...readDays(row, repeat, first, problems),
    validFrom: first,
    validTo,
    termTimeOnly: textOf(row, 'term') !== '',
    openOnBankHolidays: textOf(row, 'bank') !== '',
  };
}

/** On which days: what is left out of a fortnight is told by its first date. */
function readDays(
  row: Row,
  repeat: 'weekly' | 'fortnightly' | 'monthly',
  first: string | null,
  problems: FieldProblem[],
): Pick<ScheduleRecord, 'freq' | 'interval' | 'byday' | 'dtstart'> {
  const ticked = textsOf(row, 'days');
  const days: Weekday[] = WEEKDAYS.filter((day) => ticked.includes(day));
  if (repeat === 'fortnightly') {
    const weekday = first === null ? undefined : WEEKDAYS[weekdayIndex(first)];
    if (textOf(row, 'first') === '')
      problems.push({
        field: 'first',
        text: 'Enter the date of one of the sessions: every two weeks is counted from it',
      });
    else if (first !== null && weekday !== undefined && days.length > 0 && !days.includes(weekday))
      problems.push({
        field: 'first',
        text: `${formatWeekdayAndDay(first)} is not a ${listInWords(
          days.map((day) => WEEKDAY_LABELS[day]),
          'or',
        )}. Change the date or the day`,
      });
    const chosen = days.length === 0 && weekday !== undefined ? [weekday] : days;
    return { freq: 'WEEKLY', interval: 2, byday: chosen.join(','), dtstart: first };
  }
  if (days.length === 0) problems.push({ field: 'days', text: 'Choose at least one day' });
  if (repeat === 'weekly') return { freq: 'WEEKLY', interval: 1, byday: days.join(','), dtstart: null };
  const chosenWeeks = textsOf(row, 'weeks');
  const weeks = WEEKS.filter((week) => chosenWeeks.includes(week));
  if (weeks.length === 0)
    problems.push({ field: 'weeks', text: 'Choose in which weeks of the month, like the second' });
  const byday = days.flatMap((day) => weeks.map((week) => `${week}${day}`)).join(',');
  return { freq: 'MONTHLY', interval: 1, byday, dtstart: null };
}

function readDay(row: Row, field: string, today: string, problems: FieldProblem[]): string | null {
  const text = textOf(row, field);
  if (text === '') return null;
  const typed = parseDay(text, today);
  if ('day' in typed) return typed.day;
  problems.push({ field, text: dayProblem(typed, 'a date') });
  return null;
}

/**
 * From when until when, as typed; a night comes back with its end before its beginning. A session whose beginning nobody
 * knew before may go on without; a new one says when it begins.
 */
export function readTimes(
  row: Row,
  was: ScheduleRecord | undefined,
  problems: FieldProblem[],
): Pick<ScheduleRecord, 'opensAt' | 'closesAt'> {
  const read = (field: 'from' | 'to', sentence: string) => {
    const text = textOf(row, field);
    const time = text === '' ? undefined : parseTime(text);
    if (time === null) problems.push({ field, text: `${sentence} ${TIME_EXAMPLES}` });
    return time;
  };
  const from = read('from', 'Enter the time it starts');
  const to = read('to', 'Enter the time it ends');
  if (from === undefined && to !== null && (was === undefined || was.opensAt !== null))
    problems.push({ field: 'from', text: `Enter the time it starts, ${TIME_EXAMPLES}` });
  const start = (time: string): string => (time === '24:00' ? '00:00' : time);
  const end = (time: string): string => (time === '24:00' ? '23:59' : time);
  if (from === null || to === null) return { opensAt: null, closesAt: null };
  if (from === undefined || to === undefined)
    return { opensAt: from ? start(from.time) : null, closesAt: to ? end(to.time) : null };
  const beginning = { ...from, time: start(from.time) };
  const { opensAt, closesAt } = pairTimes(beginning, to);
  const span = { opensAt, closesAt: end(closesAt) };
  const doubt = doubtAbout(span);
  if (doubt !== null && span.closesAt <= span.opensAt)
    problems.push({
      field: 'to',
      text: 'The end must be after the start. Write am or pm, like 10am to 2pm. A session past midnight starts after 5pm',
    });
  return span;
}
