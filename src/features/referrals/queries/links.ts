import type { Db } from '#db/connection.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { referralLinkRefusal, type ReferralLink, type ReferralLinkRefusal } from '../links.ts';
import type { ReferralCard } from '../types.ts';
import { readReferralCard } from './card.ts';
import { isReferralAddress } from './contacts.ts';

export interface LinkedReferral {
  link: ReferralLink;
  card: ReferralCard;
}

/** The link whose secret this is, however old. Reading it changes nothing: programs that guard mail open every link. */
export async function findReferralLink(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  token: string,
): Promise<ReferralLink | undefined> {
  const tokenHash = hashSecret(token);
  const row = await db
    .selectFrom('referral_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    tokenHash,
    referralId: row.referral_id,
    address: row.to_sealed === null ? null : keys.unseal(row.to_sealed, `referral-link:${tokenHash}`),
    purpose: row.purpose,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}

/**
 * What a link opens, for showing: reading it uses nothing up and changes nothing. The refusal comes with the card when
 * there is one, so that a page can say what was answered; never with anything personal.
 */
export async function findReferralByLink(
  db: Db,
  keys: Keys,
  token: string,
  at: Date,
): Promise<Result<LinkedReferral, ReferralLinkRefusal>> {
  const link = await findReferralLink(db, keys, token);
  const card = link === undefined ? undefined : await readReferralCard(db, keys, link.referralId, at);
  const refusal = referralLinkRefusal(link, card?.state, at);
  if (link === undefined || card === undefined || refusal !== null) return refused(refusal ?? 'unknown');
  if (link.address !== null && !(await isReferralAddress(db, card.serviceId, link.address)))
    return refused('not-yours');
  return ok({ link, card });
}
