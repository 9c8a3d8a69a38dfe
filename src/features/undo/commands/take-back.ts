import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { UndoEntry } from '../rules.ts';
import { wayBackOf } from './ways-back.ts';

export type NotTakenBack = 'unknown' | 'too-late' | 'undone-already' | 'changed-since';

/** Undoes what the transaction has written, and says why. */
class Refused extends Error {
  readonly why: NotTakenBack;
  constructor(why: NotTakenBack) {
    super(why);
    this.why = why;
  }
}

/**
 * Takes an action back, whole or not at all. Refuses one that is not there, was done more than 30 days ago, was taken
 * back already, or whose things were changed meanwhile so that the change would be lost.
 */
export async function takeBack(
  db: Db,
  undoId: string,
  by: Actor,
  at: Date,
): Promise<Result<UndoEntry, NotTakenBack>> {
  try {
    return ok(await db.transaction().execute((trx) => takeBackIn(trx, undoId, by, at)));
  } catch (error) {
    if (error instanceof Refused) return refused(error.why);
    throw error;
  }
}

async function takeBackIn(
  trx: Transaction<Database>,
  undoId: string,
  by: Actor,
  at: Date,
): Promise<UndoEntry> {
  const instant = at.toISOString();
  // The write comes first: of two people who take it back at once, one is told that the other did.
  const row = await trx
    .updateTable('undo')
    .set({ undone_at: instant, undone_by: by.id })
    .where('id', '=', undoId)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    const other = await trx.selectFrom('undo').select('id').where('id', '=', undoId).executeTakeFirst();
    throw new Refused(other === undefined ? 'unknown' : 'undone-already');
  }
  if (row.until <= instant) throw new Refused('too-late');
  const way = wayBackOf(row.action);
  if (way === undefined) throw new Refused('unknown');
  const entry: UndoEntry = {
    id: row.id,
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    state: JSON.parse(row.state),
    doneAt: new Date(row.done_at),
    doneBy: row.done_by,
  };
  const done = await way.takeBack(trx, entry, by, at);
  if (!done.ok) throw new Refused(done.error);
  await recordEvent(trx, {
    at,
    actor: by,
    action: 'undo.take-back',
    entity: row.entity,
    entityId: row.entity_id,
    before: { action: row.action, undo: row.id },
  });
  return entry;
}
