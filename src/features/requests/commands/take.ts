import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Result } from '#src/lib/result.ts';

/**
 * Makes a request the navigator's own; who has it already keeps it. Of two at once one gets it; the other is refused with
 * `taken-already`, and findRequest says by whom.
 */
export async function takeRequest(
  db: Db,
  post: PostOffice,
  taken: { requestId: string },
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'taken-already' | 'closed'>> {
  throw new Error(`${db} ${post} ${taken} ${actor} ${at}`);
}

/** Gives a request to another navigator, or takes one over from a colleague. Refuses whoever is no navigator. */
export async function handOverRequest(
  db: Db,
  post: PostOffice,
  handed: { requestId: string; to: string; reason: string; version: number },
  actor: Actor,
  at: Date,
): Promise<
  Result<{ version: number }, 'unknown' | 'not-taken' | 'closed' | 'not-a-navigator' | 'changed-elsewhere'>
> {
  throw new Error(`${db} ${post} ${handed} ${actor} ${at}`);
}

/** Puts a request back among the new ones, for any navigator to take. */
export async function putBackRequest(
  db: Db,
  post: PostOffice,
  back: { requestId: string; reason: string; version: number },
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'not-taken' | 'closed' | 'changed-elsewhere'>> {
  throw new Error(`${db} ${post} ${back} ${actor} ${at}`);
}
