import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor, type Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { SOLVED, type TaskOutcome } from './rules.ts';

export interface NewTask {
  kind: string;
  entity: string; // what it is about
  entityId: string;
  title: string; // a sentence without personal data
  details?: unknown; // personal data only sealed
  dedupeKey: string;
  dueOn?: string; // YYYY-MM-DD
}

/** Gives people something to do, in the transaction of what made it necessary. The same task is given once. */
export async function openTask(trx: Transaction<Database>, task: NewTask, at: Date): Promise<void> {
  const id = uuidv7();
  const inserted = await trx
    .insertInto('task')
    .values({
      id,
      kind: task.kind,
      entity: task.entity,
      entity_id: task.entityId,
      title: task.title,
      details: task.details === undefined ? null : JSON.stringify(task.details),
      dedupe_key: task.dedupeKey,
      created_at: at.toISOString(),
      due_on: task.dueOn ?? null,
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return;
  await recordEvent(trx, {
    at,
    actor: programActor('job'),
    action: 'task.open',
    entity: 'task',
    entityId: id,
    after: { kind: task.kind, about: `${task.entity}:${task.entityId}` },
  });
}

/** Notes how a task ended. Refuses one that somebody has closed already, so that two people hear of each other. */
export async function closeTask(
  db: Db,
  id: string,
  outcome: TaskOutcome,
  by: Actor,
  at: Date,
): Promise<Result<'closed', 'unknown' | 'done-already'>> {
  return db.transaction().execute(async (trx) => {
    const closed = await trx
      .updateTable('task')
      .set({ done_at: at.toISOString(), done_by: by.id, outcome })
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    if (closed.numUpdatedRows === 0n) {
      const task = await trx.selectFrom('task').select('id').where('id', '=', id).executeTakeFirst();
      return refused(task === undefined ? 'unknown' : 'done-already');
    }
    await recordClosed(trx, id, outcome, by, at);
    return ok('closed' as const);
  });
}

/** Closes the open tasks of a kind about something that has settled itself. */
export async function closeSolvedTasks(
  trx: Transaction<Database>,
  about: { kind: string; entity: string; entityId: string },
  at: Date,
): Promise<void> {
  const by = programActor('job');
  const closed = await trx
    .updateTable('task')
    .set({ done_at: at.toISOString(), done_by: by.id, outcome: SOLVED })
    .where('kind', '=', about.kind)
    .where('entity', '=', about.entity)
    .where('entity_id', '=', about.entityId)
    .where('done_at', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of closed) await recordClosed(trx, id, SOLVED, by, at);
}

const recordClosed = (
  trx: Transaction<Database>,
  id: string,
  outcome: string,
  by: Actor,
  at: Date,
): Promise<void> =>
  recordEvent(trx, { at, actor: by, action: 'task.close', entity: 'task', entityId: id, after: { outcome } });
