import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { OrganisationTable } from '#db/schema.ts';

/** An organisation beside another one that may be the same. */
export interface ComparedOrganisation {
  row: Selectable<OrganisationTable>;
  identifiers: string[]; // charity and company numbers
  phones: string[];
  services: number;
  people: number; // with a role here
}

/** What is known of an organisation that helps to tell whether another is the same; undefined for an unknown id. */
export async function findComparedOrganisation(
  db: Db,
  id: string,
): Promise<ComparedOrganisation | undefined> {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const identifiers = await db
    .selectFrom('organisation_identifier')
    .select('identifier')
    .where('organisation_id', '=', id)
    .orderBy('identifier')
    .execute();
  const phones = await db
    .selectFrom('phone')
    .select('number')
    .where('organisation_id', '=', id)
    .orderBy('sort_order')
    .execute();
  const { services } = await db
    .selectFrom('service')
    .select((eb) => eb.fn.countAll<number>().as('services'))
    .where('organisation_id', '=', id)
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow();
  const { people } = await db
    .selectFrom('account_role')
    .select((eb) => eb.fn.count<number>('account_id').distinct().as('people'))
    .where('organisation_id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    row,
    identifiers: identifiers.map(({ identifier }) => identifier),
    phones: phones.map(({ number }) => number),
    services,
    people,
  };
}
