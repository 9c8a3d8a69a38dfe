import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Result } from '#src/lib/result.ts';
import type { NewConsent } from '../rules.ts';

/**
 * Notes what was agreed, refused or withdrawn; rows are never changed, a later one counts. Withdrawing for a service stops
 * its open referral and tells who must know; withdrawing for navigators withdraws the request. The same form sent twice
 * (its key) is one row.
 */
export async function recordConsent(
  db: Db,
  post: PostOffice,
  consent: NewConsent,
  actor: Actor,
  at: Date,
): Promise<Result<{ id: string }, 'unknown' | 'closed' | 'reason-needed'>> {
  throw new Error(`${db} ${post} ${consent} ${actor} ${at}`);
}
