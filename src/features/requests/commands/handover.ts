import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Result } from '#src/lib/result.ts';

/** Makes a link by which a draft changes hands: it works once, for 7 days. Refuses what is no draft any more. */
export async function makeHandover(
  db: Db,
  handover: { requestId: string; direction: 'to-person' | 'to-navigator' },
  actor: Actor,
  at: Date,
): Promise<Result<{ secret: string; expiresAt: string }, 'unknown' | 'sent-already'>> {
  throw new Error(`${db} ${handover} ${actor} ${at}`);
}

/** Gives the draft to whoever holds the link, by a new secret for their browser; the maker's browser no longer opens it. */
export async function useHandover(
  db: Db,
  keys: Keys,
  secret: string,
  actor: Actor,
  at: Date,
): Promise<Result<{ requestId: string; secret: string }, 'unknown' | 'used' | 'expired'>> {
  throw new Error(`${db} ${keys} ${secret} ${actor} ${at}`);
}
