import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textOf } from '#src/features/services/editing/typed.ts';
import { dayProblem, parseDay } from '../typed/days.ts';
import { MOST_REASON } from '../when/closed-days.ts';
import { MOST_ALERT } from '../when/when.ts';
import type { QuickFact } from './quick.ts';

export const REMOVE_NOTICE = 'save-without-notice';

/**
 * A notice above everything, which stays until it is taken away; or, with a last day, a break from today on that goes
 * away by itself.
 */
export const alert: QuickFact = {
  title: 'Closed, or a notice',
  show: (record) => ({ alert: asTyped(record.alert) }),
  apply(record, typed, button, { today }) {
    if (button === REMOVE_NOTICE) return { ok: true, record: { ...record, alert: null } };
    const words = textOf(typed, 'alert');
    const until = textOf(typed, 'until');
    const problems: FieldProblem[] = [];
    const long = tooLong('alert', 'The notice', words, until === '' ? MOST_ALERT : MOST_REASON);
    if (long !== null) problems.push(long);
    if (until === '' && words === '')
      problems.push({ field: 'alert', text: 'Write the notice, or enter the last day you are closed' });
    if (until === '')
      return problems.length > 0
        ? { ok: false, problems }
        : { ok: true, record: { ...record, alert: words === asTyped(record.alert) ? record.alert : words } };
    const day = parseDay(until, today);
    if (!('day' in day)) problems.push({ field: 'until', text: dayProblem(day, 'a date') });
    else if (day.day < today)
      problems.push({ field: 'until', text: 'The last day you are closed must be today or later' });
    if (problems.length > 0 || !('day' in day)) return { ok: false, problems };
    const isOld = words === asTyped(record.alert);
    const closed = { startsOn: today, endsOn: day.day, reason: words === '' || isOld ? null : words };
    // A second click, or a later last day, is the same break.
    const others = record.closures.filter((item) => item.startsOn !== today || item.endsOn > day.day);
    return { ok: true, record: { ...record, closures: [...others, closed] } };
  },
};
