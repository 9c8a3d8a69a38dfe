import type { Db } from '#db/connection.ts';
import type { Visibility } from '#db/vocabulary.ts';

/** One side of a pair as staff see it. */
export interface Listed {
  id: string;
  slug: string;
  name: string;
  organisationName: string | null; // null for an organisation
  visibility: Visibility;
  sourceId: string | null;
  sourceName: string | null; // null: written here
  missingSince: string | null; // its source no longer has it
}

/** Most variables that one statement is given; SQLite takes 32,766. */
const AT_ONCE = 5_000;

async function inParts<Row extends { id: string }>(
  ids: readonly string[],
  read: (part: readonly string[]) => Promise<Row[]>,
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (let from = 0; from < ids.length; from += AT_ONCE)
    for (const row of await read(ids.slice(from, from + AT_ONCE))) found.set(row.id, row);
  return found;
}

/** Services as staff see them in a list, by id. */
export const readListedServices = (db: Db, ids: readonly string[]): Promise<Map<string, Listed>> =>
  inParts(ids, (part) =>
    db
      .selectFrom('service')
      .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
      .leftJoin('source', 'source.id', 'service.source_id')
      .where('service.id', 'in', part)
      .select([
        'service.id',
        'service.slug',
        'service.name',
        'organisation.name as organisationName',
        'service.visibility',
        'service.source_id as sourceId',
        'source.name as sourceName',
        'service.source_missing_since as missingSince',
      ])
      .execute(),
  );

/** Organisations as staff see them in a list, by id. */
export const readListedOrganisations = (db: Db, ids: readonly string[]): Promise<Map<string, Listed>> =>
  inParts(ids, async (part) => {
    const rows = await db
      .selectFrom('organisation')
      .leftJoin('source', 'source.id', 'organisation.source_id')
      .where('organisation.id', 'in', part)
      .select([
        'organisation.id',
        'organisation.slug',
        'organisation.name',
        'organisation.visibility',
        'organisation.source_id as sourceId',
        'source.name as sourceName',
        'organisation.source_missing_since as missingSince',
      ])
      .execute();
    return rows.map((row) => ({ ...row, organisationName: null }));
  });
