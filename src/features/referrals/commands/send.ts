import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { SharedFact } from '#src/features/consents/facts.ts';
import { currentConsents } from '#src/features/consents/queries/consents.ts';
import { isAgreed } from '#src/features/consents/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { helpInWords, type NeedNames } from '../present/help.ts';
import { newReference } from '#src/features/requests/reference.ts';
import { countVisits } from '#src/features/visits/commands.ts';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { OPEN_STATES } from '../moves.ts';
import { readReferralCard } from '../queries/card.ts';
import { findReferralAddress } from '../queries/contacts.ts';
import { findReferable, type ReferableService } from '../queries/referable.ts';
import { CHASE_WORKING_DAYS, ESCALATE_WORKING_DAYS } from '../rules.ts';
import { makeReferralLink } from './links.ts';
import { askToRing, queueTelling } from './tell.ts';

export interface NewReferrals {
  requestId: string;
  referrals: readonly { serviceId: string; shared: readonly SharedFact[] }[];
  key: string; // of the form: sent twice, they are sent once
  bankHolidays: ReadonlySet<string>; // England's
  needs: NeedNames; // the tree, for the kind of help in words
}

export type NotReferred =
  'unknown' | 'closed' | 'not-yours' | 'no-consent' | 'referred-already' | 'unknown-service';

/**
 * Refers one request to services, all or none: each gets exactly the facts that a given agreement for it covers, a mail
 * with a link to answer by and nothing personal in it, and a reference of its own. Where no mail can be sent, somebody is
 * told to ring. Refuses a request that is not with this navigator, a service without agreement, one that has an open
 * referral of the same request, and one that is not public.
 */
export async function sendReferrals(
  db: Db,
  post: PostOffice,
  input: NewReferrals,
  actor: Actor,
  at: Date,
): Promise<Result<{ referralIds: string[] }, NotReferred>> {
  const { requestId, referrals, key } = input;
  return db.transaction().execute(async (trx) => {
    const request = await trx
      .selectFrom('request')
      .select(['id', 'state', 'navigator_id', 'area'])
      .where('id', '=', requestId)
      .executeTakeFirst();
    if (request === undefined || request.state === 'draft') return refused('unknown');
    const known = await sentWith(trx, requestId, key);
    if (known.length > 0) return ok({ referralIds: known });
    if (request.state === 'closed') return refused('closed');
    if (request.state !== 'with_navigator' || request.navigator_id !== actor.id) return refused('not-yours');
    const agreed = await currentConsents(trx, requestId);
    const services = new Map<string, ReferableService>();
    for (const { serviceId, shared } of referrals) {
      const service = await findReferable(trx, serviceId, londonNow(at).day);
      if (service === undefined) return refused('unknown-service');
      if (services.has(serviceId) || (await isReferred(trx, requestId, serviceId)))
        return refused('referred-already');
      if (shared.length === 0 || !isAgreed(agreed, serviceId, shared)) return refused('no-consent');
      services.set(serviceId, service);
    }
    const referralIds: string[] = [];
    for (const [index, { serviceId, shared }] of referrals.entries()) {
      const service = services.get(serviceId);
      if (service !== undefined)
        referralIds.push(
          await sendOne(trx, post, input, { service, shared, key: `${key}:${index}` }, actor, at),
        );
    }
    return ok({ referralIds });
  });
}

async function sendOne(
  trx: Transaction<Database>,
  post: PostOffice,
  { requestId, key: sending, bankHolidays, needs }: NewReferrals,
  { service, shared, key }: { service: ReferableService; shared: readonly SharedFact[]; key: string },
  actor: Actor,
  at: Date,
): Promise<string> {
  const id = uuidv7();
  const now = at.toISOString();
  const { day } = londonNow(at);
  const chaseOn = addWorkingDays(day, CHASE_WORKING_DAYS, bankHolidays);
  const reference = newReference();
  await trx
    .insertInto('referral')
    .values({
      id,
      request_id: requestId,
      service_id: service.id,
      organisation_id: service.organisationId,
      reference,
      state: 'sent',
      shared: JSON.stringify(shared),
      sent_at: now,
      sent_by: actor.id,
      chase_on: chaseOn,
      escalate_on: addWorkingDays(day, ESCALATE_WORKING_DAYS, bankHolidays),
    })
    .execute();
  await trx
    .insertInto('referral_event')
    .values({
      id: uuidv7(),
      referral_id: id,
      at: now,
      actor: actor.id,
      from_state: null,
      to_state: 'sent',
      idempotency_key: key,
    })
    .execute();
  await recordEvent(trx, {
    at,
    actor,
    action: 'referral.send',
    entity: 'referral',
    entityId: id,
    after: { request: requestId, service: service.id, shared },
  });
  await countVisits(trx, [{ serviceId: service.id, day, kind: 'asked', visits: 1 }]);
  const address = await findReferralAddress(trx, post.keys, service.id, at);
  const link =
    address === null
      ? null
      : await makeReferralLink(trx, post, { referralId: id, purpose: 'answer', address }, at);
  if (address === null) await askToRing(trx, { referralId: id, why: 'it is new', key: id }, at);
  const card = await readReferralCard(trx, post.keys, id, at);
  await queueTelling(
    trx,
    post,
    {
      kind: 'referral.sent',
      requestId,
      referralId: id,
      actorId: actor.id,
      key: sending,
      service: { address, link },
      reference,
      help: helpInWords(needs, card?.needs ?? []),
      area: card?.area ?? null,
      answerBy: chaseOn,
    },
    at,
  );
  return id;
}

async function sentWith(trx: Transaction<Database>, requestId: string, key: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('referral_event')
    .innerJoin('referral', 'referral.id', 'referral_event.referral_id')
    .select('referral.id')
    .where('referral.request_id', '=', requestId)
    .where('referral_event.idempotency_key', 'like', `${key}:%`)
    .orderBy('referral_event.id')
    .execute();
  return rows.map(({ id }) => id);
}

async function isReferred(
  trx: Transaction<Database>,
  requestId: string,
  serviceId: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('referral')
    .select('id')
    .where('request_id', '=', requestId)
    .where('service_id', '=', serviceId)
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirst();
  return row !== undefined;
}
