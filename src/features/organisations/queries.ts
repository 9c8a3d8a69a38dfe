import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';
import type {
  Day,
  OrganisationIdentifierTable,
  OrganisationTable,
  PhoneTable,
  SourceTable,
} from '#db/schema.ts';

export interface OrganisationDetail {
  organisation: Selectable<OrganisationTable>;
  identifiers: Selectable<OrganisationIdentifierTable>[];
  phones: Selectable<PhoneTable>[];
  source: Selectable<SourceTable> | null;
}

/** The present address of an organisation that was merged into another and had this one; undefined for any other. */
export async function findKeptOrganisationSlug(db: Db, slug: string): Promise<string | undefined> {
  const merged = await db
    .selectFrom('organisation')
    .select('id')
    .where('slug', '=', slug)
    .where('merged_into', 'is not', null)
    .executeTakeFirst();
  if (merged === undefined) return undefined;
  const kept = await db
    .selectFrom('organisation')
    .select('slug')
    .where('id', '=', (await followMerges(db, [merged.id], 'organisation')).get(merged.id) ?? '')
    .where('visibility', '=', 'public')
    .executeTakeFirst();
  return kept?.slug;
}

/** An organisation's public page by its address, or undefined. Its services come from the search index. */
export async function findOrganisationBySlug(db: Db, slug: string): Promise<OrganisationDetail | undefined> {
  const organisation = await db
    .selectFrom('organisation')
    .selectAll()
    .where('slug', '=', slug)
    .where('visibility', '=', 'public')
    .executeTakeFirst();
  if (organisation === undefined) return undefined;
  const [identifiers, phones, source] = await Promise.all([
    db
      .selectFrom('organisation_identifier')
      .selectAll()
      .where('organisation_id', '=', organisation.id)
      .execute(),
    db
      .selectFrom('phone')
      .selectAll()
      .where('organisation_id', '=', organisation.id)
      .orderBy('sort_order')
      .execute(),
    findSource(db, organisation.source_id),
  ]);
  return { organisation, identifiers, phones, source: source ?? null };
}

/** Where a record came from and the terms it came on; undefined for our own. */
export async function findSource(db: Db, id: string | null): Promise<Selectable<SourceTable> | undefined> {
  if (id === null) return undefined;
  return db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All sources with their licences, for the credits page. */
export async function listSources(db: Db): Promise<Selectable<SourceTable>[]> {
  return db.selectFrom('source').selectAll().orderBy('name').execute();
}

/** Addresses of every organisation that runs at least one service the public may see on `today`, for the sitemap. */
export async function listOrganisationSlugs(db: Db, today: Day): Promise<string[]> {
  const rows = await publicServices(db, today)
    .select('organisation.slug')
    .distinct()
    .orderBy('organisation.slug')
    .execute();
  return rows.map((row) => row.slug);
}

/** An organisation by its id, public or not: for those who work on it. */
export const findOrganisation = (db: Db, id: string): Promise<Selectable<OrganisationTable> | undefined> =>
  db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
