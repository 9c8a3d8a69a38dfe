import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';

/** Somebody looked at a person's record, or took it away. */
export interface RecordView {
  at: string;
  by: string; // account id, "referral-link" ...
  byName: string | null; // of an account
  serviceName: string | null; // of a referral that was looked at: all a service sees is what was shared with it
  action: 'request.view' | 'request.export' | 'referral.view';
  reason: string | null; // of somebody who was not involved
}

/** Who has looked at a request and at its referrals, the newest first. */
export async function listViews(db: Db, keys: Keys, requestId: string): Promise<RecordView[]> {
  throw new Error(`${db} ${keys} ${requestId}`);
}
