import type { Db } from '#db/connection.ts';
import { isSharedFact, type SharedFact } from '#src/features/consents/facts.ts';
import { readAnswers } from '#src/features/requests/answers.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ageGroupOn, isDeclineReason } from '../rules.ts';
import type { ReferralCard } from '../types.ts';
import { attemptsOf } from './attempts.ts';

export const factsOfRow = (shared: string): SharedFact[] =>
  (JSON.parse(shared) as string[]).filter(isSharedFact);

/**
 * What may be seen of a referral before the service has said yes: reference, kind of help, area, and an age group where
 * the date of birth is shared. Free words of the request are left out: anything may stand in them. Once a request was
 * erased, the kind of help is what the service does.
 */
export async function readReferralCard(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  referralId: string,
  at: Date,
): Promise<ReferralCard | undefined> {
  const row = await db
    .selectFrom('referral')
    .innerJoin('request', 'request.id', 'referral.request_id')
    .innerJoin('service', 'service.id', 'referral.service_id')
    .innerJoin('organisation', 'organisation.id', 'referral.organisation_id')
    .leftJoin('account', 'account.id', 'request.navigator_id')
    .selectAll('referral')
    .select(['request.answers_sealed', 'request.area'])
    .select(['service.name as service_name', 'service.slug as service_slug'])
    .select(['organisation.name as organisation_name', 'account.name as navigator_name'])
    .where('referral.id', '=', referralId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const shared = factsOfRow(row.shared);
  const answers =
    row.answers_sealed === null
      ? {}
      : readAnswers(keys.unseal(row.answers_sealed, `request:${row.request_id}`));
  const needs = shared.includes('needs') ? (answers.needs?.slugs ?? []) : [];
  const born = shared.includes('date-of-birth') ? answers.dateOfBirth?.date : undefined;
  return {
    id: row.id,
    requestId: row.request_id,
    reference: row.reference,
    state: row.state,
    version: row.version,
    serviceId: row.service_id,
    serviceName: row.service_name,
    serviceSlug: row.service_slug,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    needs: needs.length > 0 ? needs : await needsOfService(db, row.service_id),
    area: row.area,
    ageGroup: born === undefined ? null : ageGroupOn(born, londonNow(at).day),
    shared,
    sentAt: row.sent_at,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    chaseOn: row.chase_on,
    escalateOn: row.escalate_on,
    chasedAt: row.chased_at,
    escalatedAt: row.escalated_at,
    declineReason: isDeclineReason(row.decline_reason) ? row.decline_reason : null,
    attempts: row.contact_attempts,
    attemptsAt: await attemptsOf(db, row.id),
    navigatorName: row.navigator_name,
  };
}

async function needsOfService(db: Db, serviceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('service_need')
    .select('need_slug')
    .where('service_id', '=', serviceId)
    .orderBy('need_slug')
    .execute();
  return rows.map((row) => row.need_slug);
}
