import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, Id } from '#db/schema.ts';

/** Who an organisation is told by: its own people where there are some, else the address that the page names. */
export interface Receivers {
  addresses: readonly string[];
  haveAccounts: boolean;
}

/**
 * Where an organisation hears of a report about one of its services: everybody who manages or edits its services and
 * has signed in; without such people the service's email address, and without that the organisation's.
 */
export async function findReceivers(
  db: Db | Transaction<Database>,
  { serviceId, organisationId }: { serviceId: Id; organisationId: Id },
): Promise<Receivers> {
  const people = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('account.email')
    .distinct()
    .where('account_role.organisation_id', '=', organisationId)
    .where('account_role.role', 'in', ['organisation_manager', 'organisation_editor'])
    .where('account.stopped_at', 'is', null)
    .where('account.last_signed_in_at', 'is not', null)
    .orderBy('account.email')
    .execute();
  if (people.length > 0) return { addresses: people.map(({ email }) => email), haveAccounts: true };
  const named = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .select(['service.email', 'organisation.email as organisationEmail'])
    .where('service.id', '=', serviceId)
    .executeTakeFirst();
  const address = named?.email ?? named?.organisationEmail ?? null;
  return { addresses: address === null ? [] : [address], haveAccounts: false };
}
