import type { Db } from '#db/connection.ts';
import { ADDRESS_PURPOSE, canBeSentTo, usualAddress } from '#src/features/messages/addresses.ts';
import type { Keys } from '#src/lib/security/keys.ts';

/** An address that a mail could not be sent to is tried again after so many days: it may have been our fault. */
const FAILED_DAYS = 20;

/**
 * The addresses that answer for the referrals of a service, the nearest first: whoever handles the organisation's
 * referrals here, in the order they came; then the service's own address, and the organisation's. People who were
 * stopped, or never took up their invitation, are not asked.
 */
export async function listReferralAddresses(db: Db, serviceId: string): Promise<string[]> {
  const service = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .select(['service.email', 'service.organisation_id', 'organisation.email as organisation_email'])
    .where('service.id', '=', serviceId)
    .executeTakeFirst();
  if (service === undefined) return [];
  const handlers = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('account.email')
    .where('account_role.organisation_id', '=', service.organisation_id)
    .where('account_role.role', '=', 'referral_handler')
    .where('account.stopped_at', 'is', null)
    .where('account.is_demo', '=', 0)
    .where((eb) =>
      eb.or([eb('account.password_hash', 'is not', null), eb('account.last_signed_in_at', 'is not', null)]),
    )
    .orderBy('account_role.granted_at')
    .orderBy('account.id')
    .execute();
  const all = [...handlers.map(({ email }) => email), service.email, service.organisation_email].flatMap(
    (email) => (email !== null && canBeSentTo('email', email) ? [usualAddress('email', email)] : []),
  );
  return [...new Set(all)];
}

/** The address to which a referral to a service is sent: the nearest that mail did not come back from. Null: there is none. */
export async function findReferralAddress(
  db: Db,
  keys: Pick<Keys, 'hash'>,
  serviceId: string,
  at: Date,
): Promise<string | null> {
  const addresses = await listReferralAddresses(db, serviceId);
  if (addresses.length === 0) return null;
  const hashes = new Map(addresses.map((address) => [keys.hash(address, ADDRESS_PURPOSE), address]));
  const since = new Date(at.getTime() - FAILED_DAYS * 86_400_000).toISOString();
  const lost = await db
    .selectFrom('message')
    .select('to_hash')
    .where('kind', '=', 'email')
    .where('to_hash', 'in', [...hashes.keys()])
    .where((eb) =>
      eb.or([
        eb('bounced_at', 'is not', null),
        eb('failed_at', '>=', since).and('about_entity', '=', 'referral'),
      ]),
    )
    .execute();
  for (const { to_hash: hash } of lost) hashes.delete(hash);
  return [...hashes.values()][0] ?? null;
}

/** True while an address answers for the referrals of a service: somebody who left an organisation does not. */
export const isReferralAddress = async (db: Db, serviceId: string, address: string): Promise<boolean> =>
  (await listReferralAddresses(db, serviceId)).includes(usualAddress('email', address));

/**
 * The address that a service answered from, or was last written to, while it still answers for the service and its mail
 * arrives; null otherwise.
 */
export async function findLinkAddress(
  db: Db,
  keys: Pick<Keys, 'unseal' | 'hash'>,
  {
    referralId,
    serviceId,
    linkHash,
  }: { referralId: string; serviceId: string; linkHash?: string | undefined },
): Promise<string | null> {
  const row = await db
    .selectFrom('referral_link')
    .select(['token_hash', 'to_sealed'])
    .where('referral_id', '=', referralId)
    .where('to_sealed', 'is not', null)
    .$if(linkHash !== undefined, (query) => query.where('token_hash', '=', linkHash ?? ''))
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.to_sealed === null) return null;
  const address = keys.unseal(row.to_sealed, `referral-link:${row.token_hash}`);
  const bounced = await db
    .selectFrom('message')
    .select('id')
    .where('to_hash', '=', keys.hash(address, ADDRESS_PURPOSE))
    .where('bounced_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return bounced === undefined && (await isReferralAddress(db, serviceId, address)) ? address : null;
}
