import type { Db } from '#db/connection.ts';
import type { LocationRecord } from '#src/features/services/record.ts';
import { readLocations } from './places.ts';

/** More places than this are not offered to choose from. */
const MOST_PLACES = 100;

/** The places at which an organisation's services happen, private ones too, by name: for its own editors. */
export async function listOrganisationPlaces(db: Db, organisationId: string): Promise<LocationRecord[]> {
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('service', 'service.id', 'service_at_location.service_id')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .select(['location.id', 'location.name'])
    .distinct()
    .where('service.organisation_id', '=', organisationId)
    .orderBy('location.name')
    .orderBy('location.id')
    .limit(MOST_PLACES)
    .execute();
  const locations = await readLocations(
    db,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => locations.get(row.id) ?? []);
}
