import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { sessionExpiry, type ProofHolder, type Proven } from '../rules.ts';

/** Opens a session for whoever has proven who they are; the secret is for their cookie and kept nowhere. */
export async function openSession(
  trx: Transaction<Database>,
  { subject, subjectId, holder }: Proven & { holder: ProofHolder },
  at: Date,
): Promise<{ secret: string }> {
  const secret = newSecret();
  await trx
    .insertInto('proof_session')
    .values({
      token_hash: hashSecret(secret),
      subject,
      subject_id: subjectId,
      holder,
      created_at: at.toISOString(),
      seen_at: at.toISOString(),
      expires_at: sessionExpiry(at),
    })
    .execute();
  return { secret };
}

/** Notes that a page was opened, from which the 30 minutes count again. */
export async function keepSession(db: Db, secret: string, at: Date): Promise<void> {
  await db
    .updateTable('proof_session')
    .set({ seen_at: at.toISOString() })
    .where('token_hash', '=', hashSecret(secret))
    .execute();
}

/** Ends a session: "I have finished". Ending it again does nothing. */
export async function endSession(db: Db, secret: string): Promise<void> {
  await db.deleteFrom('proof_session').where('token_hash', '=', hashSecret(secret)).execute();
}

/** Ends every session of a link and its code, when what it leads to is over, erased or given to somebody else. */
export async function endSessionsOf(
  trx: Transaction<Database>,
  { subject, subjectId }: Proven,
): Promise<void> {
  await trx
    .deleteFrom('proof_session')
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .execute();
  await trx
    .deleteFrom('proof_code')
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .execute();
}

/** Forgets sessions that ran out and what was sent and tried two days ago or before; answers how many rows. */
export async function tidyProofs(db: Db, at: Date): Promise<number> {
  const before = new Date(at.getTime() - 2 * 86_400_000).toISOString();
  const sessions = await db
    .deleteFrom('proof_session')
    .where('expires_at', '<=', at.toISOString())
    .executeTakeFirst();
  const codes = await db
    .deleteFrom('proof_code')
    .where((eb) => eb.or([eb('sent_at', 'is', null), eb('sent_at', '<', before)]))
    .where((eb) => eb.or([eb('birth_tried_on', 'is', null), eb('birth_tried_on', '<', before.slice(0, 10))]))
    .executeTakeFirst();
  return Number(sessions.numDeletedRows + codes.numDeletedRows);
}
