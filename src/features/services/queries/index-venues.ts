import type { Db } from '#db/connection.ts';
import type { AccessFeature, Frequency } from '#db/vocabulary.ts';

/** One recurring session; the same shape as `SessionRule` of features/schedules. */
export interface SessionRow {
  validFrom: string | null;
  validTo: string | null;
  dtstart: string | null;
  freq: Frequency | null;
  interval: number;
  byday: string | null;
  bymonthday: string | null;
  opensAt: string | null;
  closesAt: string | null;
  termTimeOnly: boolean;
  openOnBankHolidays: boolean;
  notes: string | null;
}

/** Where a service happens, as the public may know it: a confidential venue has its area's name and nothing else. */
export interface VenueForIndex {
  name: string | null;
  town: string | null;
  county: string | null;
  postcode: string | null;
  areaName: string | null;
  confidential: boolean;
  latitude: number | null; // WGS84 degrees
  longitude: number | null;
  access: AccessFeature[];
  sessions: SessionRow[];
}

export type ByService<T> = ReadonlyMap<string, T[]>;

/** Puts each row's value under its owner; rows without an owner or a value are left out. */
export function group<Row, T>(
  rows: Row[],
  ownerOf: (row: Row) => string | null,
  valueOf: (row: Row) => T | null,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const owner = ownerOf(row);
    const value = valueOf(row);
    if (owner === null || value === null) continue;
    const known = groups.get(owner);
    if (known === undefined) groups.set(owner, [value]);
    else known.push(value);
  }
  return groups;
}

export interface OwnedSession {
  serviceId: string | null;
  atLocationId: string | null;
  locationId: string | null;
  session: SessionRow;
}

/** Schedules, each with what it belongs to; all, or those of some services and where they happen. */
export async function readSessions(
  db: Db,
  of: { ids: readonly string[]; rooms: readonly string[]; locations: readonly string[] } | null,
): Promise<OwnedSession[]> {
  const rows = await db
    .selectFrom('schedule')
    .$if(of !== null, (query) =>
      query.where((or) =>
        or.or([
          or('service_id', 'in', of?.ids ?? []),
          or('service_at_location_id', 'in', of?.rooms ?? []),
          or('location_id', 'in', of?.locations ?? []),
        ]),
      ),
    )
    .selectAll()
    .orderBy('opens_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    serviceId: row.service_id,
    atLocationId: row.service_at_location_id,
    // A service's own times come before those of the building.
    locationId: row.service_id === null && row.service_at_location_id === null ? row.location_id : null,
    session: {
      validFrom: row.valid_from,
      validTo: earlier(row.valid_to, row.until),
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
    },
  }));
}

const earlier = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b < a) ? b : a;

export interface AtLocation {
  id: string;
  serviceId: string;
  venue: VenueForIndex;
}

/** Which services happen where: one row for each service at each of its locations. */
export const readRooms = (db: Db, services: readonly string[] | null) =>
  db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .where('location.location_type', '=', 'physical')
    .$if(services !== null, (query) => query.where('service_at_location.service_id', 'in', services ?? []))
    .orderBy('service_at_location.id')
    .select([
      'service_at_location.id',
      'service_at_location.service_id as serviceId',
      'location.id as locationId',
      'location.name',
      'location.latitude',
      'location.longitude',
      'location.confidential',
      'location.area_name as areaName',
    ])
    .execute();

/** The venues of services. Of a confidential one no name, address or coordinate leaves this function. */
export async function readVenues(
  db: Db,
  rooms: Awaited<ReturnType<typeof readRooms>>,
  locations: readonly string[] | null,
  parts: { access: ByService<AccessFeature>; sessions: readonly OwnedSession[] },
): Promise<AtLocation[]> {
  const addresses = await db
    .selectFrom('address')
    .$if(locations !== null, (query) => query.where('location_id', 'in', locations ?? []))
    .select(['location_id', 'city', 'state_province', 'postal_code', 'address_type'])
    .where('address_type', '!=', 'postal')
    .execute();
  const addressOf = new Map(addresses.map((row) => [row.location_id, row] as const));
  const atLocation = group(
    [...parts.sessions],
    (row) => row.atLocationId,
    (row) => row.session,
  );
  const atBuilding = group(
    [...parts.sessions],
    (row) => row.locationId,
    (row) => row.session,
  );
  return rooms.map((row) => {
    const isOpen = row.confidential === 0;
    const address = isOpen ? addressOf.get(row.locationId) : undefined;
    return {
      id: row.id,
      serviceId: row.serviceId,
      venue: {
        name: isOpen ? row.name : null,
        town: address?.city ?? null,
        county: address?.state_province ?? null,
        postcode: address?.postal_code ?? null,
        areaName: row.areaName,
        confidential: !isOpen,
        latitude: isOpen ? row.latitude : null,
        longitude: isOpen ? row.longitude : null,
        access: parts.access.get(row.locationId) ?? [],
        sessions: atLocation.get(row.id) ?? atBuilding.get(row.locationId) ?? [],
      },
    };
  });
}
