import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, Id } from '#db/schema.ts';
import { readDoNotList, readListed } from '../do-not-list/queries.ts';
import { isMeant } from '../do-not-list/rules.ts';

/** Those of these services that asked not to be listed, themselves or through whoever runs them. */
export async function findUnwanted(
  db: Db | Transaction<Database>,
  serviceIds: readonly Id[],
): Promise<ReadonlySet<Id>> {
  const entries = await readDoNotList(db);
  if (entries.length === 0 || serviceIds.length === 0) return new Set();
  const wanted = new Set(serviceIds);
  const all = await readListed(db);
  const organisations = new Set(
    all.organisations
      .filter((row) => entries.some((entry) => isMeant(entry, row.listed)))
      .map((row) => row.id),
  );
  return new Set(
    all.services
      .filter(
        (row) =>
          wanted.has(row.id) &&
          (organisations.has(row.organisationId) || entries.some((entry) => isMeant(entry, row.listed))),
      )
      .map((row) => row.id),
  );
}
