import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';

/**
 * Puts a message that failed back into the outbox, or brings forward one that waits, with all its tries before it.
 * Refuses one that has gone, was cancelled, is being sent, or whose words are no longer kept.
 */
export async function tryAgain(
  db: Db,
  id: string,
  by: Actor,
  at: Date,
): Promise<Result<'queued', 'unknown' | 'gone-already' | 'cancelled' | 'being-sent' | 'words-gone'>> {
  return db.transaction().execute(async (trx) => {
    const updated = await trx
      .updateTable('message')
      .set((eb) => ({
        next_try_at: at.toISOString(),
        tries: 0,
        failed_at: null,
        claimed_until: null,
        failure: eb.fn.coalesce('failure', eb.val('It was put back into the outbox.')),
      }))
      .where('id', '=', id)
      .where('sent_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where('content_sealed', '!=', '')
      .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at.toISOString())]))
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) {
      const row = await trx
        .selectFrom('message')
        .select(['sent_at', 'cancelled_at', 'content_sealed'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return refused('unknown');
      if (row.sent_at !== null) return refused('gone-already');
      if (row.cancelled_at !== null) return refused('cancelled');
      return refused(row.content_sealed === '' ? 'words-gone' : 'being-sent');
    }
    await recordEvent(trx, { at, actor: by, action: 'message.retry', entity: 'message', entityId: id });
    return ok('queued' as const);
  });
}

/** Sends a message once more that was sent and did not arrive for a while; `failedId` is the provider's id of that try. */
export async function sendOnceMore(db: Db, id: string, failedId: string, at: Date): Promise<boolean> {
  const updated = await db
    .updateTable('message')
    .set({ next_try_at: at.toISOString(), tries: 0, sent_at: null, provider_id: null, claimed_until: null })
    .where('id', '=', id)
    .where('provider_id', '=', failedId)
    .where('bounced_at', 'is', null)
    .where('content_sealed', '!=', '')
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
