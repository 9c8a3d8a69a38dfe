import type { Insertable, Transaction } from 'kysely';
import type { Database, LocationTable } from '#db/schema.ts';
import { childId } from '../identity.ts';
import type { LocationRecord } from '#src/features/services/record.ts';
import { findKeptLocations } from './local-fields.ts';
import { addRows, type Rows } from './rows.ts';

type Columns = Omit<Insertable<LocationTable>, 'id' | 'created_at'>;

/**
 * Updates the locations that exist and puts the rows of the new ones, and of all addresses, among those waiting. A
 * location that people here wrote for one of its services is left alone, unless it is they who write (`evenKept`).
 */
export async function prepareLocations(
  trx: Transaction<Database>,
  locations: ReadonlyMap<string, LocationRecord>,
  at: string,
  rows: Rows,
  { evenKept = false } = {},
): Promise<void> {
  if (locations.size === 0) return;
  const kept = evenKept ? new Set<string>() : await findKeptLocations(trx, [...locations.keys()]);
  const ids = [...locations.keys()].filter((id) => !kept.has(id));
  if (ids.length === 0) return;
  const known = new Set(
    (await trx.selectFrom('location').select('id').where('id', 'in', ids).execute()).map((row) => row.id),
  );
  if (known.size > 0) {
    await trx
      .deleteFrom('address')
      .where('location_id', 'in', [...known])
      .execute();
    await trx
      .deleteFrom('accessibility')
      .where('location_id', 'in', [...known])
      .execute();
  }
  for (const [id, record] of locations) {
    if (kept.has(id)) continue;
    const columns = toLocationColumns(record, at);
    if (known.has(id)) await trx.updateTable('location').set(columns).where('id', '=', id).execute();
    else addRows(rows, 'location', [{ id, created_at: at, ...columns }]);
    addLocationParts(rows, id, record);
  }
}

/** Deletes those of the locations that no service happens at any more. */
export async function deleteUnusedLocations(
  trx: Transaction<Database>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const used = await trx
    .selectFrom('service_at_location')
    .select('location_id')
    .where('location_id', 'in', ids)
    .execute();
  const inUse = new Set(used.map((row) => row.location_id));
  const unused = ids.filter((id) => !inUse.has(id));
  if (unused.length > 0) await trx.deleteFrom('location').where('id', 'in', unused).execute();
}

/** What its row says of a location. */
export const toLocationColumns = (record: LocationRecord, at: string): Columns => ({
  location_type: record.type ?? 'physical',
  name: record.name,
  alternate_name: record.alternateName ?? null,
  description: record.description,
  directions: record.directions,
  transportation: record.transportation,
  latitude: record.latitude,
  longitude: record.longitude,
  url: record.url ?? null,
  external_identifier: record.externalIdentifier,
  external_identifier_type: record.externalIdentifierType,
  confidential: record.confidential ? 1 : 0,
  area_name: record.areaName,
  updated_at: at,
});

/** Puts the rows of a location's address and access among those waiting. */
export function addLocationParts(rows: Rows, id: string, record: LocationRecord): void {
  if (record.address !== null) {
    const { address } = record;
    addRows(rows, 'address', [
      {
        id: childId(id, 'address', 0),
        location_id: id,
        address_1: address.address1,
        address_2: address.address2,
        city: address.city,
        region: address.region,
        state_province: address.county,
        postal_code: address.postcode,
        attention: address.attention ?? null,
        country: address.country ?? 'GB',
        address_type: address.type ?? 'physical',
      },
    ]);
  }
  addRows(
    rows,
    'accessibility',
    record.access.map((item, ordinal) => ({
      id: childId(id, 'accessibility', ordinal),
      location_id: id,
      service_id: null,
      feature: item.feature,
      description: item.description,
      details: item.details ?? null,
      url: item.url ?? null,
    })),
  );
}
