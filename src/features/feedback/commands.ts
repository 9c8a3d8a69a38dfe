import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { FeedbackForm } from '#src/features/feedback/forms.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';

/**
 * Stores what a visitor told us about this website; the words and how to reply are sealed by `seal`. The same form
 * sent twice (double click, back, retry) is stored once.
 */
export async function storeFeedback(
  db: Db,
  form: FeedbackForm,
  seal: (text: string, context: string) => string,
  at: Date,
): Promise<void> {
  const id = uuidv7();
  const sealed = seal(JSON.stringify({ words: form.words, email: form.email ?? null }), `feedback:${id}`);
  await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('feedback')
      .values({
        id,
        created_at: at.toISOString(),
        topic: form.topic,
        sealed_content: sealed,
        idempotency_key: form.key,
      })
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return;
    await recordEvent(trx, {
      at,
      actor: 'visitor',
      action: 'feedback.store',
      entity: 'feedback',
      entityId: id,
    });
  });
}

/** Marks a message as dealt with. Refuses one that does not exist or is dealt with already. */
export async function handleFeedback(db: Db, id: string, at: Date): Promise<Result<'handled', 'not-open'>> {
  return db.transaction().execute(async (trx) => {
    const updated = await trx
      .updateTable('feedback')
      .set({ handled_at: at.toISOString() })
      .where('id', '=', id)
      .where('handled_at', 'is', null)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return refused('not-open');
    await recordEvent(trx, {
      at,
      actor: 'command-line',
      action: 'feedback.handle',
      entity: 'feedback',
      entityId: id,
    });
    return ok('handled');
  });
}
