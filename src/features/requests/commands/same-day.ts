import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';

/**
 * Marks an open request to be read today, because words that were added to it brought up urgent help; how many is kept,
 * never which. Again with no more of them it changes nothing.
 */
export async function markSameDay(
  db: Db,
  { requestId, redFlags }: { requestId: string; redFlags: number },
  actor: Actor,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const marked = await trx
      .updateTable('request')
      .set({ same_day: 1, red_flags: redFlags, updated_at: at.toISOString() })
      .where('id', '=', requestId)
      .where('state', 'in', ['sent', 'with_navigator'])
      .where((eb) => eb.or([eb('same_day', '=', 0), eb('red_flags', '<', redFlags)]))
      .executeTakeFirst();
    if (marked.numUpdatedRows === 0n) return;
    await recordEvent(trx, { at, actor, action: 'request.same-day', entity: 'request', entityId: requestId });
  });
}
