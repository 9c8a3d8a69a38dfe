import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { OrganisationTable } from '#db/schema.ts';

/** The name of an organisation, hidden or not; undefined when there is none of this id. */
export async function findOrganisationName(db: Db, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('organisation').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name;
}

/** An organisation as the desk sees it, hidden or not. */
export const findOrganisation = (db: Db, id: string): Promise<Selectable<OrganisationTable> | undefined> =>
  db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
