import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { ADDRESS_PURPOSE, usualAddress } from '#src/features/messages/addresses.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { linkExpires } from '../links.ts';

export interface NewLink {
  token: string;
  organisationId: string;
  address: string;
  serviceIds: readonly string[];
}

/** Keeps a link that was put into a mail, in the transaction that queues the mail. */
export async function keepLink(
  trx: Transaction<Database>,
  keys: Pick<Keys, 'seal' | 'hash'>,
  { token, organisationId, address, serviceIds }: NewLink,
  at: Date,
): Promise<void> {
  const tokenHash = hashSecret(token);
  await trx
    .insertInto('review_link')
    .values({
      token_hash: tokenHash,
      organisation_id: organisationId,
      services: JSON.stringify(serviceIds),
      to_sealed: keys.seal(address, `review-link:${tokenHash}`),
      to_hash: keys.hash(usualAddress('email', address), ADDRESS_PURPOSE),
      sent_at: at.toISOString(),
      expires_at: linkExpires(at).toISOString(),
      used_at: null,
    })
    .execute();
}
