import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Result } from '#src/lib/result.ts';
import type { RequestFeedback } from '../rules.ts';

/** Keeps what somebody says of the help they got, by the link they were sent. It is stored once. */
export async function giveFeedback(
  db: Db,
  keys: Keys,
  given: { secret: string; feedback: RequestFeedback },
  actor: Actor,
  at: Date,
): Promise<Result<'kept', 'unknown' | 'given-already'>> {
  throw new Error(`${db} ${keys} ${given} ${actor} ${at}`);
}
