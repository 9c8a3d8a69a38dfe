import { z } from 'zod';
import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import type { ReviewLink } from '../links.ts';

const Ids = z.array(z.string());
const Answers = z.record(z.string(), z.enum(['right', 'changed', 'closed']));

/** The link whose secret this is, however old. Reading it changes nothing: programs that guard mail open every link. */
export async function findLink(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  token: string,
): Promise<ReviewLink | undefined> {
  const tokenHash = hashSecret(token);
  const row = await db
    .selectFrom('review_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    tokenHash,
    organisationId: row.organisation_id,
    serviceIds: Ids.parse(JSON.parse(row.services)),
    answers: Answers.parse(JSON.parse(row.answers)),
    address: keys.unseal(row.to_sealed, `review-link:${tokenHash}`),
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}
