import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Consent } from '../rules.ts';

/** All that was ever agreed, refused or withdrawn, the oldest first; `reason` is opened when keys are given. */
export async function listConsents(db: Db, requestId: string, keys?: Keys): Promise<Consent[]> {
  throw new Error(`${db} ${requestId} ${keys}`);
}

/** What counts now: the latest of each recipient. */
export async function currentConsents(db: Db, requestId: string): Promise<Consent[]> {
  throw new Error(`${db} ${requestId}`);
}
