import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { BOUNCED_TASK } from '../rules.ts';

/**
 * Notes that a message came back, and gives people a task: its receiver has not been told. `reason` names no address.
 * Refuses one that is not known, was never sent, or is known to have come back.
 */
export async function recordBounce(
  db: Db,
  { id, reason }: { id: string; reason: string },
  by: Actor,
  at: Date,
): Promise<Result<'recorded', 'unknown' | 'not-sent' | 'known'>> {
  return db.transaction().execute(async (trx) => {
    const message = await trx
      .updateTable('message')
      .set({ bounced_at: at.toISOString(), bounce: reason })
      .where('id', '=', id)
      .where('sent_at', 'is not', null)
      .where('bounced_at', 'is', null)
      .returning('template')
      .executeTakeFirst();
    if (message === undefined) {
      const row = await trx
        .selectFrom('message')
        .select('bounced_at')
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return refused('unknown');
      return refused(row.bounced_at === null ? 'not-sent' : 'known');
    }
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'message.bounce',
      entity: 'message',
      entityId: id,
      after: { bounce: reason },
    });
    await openTask(
      trx,
      {
        kind: BOUNCED_TASK,
        entity: 'message',
        entityId: id,
        title: `A message came back: "${message.template}". Its receiver has not been told.`,
        details: { reason },
        dedupeKey: `${BOUNCED_TASK}:${id}`,
      },
      at,
    );
    return ok('recorded' as const);
  });
}
