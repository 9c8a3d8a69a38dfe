import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { undoUntil } from '../rules.ts';

export interface NewUndo {
  action: string; // a name in ways-back.ts
  entity: string; // the table
  entityId: string; // of many things at once: the first
  state: unknown; // JSON: what taking it back needs. Personal data only sealed
  by: Actor;
}

/**
 * Keeps what is needed to take an action back for 30 days, in the transaction that does it. The action needs a line in
 * ways-back.ts. Returns the id to take it back by.
 */
export async function keepUndo(trx: Transaction<Database>, undo: NewUndo, at: Date): Promise<string> {
  const id = uuidv7();
  await trx
    .insertInto('undo')
    .values({
      id,
      action: undo.action,
      entity: undo.entity,
      entity_id: undo.entityId,
      state: JSON.stringify(undo.state),
      done_at: at.toISOString(),
      done_by: undo.by.id,
      until: undoUntil(at).toISOString(),
      undone_at: null,
      undone_by: null,
    })
    .execute();
  return id;
}
