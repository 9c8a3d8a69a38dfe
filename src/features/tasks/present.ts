import type { Permission } from '#src/features/accounts/roles.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import type { TaskRow } from './queries.ts';
import { outcomeInWords } from './rules.ts';

export interface ShownTask {
  id: string;
  title: string;
  opened: string;
  due: string | null;
  isOverdue: boolean;
  /** What it is about, where there is a page for that. */
  about: { text: string; href: string; permission: Permission } | null;
  reason: string | null;
  isDone: boolean;
  done: string | null; // "21 November 2026, by Priya Shah: dealt with"
}

const dayOf = (instant: string): string => londonNow(new Date(instant)).day;

/** A task for the list and for its own page. */
export function shownTask(row: TaskRow, today: string): ShownTask {
  return {
    id: row.id,
    title: row.title,
    opened: formatDay(dayOf(row.created_at)),
    due: row.due_on === null ? null : formatDay(row.due_on),
    isOverdue: row.done_at === null && row.due_on !== null && row.due_on < today,
    about: aboutOf(row),
    reason: reasonOf(row.details),
    isDone: row.done_at !== null,
    done: row.done_at === null ? null : doneInWords(row, row.done_at),
  };
}

function aboutOf({ entity, entity_id }: TaskRow): ShownTask['about'] {
  return entity === 'message'
    ? { text: 'See the message', href: paths.adminMessage(entity_id), permission: 'messages:read' }
    : null;
}

function reasonOf(details: string | null): string | null {
  const read: unknown = details === null ? null : JSON.parse(details);
  return typeof read === 'object' && read !== null && 'reason' in read && typeof read.reason === 'string'
    ? read.reason
    : null;
}

function doneInWords(row: TaskRow, doneAt: string): string {
  const who = row.done_by_name === null ? '' : `, by ${row.done_by_name}`;
  return `${formatDay(dayOf(doneAt))}${who}: ${outcomeInWords(row.outcome ?? '')}`;
}
