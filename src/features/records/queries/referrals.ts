import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';

/** A referral as a person may read what was kept of it. */
export interface RecordReferral {
  reference: string;
  service: string;
  organisation: string;
  state: string;
  shared: string[]; // facts of features/consents/facts.ts
  sentAt: string;
  declineReason: string | null;
  sentTo: string[]; // addresses its links went to
  events: {
    at: string;
    actor: string;
    from: string | null;
    to: string;
    reason: string | null;
    note: string | null;
  }[];
}

/** The referrals of a request with all that happened to them, the oldest first. */
export async function listRecordReferrals(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  requestId: string,
): Promise<RecordReferral[]> {
  const rows = await db
    .selectFrom('referral')
    .innerJoin('service', 'service.id', 'referral.service_id')
    .innerJoin('organisation', 'organisation.id', 'referral.organisation_id')
    .selectAll('referral')
    .select(['service.name as service', 'organisation.name as organisation'])
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .orderBy('referral.id')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      reference: row.reference,
      service: row.service,
      organisation: row.organisation,
      state: row.state,
      shared: JSON.parse(row.shared) as string[],
      sentAt: row.sent_at,
      declineReason: row.decline_reason,
      sentTo: await addressesOf(db, keys, row.id),
      events: await eventsOf(db, keys, row.id),
    })),
  );
}

async function addressesOf(db: Db, keys: Pick<Keys, 'unseal'>, referralId: string): Promise<string[]> {
  const links = await db
    .selectFrom('referral_link')
    .select(['token_hash', 'to_sealed'])
    .where('referral_id', '=', referralId)
    .orderBy('sent_at')
    .execute();
  const addresses = links.flatMap(({ token_hash: hash, to_sealed: sealed }) =>
    sealed === null || sealed === '' ? [] : [keys.unseal(sealed, `referral-link:${hash}`)],
  );
  return [...new Set(addresses)];
}

async function eventsOf(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  referralId: string,
): Promise<RecordReferral['events']> {
  const events = await db
    .selectFrom('referral_event')
    .selectAll()
    .where('referral_id', '=', referralId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return events.map((event) => ({
    at: event.at,
    actor: event.actor,
    from: event.from_state,
    to: event.to_state,
    reason: event.reason,
    note: event.note_sealed === null ? null : keys.unseal(event.note_sealed, `referral-event:${event.id}`),
  }));
}
