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

/** Reads the tables below `service`, one query each. Prices are those valid on `today`. */
export async function readParts(db: Db, today: string): Promise<ServiceParts> {
  const needs = await db
    .selectFrom('service_need')
    .selectAll()
    .orderBy('suggested')
    .orderBy('need_slug')
    .execute();
  const deliveries = await db.selectFrom('service_delivery').selectAll().execute();
  const joinings = await db.selectFrom('service_joining').selectAll().execute();
  const audiences = await db.selectFrom('service_audience').selectAll().execute();
  const closures = await db.selectFrom('closure').selectAll().orderBy('starts_on').execute();
  const areas = await db
    .selectFrom('service_area')
    .select(['service_id', 'service_at_location_id', 'name'])
    .execute();
  const costs = await db
    .selectFrom('cost_option')
    .select(['service_id', 'amount', 'option', 'valid_from', 'valid_to'])
    .orderBy('sort_order')
    .execute();
  const languages = await db.selectFrom('language').select(['service_id', 'name', 'code']).execute();
  const access = await db
    .selectFrom('accessibility')
    .select(['service_id', 'location_id', 'feature'])
    .execute();
  const sessions = await readSessions(db);
  const atLocations = await readVenues(db, {
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

async function readSessions(db: Db): Promise<OwnedSession[]> {
  const rows = await db.selectFrom('schedule').selectAll().orderBy('opens_at').orderBy('id').execute();
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

/** The venues of all services. Of a confidential one no name, address or coordinate leaves this function. */
async function readVenues(
  db: Db,
  parts: { access: ByService<AccessFeature>; sessions: readonly OwnedSession[] },
): Promise<AtLocation[]> {
  const addresses = await db
    .selectFrom('address')
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
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .where('location.location_type', '=', 'physical')
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
  return rows.map((row) => {
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
