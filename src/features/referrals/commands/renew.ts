import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { ANSWER_LINK_DAYS } from '../links.ts';
import { isOpenReferral, mayReadFacts } from '../rules.ts';
import { isReferralAddress } from '../queries/contacts.ts';
import { findReferralLink } from '../queries/links.ts';
import { LINK_ACTOR } from './answer.ts';
import { linkOf, makeReferralLink } from './links.ts';

/**
 * Sends a new link to the address an older one was sent to and to no other, at most one an hour. Refuses when that
 * address no longer answers for the service (`not-yours`), and when the referral is over.
 */
export async function renewReferralLink(
  db: Db,
  post: PostOffice,
  token: string,
  at: Date,
): Promise<Result<'sent', 'unknown' | 'not-yours' | 'over'>> {
  const link = await findReferralLink(db, post.keys, token);
  if (link === undefined || link.address === null) return refused('unknown');
  const { address, referralId } = link;
  return db.transaction().execute(async (trx) => {
    const referral = await trx
      .selectFrom('referral')
      .select(['state', 'service_id', 'reference'])
      .where('id', '=', referralId)
      .executeTakeFirstOrThrow();
    if (!isOpenReferral(referral.state)) return refused('over');
    if (!(await isReferralAddress(trx, referral.service_id, address))) return refused('not-yours');
    const purpose = mayReadFacts(referral.state) ? 'progress' : 'answer';
    const fresh = newSecret();
    const message = prepareMessage(post, {
      kind: 'email',
      template: 'referral-link',
      to: address,
      values: { reference: referral.reference, days: String(ANSWER_LINK_DAYS) },
      links: { link: linkOf(post, fresh) },
      about: { entity: 'referral', id: referralId },
      dedupeKey: `referral-link:${referralId}:${post.keys.hash(address, 'referral-link')}:${at.toISOString().slice(0, 13)}`,
    });
    if ((await queueMessage(trx, message, at)) === 'known') return ok('sent' as const);
    await makeReferralLink(trx, post, { referralId, purpose, address, token: fresh }, at);
    await recordEvent(trx, {
      at,
      actor: LINK_ACTOR,
      action: 'referral.link',
      entity: 'referral',
      entityId: referralId,
    });
    return ok('sent' as const);
  });
}
