import type { Db } from '#db/connection.ts';
import {
  ORGANISATION_COLUMNS,
  PHONE_COLUMNS,
  type OrganisationRows,
} from '#src/features/open-referral/shape/rows.ts';
import { feedServices } from '../feed-services.ts';
import { byOwner } from './by-owner.ts';

/**
 * The rows of organisations by id. All must be in the feed: run a service that is. Of a parent nothing is said unless
 * it is in the feed too.
 */
export async function readOrganisationRows(
  db: Db,
  today: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrganisationRows>> {
  if (ids.length === 0) return new Map();
  const organisations = await db
    .selectFrom('organisation')
    .where('id', 'in', ids)
    .select(ORGANISATION_COLUMNS)
    .execute();
  const identifiers = await db
    .selectFrom('organisation_identifier')
    .where('organisation_id', 'in', ids)
    .selectAll()
    .execute();
  const phones = await db
    .selectFrom('phone')
    .where('organisation_id', 'in', ids)
    .where('contact_id', 'is', null)
    .select(['organisation_id', ...PHONE_COLUMNS])
    .orderBy('sort_order')
    .orderBy('id')
    .execute();
  const parents = await organisationsInFeed(
    db,
    today,
    organisations.flatMap((row) => row.parent_organisation_id ?? []),
  );
  const identifiersOf = byOwner(identifiers, (row) => row.organisation_id);
  const phonesOf = byOwner(phones, (row) => row.organisation_id);
  return new Map(
    organisations.map((row) => [
      row.id,
      {
        organisation: {
          ...row,
          parent_organisation_id: parents.has(row.parent_organisation_id ?? '')
            ? row.parent_organisation_id
            : null,
        },
        identifiers: identifiersOf.get(row.id),
        phones: phonesOf.get(row.id),
      },
    ]),
  );
}

/** Which of some organisations run at least one service of the feed. */
export async function organisationsInFeed(
  db: Db,
  today: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await feedServices(db, today)
    .where('organisation.id', 'in', ids)
    .select('organisation.id')
    .distinct()
    .execute();
  return new Set(rows.map((row) => row.id));
}
