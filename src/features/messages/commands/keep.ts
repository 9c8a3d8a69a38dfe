import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor, type Actor } from '#src/features/audit/rules.ts';

const BATCH = 500;

/** Notes that somebody read a message. */
export async function recordMessageView(db: Db, id: string, by: Actor, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await recordEvent(trx, { at, actor: by, action: 'message.view', entity: 'message', entityId: id });
  });
}

/**
 * Removes the words and the receivers of messages written before a moment, unless they still wait to be sent; answers
 * how many. That there was a message stays, and of addresses that mail came back from the keyed hash.
 */
export async function pruneMessages(db: Db, before: Date, at: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const pruned = await db.transaction().execute(async (trx) => {
      const rows = await trx
        .updateTable('message')
        .set((eb) => ({
          content_sealed: '',
          to_sealed: '',
          to_hash: eb.case().when('bounced_at', 'is', null).then('').else(eb.ref('to_hash')).end(),
        }))
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('message as old')
            .select('old.id')
            .where('old.created_at', '<', before.toISOString())
            .where('old.next_try_at', 'is', null)
            .where('old.content_sealed', '!=', '')
            .limit(BATCH),
        )
        .executeTakeFirst();
      const count = Number(rows.numUpdatedRows);
      if (count > 0)
        await recordEvent(trx, {
          at,
          actor: programActor('job'),
          action: 'message.prune',
          entity: 'message',
          entityId: 'all',
          after: { count, before: before.toISOString() },
        });
      return count;
    });
    total += pruned;
    if (pruned < BATCH) return total;
  }
}
