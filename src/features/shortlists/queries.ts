import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import type { SharedContent } from '#src/features/shortlists/commands.ts';
import { followed } from '#src/features/shortlists/rules.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import { deriveKey, hashSecret, unsealWith } from '#src/lib/security/seal.ts';

/** What a link opens today: its content, or why it opens nothing. */
export type FoundShare =
  { kind: 'open'; content: SharedContent; expiresOn: Day } | { kind: 'withdrawn' | 'expired' | 'unknown' };

/** Opens a shared shortlist with the secret of its link; a service that was merged is the one that took its place. */
export async function findShare(db: Db, token: string, today: Day): Promise<FoundShare> {
  const tokenHash = hashSecret(token);
  const row = await db
    .selectFrom('shortlist_share')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'unknown' };
  if (row.withdrawn_at !== null) return { kind: 'withdrawn' };
  if (row.expires_on < today) return { kind: 'expired' };
  const text = unsealWith(deriveKey(token, 'shortlist'), row.sealed_content, `shortlist:${tokenHash}`);
  if (text === null) return { kind: 'unknown' };
  const content = JSON.parse(text) as SharedContent;
  const kept = await followMerges(db, content.serviceIds);
  return { kind: 'open', content: followed(content, kept), expiresOn: row.expires_on };
}
