import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { AddressTable, LocationTable, ScheduleTable } from '#db/schema.ts';
import { byOwner, byService } from '#src/features/open-referral/queries/full/by-owner.ts';
import { inOrder, partIds } from '#src/features/open-referral/shape/parts.ts';
import type {
  AccessRecord,
  AddressRecord,
  LocationRecord,
  ScheduleRecord,
  ServiceRecord,
} from '#src/features/services/record.ts';
import { toAccess } from './parts.ts';

/** Where and when a service happens. */
export type Places = Pick<ServiceRecord, 'locations' | 'schedules'>;

/** Reads the places and times of services, confidential ones too; ask it for one by the service's id. */
export async function readPlaces(db: Db, ids: readonly string[]): Promise<(id: string) => Places> {
  const venues = await db
    .selectFrom('service_at_location')
    .selectAll()
    .where('service_id', 'in', ids)
    .execute();
  const locations = await readLocations(db, [...new Set(venues.map((venue) => venue.location_id))]);
  const schedules = await readSchedules(
    db,
    ids,
    venues.map((venue) => venue.id),
  );
  const venuesOf = byService(venues);
  const atVenue = byOwner(schedules, (row) => row.service_at_location_id);
  const own = byOwner(schedules, (row) => (row.service_at_location_id === null ? row.service_id : null));
  return (id) => {
    const inTurn = (rows: readonly Selectable<ScheduleTable>[] | undefined): ScheduleRecord[] =>
      inOrder(rows ?? [], partIds(id, 'schedule')).map(toSchedule);
    return {
      schedules: inTurn(own.get(id)),
      locations: inOrder(venuesOf.get(id) ?? [], partIds(id, 'service_at_location')).flatMap((venue) => {
        const location = locations.get(venue.location_id);
        if (location === undefined) return [];
        return [{ location, description: venue.description, schedules: inTurn(atVenue.get(venue.id)) }];
      }),
    };
  };
}

/** Whole locations by id, as records whose key is the id. */
export async function readLocations(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LocationRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('location').selectAll().where('id', 'in', ids).execute();
  const addresses = byOwner(
    await db.selectFrom('address').selectAll().where('location_id', 'in', ids).execute(),
    (row) => row.location_id,
  );
  const access = byOwner(
    await db.selectFrom('accessibility').selectAll().where('location_id', 'in', ids).execute(),
    (row) => row.location_id,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      toLocation(
        row,
        inOrder(addresses.get(row.id) ?? [], partIds(row.id, 'address'))[0],
        inOrder(access.get(row.id) ?? [], partIds(row.id, 'accessibility')).map(toAccess),
      ),
    ]),
  );
}

const toLocation = (
  row: Selectable<LocationTable>,
  address: Selectable<AddressTable> | undefined,
  access: AccessRecord[],
): LocationRecord => ({
  id: row.id,
  key: row.id,
  name: row.name,
  description: row.description,
  directions: row.directions,
  transportation: row.transportation,
  latitude: row.latitude,
  longitude: row.longitude,
  externalIdentifier: row.external_identifier,
  externalIdentifierType: row.external_identifier_type,
  confidential: row.confidential === 1,
  areaName: row.area_name,
  address: address === undefined ? null : toAddress(address),
  access,
  ...(row.location_type === 'physical' ? {} : { type: row.location_type }),
  ...(row.alternate_name === null ? {} : { alternateName: row.alternate_name }),
  ...(row.url === null ? {} : { url: row.url }),
});

const toAddress = (row: Selectable<AddressTable>): AddressRecord => ({
  address1: row.address_1,
  address2: row.address_2,
  city: row.city,
  region: row.region,
  county: row.state_province,
  postcode: row.postal_code,
  ...(row.address_type === 'physical' ? {} : { type: row.address_type }),
  ...(row.attention === null ? {} : { attention: row.attention }),
  ...(row.country === 'GB' ? {} : { country: row.country }),
});

const readSchedules = (db: Db, ids: readonly string[], venueIds: readonly string[]) =>
  db
    .selectFrom('schedule')
    .selectAll()
    .where((eb) =>
      venueIds.length === 0
        ? eb('service_id', 'in', ids)
        : eb.or([eb('service_id', 'in', ids), eb('service_at_location_id', 'in', venueIds)]),
    )
    .execute();

const toSchedule = (row: Selectable<ScheduleTable>): ScheduleRecord => ({
  validFrom: row.valid_from,
  validTo: row.valid_to,
  dtstart: row.dtstart,
  freq: row.freq,
  interval: row.interval,
  byday: row.byday,
  bymonthday: row.bymonthday,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  termTimeOnly: row.term_time_only === 1,
  openOnBankHolidays: row.open_on_bank_holidays === 1,
  notes: row.notes,
  ...(row.description === null ? {} : { description: row.description }),
  ...(row.attending_type === null ? {} : { attendingType: row.attending_type }),
  ...(row.schedule_link === null ? {} : { scheduleLink: row.schedule_link }),
});
