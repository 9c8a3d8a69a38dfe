import type { Db } from '#db/connection.ts';

/** A service that a request can be referred to. */
export interface ReferableService {
  id: string;
  name: string;
  organisationId: string;
}

/** The service with this id, if it is public, runs, and nothing took its place. `today`: YYYY-MM-DD in London. */
export async function findReferable(
  db: Db,
  serviceId: string,
  today: string,
): Promise<ReferableService | undefined> {
  const row = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .select(['service.id', 'service.name', 'service.organisation_id'])
    .where('service.id', '=', serviceId)
    .where('service.visibility', '=', 'public')
    .where('service.status', 'in', ['active', 'temporarily closed'])
    .where('service.merged_into', 'is', null)
    .where((eb) => eb.or([eb('service.valid_to', 'is', null), eb('service.valid_to', '>=', today)]))
    .where('organisation.visibility', '=', 'public')
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, name: row.name, organisationId: row.organisation_id };
}
