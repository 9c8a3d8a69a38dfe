import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { MessageForm, PostOffice } from '#src/features/messages/types.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { findCode } from '../queries/codes.ts';
import {
  CODE_MINUTES,
  codeExpiry,
  sendingRefusal,
  sentOnDay,
  type ProofHolder,
  type Proven,
} from '../rules.ts';
import { hashOfCode } from '../hashes.ts';

export interface CodeToSend extends Proven {
  /** A mobile number or an email address that is safe to write to: the caller has asked the rules. */
  to: string;
  kind: 'text' | 'email';
  /** Whose it is. Left out: of a referral the service's, of anything else the person's. */
  holder?: ProofHolder;
  form?: MessageForm;
}

/**
 * Sends six digits, good for 30 minutes, in the place of any sent before; only their keyed hash is kept. Pressing twice
 * sends one. Refuses a sixth on one day. The caller nudges the outbox.
 */
export async function sendProofCode(
  db: Db,
  post: PostOffice,
  { subject, subjectId, to, kind, holder = subject === 'referral' ? 'service' : 'person', form }: CodeToSend,
  at: Date,
): Promise<Result<'sent' | 'just-sent', 'too-many'>> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const message = prepareMessage(post, {
    kind,
    template: 'proof-code',
    to,
    values: { code, minutes: String(CODE_MINUTES) },
    about: { entity: subject === 'referral' ? 'referral' : 'request', id: subjectId },
    dedupeKey: `proof-code:${uuidv7()}`,
    ...(form === undefined ? {} : { form }),
  });
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const kept = await findCode(trx, { subject, subjectId });
    const refusal = sendingRefusal(kept, holder, at);
    if (refusal === 'just-sent') return ok('just-sent' as const);
    if (refusal === 'too-many') return refused('too-many');
    const row = {
      code_hash: hashOfCode(post.keys, { subject, subjectId }, code),
      holder,
      expires_at: codeExpiry(at),
      tries: 0,
      sent_at: at.toISOString(),
      sent_today: (kept === undefined ? 0 : sentOnDay(kept, at)) + 1,
    };
    await trx
      .insertInto('proof_code')
      .values({ subject, subject_id: subjectId, ...row })
      .onConflict((conflict) => conflict.columns(['subject', 'subject_id']).doUpdateSet(row))
      .execute();
    await queueMessage(trx, message, at);
    return ok('sent' as const);
  });
}
