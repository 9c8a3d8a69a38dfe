import type { Db } from '#db/connection.ts';
import { ADDRESS_PURPOSE, canBeSentTo, usualAddress } from '#src/features/messages/addresses.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { LadderRow } from './ladder.ts';

/** Whom to ask about services. */
export interface Contacts {
  /** The address that answers for a service: nobody was told in vain there. Null: there is none. */
  addressOf(service: Answerable): string | null;
  /** True when an address is still one of those that answer for a service. */
  isContact(service: Answerable, address: string): boolean;
}

type Answerable = Pick<LadderRow, 'organisationId' | 'emails'>;

/** After so many days an address that our mails could not be sent to is tried again: it may have been our fault. */
const FAILED_DAYS = 20;

/**
 * Reads whom to ask: the managers of the organisation, then its editors, each in the order they came; then whoever
 * checked the service last, the service's own address, the organisation's. An address that mail came back from is
 * passed over, and for a while one that no review mail could be sent to. People who were stopped, or never took up their invitation, are not asked.
 */
export async function readContacts(db: Db, keys: Pick<Keys, 'hash'>, at: Date): Promise<Contacts> {
  const since = new Date(at.getTime() - FAILED_DAYS * 86_400_000).toISOString();
  const people = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select(['account_role.organisation_id', 'account_role.role', 'account.email'])
    .where('account_role.role', 'in', ['organisation_manager', 'organisation_editor'])
    .where('account.stopped_at', 'is', null)
    .where('account.is_demo', '=', 0)
    .where((eb) =>
      eb.or([eb('account.password_hash', 'is not', null), eb('account.last_signed_in_at', 'is not', null)]),
    )
    .orderBy('account_role.role', 'desc') // managers before editors
    .orderBy('account_role.granted_at')
    .orderBy('account.id')
    .execute();
  const emails = db.selectFrom('message').select('to_hash').where('kind', '=', 'email');
  const lost = [
    ...(await emails.where('bounced_at', 'is not', null).execute()),
    ...(await emails
      .where('failed_at', 'is not', null)
      .where('failed_at', '>=', since)
      .where('template', 'in', ['review-due', 'review-overdue'])
      .execute()),
  ];
  const passedOver = new Set(lost.map((row) => row.to_hash));
  const byOrganisation = Map.groupBy(people, (person) => person.organisation_id);
  const hashes = new Map<string, string>();
  const hashOf = (email: string): string => {
    const known = hashes.get(email) ?? keys.hash(usualAddress('email', email), ADDRESS_PURPOSE);
    hashes.set(email, known);
    return known;
  };
  const addressesOf = ({ organisationId, emails }: Answerable): string[] =>
    [...(byOrganisation.get(organisationId) ?? []).map((person) => person.email), ...emails]
      .map((email) => email.trim())
      .filter((email) => canBeSentTo('email', email));
  return {
    addressOf(service) {
      const reachable = addressesOf(service).find((email) => !passedOver.has(hashOf(email)));
      return reachable === undefined ? null : usualAddress('email', reachable);
    },
    isContact: (service, address) =>
      addressesOf(service).some((email) => usualAddress('email', email) === usualAddress('email', address)),
  };
}
