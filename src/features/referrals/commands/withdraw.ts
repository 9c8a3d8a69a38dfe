import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import { OPEN_STATES } from '../moves.ts';
import { moveReferralWithin } from './move.ts';

export interface Withdrawal {
  requestId: string;
  serviceId?: string; // only the referral to this one; else all of the request
  by: 'navigator' | 'person';
  words: string; // why
}

/**
 * Withdraws the open referrals of a request, each with its event and its messages, within the transaction of whatever
 * ends them: a request that is withdrawn, an agreement that is taken back. Answers how many there were.
 */
export async function withdrawReferrals(
  trx: Transaction<Database>,
  post: PostOffice,
  { requestId, serviceId, by, words }: Withdrawal,
  actor: Actor,
  at: Date,
): Promise<number> {
  // A service that was put together with another is known by that one's id now.
  const services =
    serviceId === undefined ? null : [serviceId, ...(await followMerges(trx, [serviceId])).values()];
  const open = await trx
    .selectFrom('referral')
    .select('id')
    .where('request_id', '=', requestId)
    .where('state', 'in', OPEN_STATES)
    .$if(services !== null, (query) => query.where('service_id', 'in', services ?? []))
    .orderBy('sent_at')
    .execute();
  for (const { id } of open) {
    const moved = await moveReferralWithin(
      trx,
      post,
      { referralId: id, move: 'withdraw', by, words },
      actor,
      at,
    );
    if (!moved.ok) throw new Error(`An open referral could not be withdrawn: ${moved.error}`);
  }
  return open.length;
}
