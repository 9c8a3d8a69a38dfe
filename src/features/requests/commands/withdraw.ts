import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Result } from '#src/lib/result.ts';

/** The person, whoever asks for them, or a navigator who is told so. */
export type WithdrawnBy = 'person' | 'helper' | 'navigator';

/**
 * Ends a request because the person does not want it any more: what is agreed is withdrawn, open referrals are stopped,
 * and whoever must know is told. Withdrawn again, nothing more happens. Refuses a draft and what was closed before.
 */
export async function withdrawRequest(
  db: Db,
  post: PostOffice,
  withdrawn: { requestId: string; by: WithdrawnBy; words?: string | null },
  actor: Actor,
  at: Date,
): Promise<Result<'withdrawn', 'unknown' | 'closed'>> {
  throw new Error(`${db} ${post} ${withdrawn} ${actor} ${at}`);
}
