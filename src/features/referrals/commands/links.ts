import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { usualAddress } from '#src/features/messages/addresses.ts';
import { paths } from '#src/lib/paths.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { referralLinkExpires, type LinkPurpose } from '../links.ts';

export interface NewReferralLink {
  referralId: string;
  purpose: LinkPurpose;
  address: string | null; // null: it is read out or handed over, and its details open to nobody
  token?: string; // one that is in a message already
}

/** Makes a link for a mail to a service, in the transaction that queues the mail; answers its whole web address. */
export async function makeReferralLink(
  trx: Transaction<Database>,
  post: Pick<PostOffice, 'keys' | 'site'>,
  { referralId, purpose, address, token = newSecret() }: NewReferralLink,
  at: Date,
): Promise<string> {
  const tokenHash = hashSecret(token);
  await trx
    .insertInto('referral_link')
    .values({
      token_hash: tokenHash,
      referral_id: referralId,
      to_sealed:
        address === null
          ? null
          : post.keys.seal(usualAddress('email', address), `referral-link:${tokenHash}`),
      purpose,
      sent_at: at.toISOString(),
      expires_at: referralLinkExpires(purpose, at).toISOString(),
      used_at: null,
    })
    .execute();
  return linkOf(post, token);
}

/** The whole web address of a link. */
export const linkOf = ({ site }: Pick<PostOffice, 'site'>, token: string): string =>
  `${site.url}${paths.referral(token)}`;

/** Notes that links were used: those for an answer once it was given, all of them once the referral is over. */
export async function useReferralLinks(
  trx: Transaction<Database>,
  referralId: string,
  purposes: readonly LinkPurpose[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('referral_link')
    .set({ used_at: at.toISOString() })
    .where('referral_id', '=', referralId)
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .execute();
}
