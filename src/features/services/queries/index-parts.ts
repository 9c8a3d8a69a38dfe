import type { Db } from '#db/connection.ts';
import type { AccessFeature, Audience, Delivery, Frequency, Joining } from '#db/vocabulary.ts';
import type { PriceOption } from '../rules.ts';

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

type ByService<T> = ReadonlyMap<string, T[]>;

/** The rows below `service`, by the service's id. */
export interface ServiceParts {
  needs: ByService<string>;
  deliveries: ByService<Delivery>;
  joinings: ByService<Joining>;
  audiences: ByService<Audience>;
  venues: ByService<VenueForIndex>;
  sessions: ByService<SessionRow>;
  closures: ByService<{ startsOn: string; endsOn: string; reason: string | null }>;
  areas: ByService<string>;
  costs: ByService<PriceOption>;
  languages: ByService<{ name: string; code: string | null }>;
  access: ByService<AccessFeature>;
}

/** Puts each row's value under its owner; rows without an owner or a value are left out. */
function group<Row, T>(
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

/** Reads the tables below `service`, one query each, whole or for some services. Prices are those valid on `today`. */
export async function readParts(
  db: Db,
  today: string,
  services: readonly string[] | null,
): Promise<ServiceParts> {
  const isPart = services !== null;
  const ids = services ?? [];
  const rooms = await readRooms(db, services);
  const locations = rooms.map(({ locationId }) => locationId);
  const needs = await db
    .selectFrom('service_need')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .orderBy('suggested')
    .orderBy('need_slug')
    .execute();
  const deliveries = await db
    .selectFrom('service_delivery')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .execute();
  const joinings = await db
    .selectFrom('service_joining')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .execute();
  const audiences = await db
    .selectFrom('service_audience')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .execute();
  const closures = await db
    .selectFrom('closure')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .orderBy('starts_on')
    .execute();
  const areas = await db
    .selectFrom('service_area')
    .$if(isPart, (query) =>
      query.where((or) =>
        or.or([or('service_id', 'in', ids), or('service_at_location_id', 'in', rooms.map(({ id }) => id))]),
      ),
    )
    .select(['service_id', 'service_at_location_id', 'name'])
    .execute();
  const costs = await db
    .selectFrom('cost_option')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .select(['service_id', 'amount', 'option', 'valid_from', 'valid_to'])
    .orderBy('sort_order')
    .execute();
  const languages = await db
    .selectFrom('language')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .select(['service_id', 'name', 'code'])
    .execute();
  const access = await db
    .selectFrom('accessibility')
    .$if(isPart, (query) =>
      query.where((or) => or.or([or('service_id', 'in', ids), or('location_id', 'in', locations)])),
    )
    .select(['service_id', 'location_id', 'feature'])
    .execute();
  const sessions = await readSessions(db, isPart ? { ids, rooms: rooms.map(({ id }) => id), locations } : null);
  const atLocations = await readVenues(db, rooms, isPart ? locations : null, {
    access: group(
      access,
      (row) => row.location_id,
      (row) => row.feature,
    ),
    sessions,
  });
  const serviceOf = new Map(atLocations.map((row) => [row.id, row.serviceId] as const));
  const isCurrent = (row: { valid_from: string | null; valid_to: string | null }): boolean =>
    (row.valid_from ?? today) <= today && (row.valid_to ?? today) >= today;
  return {
    needs: group(
      needs,
      (row) => row.service_id,
      (row) => row.need_slug,
    ),
    deliveries: group(
      deliveries,
      (row) => row.service_id,
      (row) => row.delivery,
    ),
    joinings: group(
      joinings,
      (row) => row.service_id,
      (row) => row.joining,
    ),
    audiences: group(
      audiences,
      (row) => row.service_id,
      (row) => row.audience,
    ),
    venues: group(
      atLocations,
      (row) => row.serviceId,
      (row) => row.venue,
    ),
    sessions: group(
      sessions,
      (row) => row.serviceId,
      (row) => row.session,
    ),
    closures: group(
      closures,
      (row) => row.service_id,
      ({ starts_on, ends_on, reason }) => ({
        startsOn: starts_on,
        endsOn: ends_on,
        reason,
      }),
    ),
    areas: group(
      areas,
      (row) => row.service_id ?? serviceOf.get(row.service_at_location_id ?? '') ?? null,
      (row) => row.name,
    ),
    costs: group(
      costs.filter(isCurrent),
      (row) => row.service_id,
      ({ amount, option }) => ({ amount, option }),
    ),
    languages: group(
      languages,
      (row) => row.service_id,
      (row) =>
        row.name === null && row.code === null ? null : { name: row.name ?? row.code ?? '', code: row.code },
    ),
    access: group(
      access,
      (row) => row.service_id,
      (row) => row.feature,
    ),
  };
}

interface OwnedSession {
  serviceId: string | null;
  atLocationId: string | null;
  locationId: string | null;
  session: SessionRow;
}

async function readSessions(
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

interface AtLocation {
  id: string;
  serviceId: string;
  venue: VenueForIndex;
}

/** Which services happen where: one row for each service at each of its locations. */
const readRooms = (db: Db, services: readonly string[] | null) =>
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
async function readVenues(
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
