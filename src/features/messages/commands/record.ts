import type { Db } from '#db/connection.ts';
import { closeSolvedTasks, openTask } from '#src/features/tasks/commands.ts';
import { FAILED_TASK, nextTry, type Delivery, type Failure } from '../rules.ts';
import type { ClaimedMessage } from './claim.ts';

/** What was noted of a try. */
export type Noted = 'sent' | 'later' | 'closed' | 'failed';

/**
 * Notes what became of a try: sent, to be tried again, or failed, which gives people a task in the same transaction. A
 * message that was cancelled meanwhile stays cancelled unless it has gone.
 */
export async function recordTry(
  db: Db,
  message: ClaimedMessage,
  delivery: Delivery,
  at: Date,
): Promise<Noted> {
  return delivery.kind === 'sent'
    ? recordSent(db, message, delivery, at)
    : recordFailure(db, message, delivery, at);
}

async function recordSent(
  db: Db,
  { id }: ClaimedMessage,
  { channel, providerId }: Extract<Delivery, { kind: 'sent' }>,
  at: Date,
): Promise<Noted> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('message')
      .set({
        channel,
        provider_id: providerId,
        sent_at: at.toISOString(),
        next_try_at: null,
        claimed_until: null,
        failed_at: null,
        failure: null,
      })
      .where('id', '=', id)
      .execute();
    await closeSolvedTasks(trx, { kind: FAILED_TASK, entity: 'message', entityId: id }, at);
  });
  return 'sent';
}

async function recordFailure(db: Db, message: ClaimedMessage, failure: Failure, at: Date): Promise<Noted> {
  const { id, tries, created_at, template, kind } = message;
  const next = nextTry(failure, { tries, createdAt: new Date(created_at) }, at);
  return db.transaction().execute(async (trx) => {
    const noted = await trx
      .updateTable('message')
      .set({
        channel: failure.channel,
        failure: failure.reason,
        claimed_until: null,
        ...(next === null
          ? { next_try_at: null, failed_at: at.toISOString() }
          : { next_try_at: next.at.toISOString(), tries: next.tries }),
      })
      .where('id', '=', id)
      .where('cancelled_at', 'is', null)
      // Somebody who took over a claim that had run out answers for the message now.
      .where('claimed_until', '=', message.claimed_until)
      .executeTakeFirst();
    if (next !== null) return failure.kind === 'closed' ? 'closed' : 'later';
    if (noted.numUpdatedRows === 0n) return 'failed';
    const title = `A message could not be sent: ${describeKind(kind)} "${template}".`;
    const details = { reason: failure.reason };
    await openTask(
      trx,
      {
        kind: FAILED_TASK,
        entity: 'message',
        entityId: id,
        title,
        details,
        dedupeKey: `${FAILED_TASK}:${id}:${at.toISOString()}`,
      },
      at,
    );
    return 'failed';
  });
}

const describeKind = (kind: ClaimedMessage['kind']): string =>
  ({ email: 'the email', text: 'the text message', letter: 'the letter' })[kind];
