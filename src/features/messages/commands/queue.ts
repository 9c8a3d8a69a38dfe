import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { PreparedMessage } from '../types.ts';

/**
 * Puts a message into the outbox, in the transaction of what it tells of: undone with it, sent soon after it. What has
 * been told once, by its key, is not told again: `known`. A letter that is to be printed by people counts as kept here.
 */
export async function queueMessage(
  trx: Transaction<Database>,
  message: PreparedMessage,
  at: Date,
): Promise<'queued' | 'known'> {
  const inserted = await trx
    .insertInto('message')
    .values({
      id: message.id,
      created_at: at.toISOString(),
      kind: message.kind,
      template: message.template,
      template_version: message.templateVersion,
      form: message.form,
      to_sealed: message.toSealed,
      to_hash: message.toHash,
      content_sealed: message.contentSealed,
      about_entity: message.about?.entity ?? null,
      about_id: message.about?.id ?? null,
      dedupe_key: message.dedupeKey,
      ...(message.isToPrint
        ? { next_try_at: null, channel: 'log' as const, sent_at: at.toISOString() }
        : { next_try_at: at.toISOString() }),
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 0n ? 'known' : 'queued';
}

/**
 * Takes back what is not sent yet about something, when that is over or gone; answers how many. One that is being sent
 * at this moment may still arrive.
 */
export async function cancelMessages(
  trx: Transaction<Database>,
  about: { entity: string; id: string },
  at: Date,
): Promise<number> {
  const cancelled = await trx
    .updateTable('message')
    .set({ cancelled_at: at.toISOString(), next_try_at: null })
    .where('about_entity', '=', about.entity)
    .where('about_id', '=', about.id)
    .where('next_try_at', 'is not', null)
    .executeTakeFirst();
  return Number(cancelled.numUpdatedRows);
}
