import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Result } from '#src/lib/result.ts';

/** For how long an action of the desk can be taken back. */
export const UNDO_DAYS = 30;

/** An action that was done, with what is needed to take it back. */
export interface UndoEntry {
  id: string;
  action: string;
  entity: string;
  entityId: string;
  /** What the action kept; each action knows the shape of its own. */
  state: unknown;
  doneAt: Date;
  doneBy: string;
}

/**
 * How one kind of action is taken back. `takeBack` writes in the transaction it is given, with its audit events;
 * `changed-since`: what it would put back was changed meanwhile, and that change would be lost.
 */
export interface WayBack {
  /** What was done, as the desk reads it: "Hid 12 services". No personal data. */
  words: (state: unknown) => string;
  /** What it was done to, by name; left out where the entry's own thing says it. */
  names?: (state: unknown) => readonly string[];
  takeBack: (
    trx: Transaction<Database>,
    entry: UndoEntry,
    by: Actor,
    at: Date,
  ) => Promise<Result<'taken-back', 'changed-since'>>;
}

/** The instant until which something done at `doneAt` can be taken back. */
export const undoUntil = (doneAt: Date): Date => new Date(doneAt.getTime() + UNDO_DAYS * 86_400_000);
