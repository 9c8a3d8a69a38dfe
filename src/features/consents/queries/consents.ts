import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { isSharedFact } from '../facts.ts';
import { latestConsents, type Consent } from '../rules.ts';

/** All that was ever agreed, refused or withdrawn, the oldest first; `reason` is opened when keys are given. */
export async function listConsents(
  db: Db,
  requestId: string,
  keys?: Pick<Keys, 'unseal'>,
): Promise<Consent[]> {
  const rows = await db
    .selectFrom('consent')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    serviceId: row.service_id,
    recipient: row.recipient,
    shared: (JSON.parse(row.shared) as string[]).filter(isSharedFact),
    decision: row.decision,
    givenBy: row.given_by,
    method: row.method,
    wordingId: row.wording_id,
    wording: row.wording,
    reason:
      row.reason_sealed === null || keys === undefined
        ? null
        : keys.unseal(row.reason_sealed, `consent:${row.id}`),
    at: row.at,
    recordedBy: row.recorded_by,
  }));
}

/** What counts now: the latest of each recipient. */
export const currentConsents = async (db: Db, requestId: string): Promise<Consent[]> =>
  latestConsents(await listConsents(db, requestId));
