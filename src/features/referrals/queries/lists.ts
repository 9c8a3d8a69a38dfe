import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { ReferralState } from '../moves.ts';
import type { ReferralCard } from '../types.ts';
import { readReferralCard } from './card.ts';

/** Whose turn it is, or that it is over. */
export const REFERRAL_LISTS = ['waiting', 'asked', 'going-on', 'closed'] as const;
export type ReferralList = (typeof REFERRAL_LISTS)[number];

const STATES = {
  waiting: ['sent', 'opened'],
  asked: ['more_information_asked'],
  'going-on': ['accepted', 'contacted', 'started'],
  closed: ['declined', 'completed', 'could_not_contact', 'person_declined', 'withdrawn'],
} as const satisfies Readonly<Record<ReferralList, readonly ReferralState[]>>;

export const listOf = (state: ReferralState): ReferralList =>
  REFERRAL_LISTS.find((list) => (STATES[list] as readonly ReferralState[]).includes(state)) ?? 'closed';

/** A line of a service's list: nothing of it tells who the person is. */
export interface ReferralRow {
  id: string;
  reference: string;
  state: ReferralState;
  serviceId: string;
  serviceName: string;
  organisationId: string;
  organisationName: string;
  area: string | null;
  sentAt: string;
  chaseOn: string;
  escalateOn: string;
  closedAt: string | null;
}

/** The referrals of organisations: those that wait the longest first, those that are over the latest first. */
export async function listReferralsOf(
  db: Db,
  organisationIds: readonly string[],
  list: ReferralList,
  page: { offset: number; limit: number } = { offset: 0, limit: 200 },
): Promise<{ rows: ReferralRow[]; total: number }> {
  if (organisationIds.length === 0) return { rows: [], total: 0 };
  const found = db
    .selectFrom('referral')
    .where('referral.organisation_id', 'in', organisationIds)
    .where('referral.state', 'in', STATES[list]);
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .innerJoin('request', 'request.id', 'referral.request_id')
    .innerJoin('service', 'service.id', 'referral.service_id')
    .innerJoin('organisation', 'organisation.id', 'referral.organisation_id')
    .select(['referral.id', 'referral.reference', 'referral.state', 'referral.service_id'])
    .select(['referral.organisation_id', 'referral.sent_at', 'referral.chase_on', 'referral.escalate_on'])
    .select(['referral.closed_at', 'request.area', 'service.name as service_name'])
    .select('organisation.name as organisation_name')
    .$if(list === 'closed', (query) => query.orderBy('referral.closed_at', 'desc'))
    .orderBy('referral.sent_at')
    .orderBy('referral.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return {
    total: Number(total),
    rows: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      state: row.state,
      serviceId: row.service_id,
      serviceName: row.service_name,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      area: row.area,
      sentAt: row.sent_at,
      chaseOn: row.chase_on,
      escalateOn: row.escalate_on,
      closedAt: row.closed_at,
    })),
  };
}

/** Where a referral belongs, for deciding who may see it; nothing personal. */
export async function findReferralPlace(
  db: Db,
  id: string,
): Promise<{ organisationId: string; requestId: string; state: ReferralState } | undefined> {
  const row = await db
    .selectFrom('referral')
    .select(['organisation_id', 'request_id', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { organisationId: row.organisation_id, requestId: row.request_id, state: row.state };
}

/** The referrals of a request as navigators list them, the first first. */
export async function listReferralsFor(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  requestId: string,
  at: Date,
): Promise<ReferralCard[]> {
  const rows = await db
    .selectFrom('referral')
    .select('id')
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .orderBy('id')
    .execute();
  const cards: ReferralCard[] = [];
  for (const { id } of rows) {
    const card = await readReferralCard(db, keys, id, at);
    if (card !== undefined) cards.push(card);
  }
  return cards;
}
