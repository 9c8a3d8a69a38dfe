import type { Db } from '#db/connection.ts';
import type { Consent } from '#src/features/consents/rules.ts';
import { listConsents } from '#src/features/consents/queries/consents.ts';
import { isSharedFact, type SharedFact } from '#src/features/consents/facts.ts';
import type { DeclineReason, ReferralState } from '#src/features/referrals/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import type { Answers } from '../answers.ts';
import { listAttempts, listHistory, listNotes } from './history.ts';
import type { ContactAttempt, HistoryEvent, RequestNote } from './history.ts';
import { findAnswers, findRequest, type RequestFacts } from './requests.ts';
import { listViews, type RecordView } from './views.ts';

/** A referral as the person whose it is may see it. */
export interface TrackReferral {
  id: string;
  reference: string;
  serviceId: string;
  serviceName: string;
  serviceSlug: string | null; // null: it is not in the public directory now
  organisationName: string;
  state: ReferralState;
  shared: SharedFact[];
  sentAt: string;
  answerDueOn: string; // date in England
  chasedAt: string | null;
  escalatedAt: string | null;
  declineReason: DeclineReason | null;
  events: { at: string; toState: ReferralState }[]; // the oldest first
}

/** All that /track shows, after the proof. */
export interface TrackRecord {
  request: RequestFacts;
  answers: Answers;
  consents: Consent[]; // all of them, the oldest first
  attempts: ContactAttempt[];
  notes: RequestNote[];
  events: HistoryEvent[];
  referrals: TrackReferral[];
  views: RecordView[];
}

/** What the person, or who asked for them, may see of a sent request; `openTrack` says in the audit trail that it was read. */
export async function readForTrack(
  db: Db,
  keys: Keys,
  requestId: string,
): Promise<TrackRecord | 'unknown' | 'erased'> {
  const request = await findRequest(db, requestId);
  if (request === undefined || request.state === 'draft') return 'unknown';
  const answers = await findAnswers(db, keys, requestId);
  if (answers === undefined) return 'erased';
  return {
    request,
    answers,
    consents: await listConsents(db, requestId),
    attempts: await listAttempts(db, keys, requestId),
    notes: await listNotes(db, keys, requestId),
    events: await listHistory(db, keys, requestId),
    referrals: await listTrackReferrals(db, requestId),
    views: await listViews(db, keys, requestId),
  };
}

/** The referrals of a request with what happened to each, the oldest first; no words of any service. */
export async function listTrackReferrals(db: Db, requestId: string): Promise<TrackReferral[]> {
  const rows = await db
    .selectFrom('referral')
    .innerJoin('service', 'service.id', 'referral.service_id')
    .innerJoin('organisation', 'organisation.id', 'referral.organisation_id')
    .select([
      'referral.id',
      'referral.reference',
      'referral.service_id',
      'referral.state',
      'referral.shared',
      'referral.sent_at',
      'referral.escalate_on',
      'referral.chased_at',
      'referral.escalated_at',
      'referral.decline_reason',
      'service.name as service_name',
      'service.slug',
      'service.status',
      'organisation.name as organisation_name',
    ])
    .where('referral.request_id', '=', requestId)
    .orderBy('referral.sent_at')
    .orderBy('referral.id')
    .execute();
  const events = await db
    .selectFrom('referral_event')
    .innerJoin('referral', 'referral.id', 'referral_event.referral_id')
    .select(['referral_event.referral_id', 'referral_event.at', 'referral_event.to_state'])
    .where('referral.request_id', '=', requestId)
    .orderBy('referral_event.at')
    .orderBy('referral_event.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    serviceId: row.service_id,
    serviceName: row.service_name,
    serviceSlug: row.status === 'active' ? row.slug : null,
    organisationName: row.organisation_name,
    state: row.state,
    shared: (JSON.parse(row.shared) as string[]).filter(isSharedFact),
    sentAt: row.sent_at,
    answerDueOn: row.escalate_on,
    chasedAt: row.chased_at,
    escalatedAt: row.escalated_at,
    declineReason: row.decline_reason as DeclineReason | null,
    events: events
      .filter((event) => event.referral_id === row.id)
      .map((event) => ({ at: event.at, toState: event.to_state })),
  }));
}

/** What the link that asks for feedback finds: it is still wanted, it was given, or there is no such link. */
export async function findFeedbackState(db: Db, secret: string): Promise<'open' | 'given' | 'unknown'> {
  const row = await db
    .selectFrom('request')
    .select('feedback_given_at')
    .where('feedback_token_hash', '=', hashSecret(secret))
    .executeTakeFirst();
  if (row === undefined) return 'unknown';
  return row.feedback_given_at === null ? 'open' : 'given';
}
