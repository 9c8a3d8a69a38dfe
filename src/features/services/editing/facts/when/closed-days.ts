import type { ClosedDays } from '#src/features/schedules/rules.ts';
import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textOf } from '#src/features/services/editing/typed.ts';
import { filledRow, lineAfter, type Row, type RowAnswer } from '../rows.ts';
import { dayProblem, parseDay, showDay } from '../typed/days.ts';

export const MOST_REASON = 200;

/** The row that shows a break. */
export const breakRow = ({ startsOn, endsOn, reason }: ClosedDays): Row =>
  filledRow({ from: showDay(startsOn), to: showDay(endsOn), reason: asTyped(reason) });

/** A break as it was typed: without a first day it begins today. Refused: no last day, days that do not exist, an end before the beginning. */
export function readBreak(row: Row, was: ClosedDays | undefined, today: string): RowAnswer<ClosedDays> {
  const problems: FieldProblem[] = [];
  const day = (field: string, ifBlank: string | null): string | null => {
    const text = textOf(row, field);
    if (text === '') return ifBlank;
    const typed = parseDay(text, today);
    if ('day' in typed) return typed.day;
    problems.push({ field, text: dayProblem(typed, 'a date') });
    return null;
  };
  const startsOn = day('from', today);
  const endsOn = day('to', null);
  if (endsOn === null && problems.length === 0)
    problems.push({ field: 'to', text: 'Enter the last day you are closed, like 4 January 2027' });
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    problems.push({ field: 'to', text: 'The last day closed must not be before the first' });
  const reason = lineAfter(was?.reason ?? null, textOf(row, 'reason'));
  const long = tooLong('reason', 'The reason', reason ?? '', MOST_REASON);
  if (long !== null && reason !== (was?.reason ?? null)) problems.push(long);
  if (startsOn === null || endsOn === null || problems.length > 0) return { problems };
  return { parts: [{ startsOn, endsOn, reason }] };
}
