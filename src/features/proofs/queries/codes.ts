import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { ProofHolder, Proven, SentCode } from '../rules.ts';

export interface KeptCode extends SentCode {
  holder: ProofHolder;
  births: { tries: number; on: string | null };
}

/** What was sent and tried for a link so far. */
export async function findCode(
  db: Kysely<Database>,
  { subject, subjectId }: Proven,
): Promise<KeptCode | undefined> {
  const row = await db
    .selectFrom('proof_code')
    .selectAll()
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    codeHash: row.code_hash,
    expiresAt: row.expires_at,
    tries: row.tries,
    sentAt: row.sent_at,
    sentToday: row.sent_today,
    holder: row.holder,
    births: { tries: row.birth_tries, on: row.birth_tried_on },
  };
}
