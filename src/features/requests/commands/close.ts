import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Result } from '#src/lib/result.ts';
import type { ClosingReason } from '../rules.ts';

/**
 * Closes a request with a reason, and tells who must know. Refuses while a referral is open, `too-soon` for
 * "could-not-contact" before the attempts of rules.ts, and whoever's it is not.
 */
export async function closeRequest(
  db: Db,
  post: PostOffice,
  closed: { requestId: string; reason: ClosingReason; note: string | null; version: number },
  actor: Actor,
  at: Date,
): Promise<
  Result<
    { version: number },
    'unknown' | 'not-taken' | 'not-yours' | 'closed' | 'open-referrals' | 'too-soon' | 'changed-elsewhere'
  >
> {
  throw new Error(`${db} ${post} ${closed} ${actor} ${at}`);
}
