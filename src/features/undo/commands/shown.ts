import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import type { UndoRow } from '../queries.ts';
import { wayBackOf } from './ways-back.ts';

/** What was done, as the desk reads it. */
export interface ShownUndo {
  id: string;
  what: string;
  names: readonly string[];
  done: string; // "21 November 2026, 10:15am, by Ada Example"
  until: string;
  takenBack: string | null;
}

const instantInWords = (instant: string): string => {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
};
const withWho = (when: string, who: string | null): string => (who === null ? when : `${when}, by ${who}`);

/** A line about what was done, in the words of the action itself. */
export function shownUndo(row: UndoRow): ShownUndo {
  const way = wayBackOf(row.action);
  const state: unknown = JSON.parse(row.state);
  return {
    id: row.id,
    what: way?.words(state) ?? row.action,
    names: way?.names?.(state) ?? [],
    done: withWho(instantInWords(row.done_at), row.done_by_name),
    until: formatDay(londonNow(new Date(row.until)).day),
    takenBack: row.undone_at === null ? null : withWho(instantInWords(row.undone_at), row.undone_by_name),
  };
}
