import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit, type Actor } from '#src/features/audit/rules.ts';
import { listConsents } from '#src/features/consents/queries/consents.ts';
import type { Consent } from '#src/features/consents/rules.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { readAnswers, type Answers } from '../answers.ts';
import {
  listAttempts,
  listHistory,
  listNotes,
  type ContactAttempt,
  type HistoryEvent,
  type RequestNote,
} from '../queries/history.ts';
import { findByLookup, type QueueRow } from '../queries/queue.ts';
import { findRequest, type RequestFacts } from '../queries/requests.ts';
import { readReason, type Why } from '../queries/views.ts';
import { isInvolved, REASON_MINUTES } from '../rules.ts';

/** A referral as it stands beside the request; features/referrals knows more of it. */
export interface ReferralLine {
  id: string;
  reference: string;
  serviceId: string;
  serviceName: string;
  organisationName: string;
  state: ReferralState;
  sentAt: string;
  closedAt: string | null;
}

/** Everything a navigator may see of a person. */
export interface OpenedRequest {
  request: RequestFacts;
  answers: Answers;
  closedNote: string | null;
  consents: Consent[]; // all of them, the oldest first
  attempts: ContactAttempt[];
  notes: RequestNote[];
  events: HistoryEvent[];
  referrals: ReferralLine[];
}

export interface Asked {
  requestId: string;
  viewer: Actor;
  reason?: string | undefined; // of somebody who is not involved
}

/**
 * Opens a person's record for a member of staff, and says so in the audit trail: THE way in which staff read what is
 * sealed. Whoever is not involved (rules.ts isInvolved) gives a reason, once in an hour; it is kept sealed, for people are
 * named in reasons. Refuses drafts as `unknown`. Whether somebody may see requests at all, the page asks.
 */
export async function openRequest(
  db: Db,
  keys: Keys,
  { requestId, viewer, reason }: Asked,
  at: Date,
): Promise<Result<OpenedRequest, 'unknown' | 'reason-needed' | 'erased'>> {
  return db.transaction().execute(async (trx) => {
    const request = await findRequest(trx, requestId);
    if (request === undefined || request.state === 'draft') return refused('unknown');
    if (request.isErased) return refused('erased');
    const involved = isInvolved(request, viewer.id);
    const why = involved ? null : await reasonFor(trx, keys, { requestId, viewer, reason }, at);
    if (!involved && why === null) return refused('reason-needed');
    await recordEvent(trx, {
      at,
      actor: viewer,
      action: 'request.view',
      entity: 'request',
      entityId: requestId,
      ...(why !== null && { after: why }),
    });
    return ok(await readRecord(trx, keys, request));
  });
}

/** The reason given now, or the one this viewer gave within the last hour. Null: there is none. */
async function reasonFor(
  trx: Transaction<Database>,
  keys: Keys,
  { requestId, viewer, reason = '' }: Asked,
  at: Date,
): Promise<Why | null> {
  if (reason.trim() !== '')
    return { reason: sealedForAudit(keys.seal, reason.trim(), 'request', requestId), isGiven: true };
  const earlier = await trx
    .selectFrom('audit_event')
    .select('after')
    .where('entity', '=', 'request')
    .where('entity_id', '=', requestId)
    .where('action', '=', 'request.view')
    .where('actor', '=', viewer.id)
    .where('session_id', viewer.sessionId === null ? 'is' : '=', viewer.sessionId)
    .where('happened_at', '>', new Date(at.getTime() - REASON_MINUTES * 60_000).toISOString())
    .orderBy('sequence', 'desc')
    .execute();
  const given = earlier.map(({ after }) => readReason(after)).find((why) => why?.isGiven === true);
  return given === undefined || given === null ? null : { reason: given.reason, isGiven: false };
}

async function readRecord(
  trx: Transaction<Database>,
  keys: Keys,
  request: RequestFacts,
): Promise<OpenedRequest> {
  const { id } = request;
  const { answers_sealed, closed_note_sealed } = await trx
    .selectFrom('request')
    .select(['answers_sealed', 'closed_note_sealed'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    request,
    answers: readAnswers(keys.unseal(answers_sealed ?? '', `request:${id}`)),
    closedNote: closed_note_sealed === null ? null : keys.unseal(closed_note_sealed, `request-closed:${id}`),
    consents: await listConsents(trx, id, keys),
    attempts: await listAttempts(trx, keys, id),
    notes: await listNotes(trx, keys, id),
    events: await listHistory(trx, keys, id),
    referrals: await referralsOf(trx, id),
  };
}

const referralsOf = (db: Db, requestId: string): Promise<ReferralLine[]> =>
  db
    .selectFrom('referral')
    .innerJoin('service', 'service.id', 'referral.service_id')
    .innerJoin('organisation', 'organisation.id', 'referral.organisation_id')
    .select(['referral.id', 'referral.reference', 'referral.service_id as serviceId'])
    .select(['service.name as serviceName', 'organisation.name as organisationName', 'referral.state'])
    .select(['referral.sent_at as sentAt', 'referral.closed_at as closedAt'])
    .where('referral.request_id', '=', requestId)
    .orderBy('referral.sent_at')
    .orderBy('referral.id')
    .execute();

/** Finds the requests of somebody by what a navigator typed, and notes that they looked and how many there were. */
export async function lookForRequests(
  db: Db,
  keys: Keys,
  { typed, today }: { typed: string; today: string },
  viewer: Actor,
  at: Date,
): Promise<QueueRow[]> {
  const rows = await findByLookup(db, keys, typed, today);
  const found = { found: rows.length };
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor: viewer,
      action: 'request.find',
      entity: 'request',
      entityId: 'all',
      after: found,
    }),
  );
  return rows;
}
