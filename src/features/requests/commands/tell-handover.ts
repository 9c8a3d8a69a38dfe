import type { Db } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { NamedReceiver } from '#src/features/telling/happenings.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { HANDOVER_DAYS } from '../rules.ts';

export interface SentHandover {
  requestId: string;
  /** Of the link; it is in the message and nowhere else. */
  secret: string;
  link: string; // whole
  to: NamedReceiver;
}

/** Sends the link by which a draft is handed over. Answers how many messages went out: 0 where none can be sent there. */
export async function tellHandover(db: Db, post: PostOffice, sent: SentHandover, at: Date): Promise<number> {
  const { requestId, secret, link, to } = sent;

  const messages = await prepareTelling(
    db,
    post,
    { kind: 'handover', requestId, link, days: HANDOVER_DAYS, to, key: hashSecret(secret) },
    at,
  );
  await db.transaction().execute(async (trx) => {
    for (const message of messages) await queueMessage(trx, message, at);
  });
  return messages.length;
}
