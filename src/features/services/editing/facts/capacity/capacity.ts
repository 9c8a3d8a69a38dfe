import { CAPACITIES } from '#db/vocabulary.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FieldProblem, SectionEditor } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf } from '#src/features/services/editing/typed.ts';
import { dayProblem, parseDay, showDay } from '../typed/days.ts';
import type { FormValues } from '#src/lib/form.ts';

export const MOST_WEEKS = 260;
export const MOST_WAIT_WORDS = 500;

/**
 * Whether there is room for new people. Saying so is said today, even when nothing is different: what was said long ago
 * is not shown any more. Refused: weeks that are no number, a pause that is over already.
 */
export const capacity: SectionEditor = {
  show: (record) => ({
    capacity: record.capacity,
    weeks: record.waitingWeeks === null ? '' : String(record.waitingWeeks),
    until: showDay(record.pausedUntil),
    'wait-time': asTyped(record.waitTime),
  }),

  apply(record, typed, { today }) {
    const answer = readCapacity(record, typed, today);
    const waitTime =
      typed['wait-time'] === undefined && asTyped(record.waitTime) === ''
        ? record.waitTime
        : textAfter(record.waitTime, textOf(typed, 'wait-time'));
    const problems = 'problems' in answer ? [...answer.problems] : [];
    const long =
      waitTime === record.waitTime
        ? null
        : tooLong('wait-time', 'The words', waitTime ?? '', MOST_WAIT_WORDS);
    if (long !== null) problems.push(long);
    return Promise.resolve(
      'problems' in answer || problems.length > 0
        ? { ok: false, problems }
        : { ok: true, record: { ...record, ...answer, waitTime } },
    );
  },
};

const saidBefore = ({ capacity, waitingWeeks, pausedUntil, capacityUpdatedOn }: ServiceRecord): Said => ({
  capacity,
  waitingWeeks,
  pausedUntil,
  capacityUpdatedOn,
});

type Said = Pick<ServiceRecord, 'capacity' | 'waitingWeeks' | 'pausedUntil' | 'capacityUpdatedOn'>;

/** What was said about room for new people, as of `today`. */
export function readCapacity(
  record: ServiceRecord,
  typed: Readonly<FormValues>,
  today: string,
): Said | { problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const chosen = CAPACITIES.find((item) => item === textOf(typed, 'capacity'));
  if (chosen === undefined)
    return { problems: [{ field: 'capacity', text: 'Choose if there is space now' }] };
  const weeks = chosen === 'waiting_list' ? textOf(typed, 'weeks').replace(/\s*weeks?$/i, '') : '';
  if (weeks !== '' && (!/^\d{1,3}$/.test(weeks) || Number(weeks) < 1 || Number(weeks) > MOST_WEEKS))
    problems.push({
      field: 'weeks',
      text: 'Enter about how many weeks people wait, as a whole number like 6',
    });
  let pausedUntil: string | null = null;
  const until = chosen === 'paused' ? textOf(typed, 'until') : '';
  if (until !== '') {
    const day = parseDay(until, today);
    if (!('day' in day)) problems.push({ field: 'until', text: dayProblem(day, 'a date') });
    else if (day.day <= today && day.day !== record.pausedUntil)
      problems.push({ field: 'until', text: 'Enter a date after today' });
    else pausedUntil = day.day;
  }
  if (problems.length > 0) return { problems };
  const said = { capacity: chosen, waitingWeeks: weeks === '' ? null : Number(weeks), pausedUntil };
  if (chosen === 'unknown' && record.capacity === 'unknown') return { ...saidBefore(record) };
  return { ...said, capacityUpdatedOn: chosen === 'unknown' ? null : today };
}
