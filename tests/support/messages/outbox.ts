import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { MessageTable } from '#db/schema.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { NewMessage } from '#src/features/messages/types.ts';
import type { MailConfig } from '#src/server/config/mail.ts';
import { openChannels } from '#src/server/post/channels.ts';
import { deliverDue, type Deliverer, type DeliveryCounts } from '#src/server/post/deliver.ts';
import { aMessage, TEST_KEYS, TEST_POST } from './post.ts';

/** The moment at which the tests of messages begin. */
export const START = new Date('2026-11-21T10:00:00Z');
export const minutesLater = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);

/** Puts a message into the outbox, as a command would; answers its id. */
export async function queued(db: Db, changes: Partial<NewMessage> = {}, at = START): Promise<string> {
  const message = prepareMessage(TEST_POST, aMessage(changes));
  await db.transaction().execute((trx) => queueMessage(trx, message, at));
  return message.id;
}

/** What sends messages at a moment, through these settings. */
export const deliverer = (db: Db, mail: MailConfig, at: Date, print: string[] = []): Deliverer => ({
  db,
  keys: TEST_KEYS,
  channels: openChannels(mail, (words) => void print.push(words)),
  now: () => at,
});

/** One round of sending. */
export const sendAt = (db: Db, mail: MailConfig, at: Date): Promise<DeliveryCounts> =>
  deliverDue(deliverer(db, mail, at), () => Promise.resolve(true));

export const rowOf = (db: Db, id: string): Promise<Selectable<MessageTable>> =>
  db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Actions of the audit trail, the oldest first. */
export const auditActions = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('audit_event').select('action').orderBy('sequence').execute()).map(
    ({ action }) => action,
  );
