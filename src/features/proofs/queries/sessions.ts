import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { isSessionOpen, type ProofHolder, type ProofSubject } from '../rules.ts';

export interface Proof {
  subjectId: string; // the request's id, or the referral's
  holder: ProofHolder;
  seenAt: string;
}

/**
 * What the holder of this secret has proven to be theirs; undefined when it ran out, or is of another kind of link.
 * `isIdleToo`: also after 30 minutes without a page, until the eight hours are over.
 */
export async function findProof(
  db: Kysely<Database>,
  secret: string,
  subject: ProofSubject,
  at: Date,
  { isIdleToo = false }: { isIdleToo?: boolean } = {},
): Promise<Proof | undefined> {
  const row = await db
    .selectFrom('proof_session')
    .select(['subject_id', 'holder', 'seen_at', 'expires_at'])
    .where('token_hash', '=', hashSecret(secret))
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const times = { seenAt: isIdleToo ? at.toISOString() : row.seen_at, expiresAt: row.expires_at };
  if (!isSessionOpen(times, at)) return undefined;
  return { subjectId: row.subject_id, holder: row.holder, seenAt: row.seen_at };
}
