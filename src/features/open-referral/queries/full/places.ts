import type { Db } from '#db/connection.ts';
import {
  ACCESS_COLUMNS,
  ADDRESS_COLUMNS,
  SCHEDULE_COLUMNS,
  type AreaRow,
  type ScheduleRow,
  type VenueRows,
} from '#src/features/open-referral/shape/rows.ts';
import { byOwner, byService } from './by-owner.ts';

/** Where and when services happen, by service. */
interface Places {
  venues: ReadonlyMap<string, (VenueRows & { service_id: string })[]>;
  confidential: ReadonlyMap<string, (AreaRow & { schedules?: ScheduleRow[] })[]>;
  schedules: ReadonlyMap<string, ScheduleRow[]>; // of the service itself
}

/**
 * Reads the places of services. Of a confidential one nothing is read but the name of its area and its times: what
 * has not been read cannot be published.
 */
export async function readPlaces(db: Db, ids: readonly string[]): Promise<Places> {
  const links = await readLinks(db, ids);
  const venues = links.flatMap((link) =>
    link.location_type === null ? [] : { ...link, location_type: link.location_type },
  );
  const confidential = links.flatMap(({ id, service_id, location_type, area }) =>
    location_type === null ? { id, service_id, area_name: area } : [],
  );
  const locationIds = [...new Set(venues.map((venue) => venue.location_id))];
  const addresses = byOwner(await readAddresses(db, locationIds), (row) => row.location_id);
  const access = byOwner(await readAccess(db, locationIds), (row) => row.location_id);
  const schedules = await readSchedules(
    db,
    ids,
    links.map((link) => link.id),
  );
  const atLocation = byOwner(schedules, (row) => row.service_at_location_id);
  return {
    venues: byService(
      venues.map((venue) => ({
        service_id: venue.service_id,
        venue,
        addresses: addresses.get(venue.location_id),
        access: access.get(venue.location_id),
        schedules: atLocation.get(venue.id),
      })),
    ),
    confidential: byService(confidential.map((place) => ({ ...place, schedules: atLocation.get(place.id) }))),
    schedules: byOwner(schedules, (row) => (row.service_at_location_id === null ? row.service_id : null)),
  };
}

/** Of a confidential location the columns are null, all but the name of its area. */
const readLinks = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('service_at_location')
    .leftJoin('location', (join) =>
      join.onRef('location.id', '=', 'service_at_location.location_id').on('location.confidential', '=', 0),
    )
    .leftJoin('location as hidden', (join) =>
      join.onRef('hidden.id', '=', 'service_at_location.location_id').on('hidden.confidential', '=', 1),
    )
    .where('service_at_location.service_id', 'in', ids)
    .select([
      'service_at_location.id',
      'service_at_location.service_id',
      'service_at_location.location_id',
      'service_at_location.description as link_description',
      'location.location_type',
      'location.name',
      'location.alternate_name',
      'location.description',
      'location.directions',
      'location.transportation',
      'location.latitude',
      'location.longitude',
      'location.url',
      'location.external_identifier',
      'location.external_identifier_type',
      'location.area_name',
      'hidden.area_name as area',
    ])
    .execute();

const readAddresses = async (db: Db, locationIds: readonly string[]) =>
  locationIds.length === 0
    ? []
    : db.selectFrom('address').where('location_id', 'in', locationIds).select(ADDRESS_COLUMNS).execute();

const readAccess = async (db: Db, locationIds: readonly string[]) =>
  locationIds.length === 0
    ? []
    : db
        .selectFrom('accessibility')
        .where('location_id', 'in', locationIds)
        .select(['location_id', ...ACCESS_COLUMNS])
        .execute();

const readSchedules = (db: Db, ids: readonly string[], linkIds: readonly string[]) =>
  db
    .selectFrom('schedule')
    .where((eb) =>
      linkIds.length === 0
        ? eb('service_id', 'in', ids)
        : eb.or([eb('service_id', 'in', ids), eb('service_at_location_id', 'in', linkIds)]),
    )
    .select(['service_id', 'service_at_location_id', ...SCHEDULE_COLUMNS])
    .execute();
