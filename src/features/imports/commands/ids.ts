import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { sourcedId } from '../identity.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import type { LocationRecord } from '#src/features/services/record.ts';
import type { ImportContext } from './sources.ts';

/** The row of a record: the one it has, or the id that a new one gets. */
export interface RowOfRecord {
  id: string;
  before: { source_hash: string | null; source_missing_since: string | null } | null; // null: not known yet
}

/**
 * Finds the rows of a source's records, in order. A record already known keeps its row, whatever id it now gives, so
 * that an id never changes. A new one gets the id it gives; if it gives none, or somebody else's row has it, an id
 * made from the source's name and its key.
 */
export async function findRows(
  trx: Transaction<Database>,
  table: 'service' | 'organisation',
  context: ImportContext,
  records: readonly { id?: string; key: string }[],
): Promise<RowOfRecord[]> {
  const rows = await trx
    .selectFrom(table)
    .select(['id', 'source_record_id', 'source_hash', 'source_missing_since'])
    .where('source_id', '=', context.source.id)
    .where(
      'source_record_id',
      'in',
      records.map((record) => record.key),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.source_record_id, row]));
  const wanted = records.flatMap((record) => (known.has(record.key) ? [] : (givenId(record) ?? [])));
  const taken = await findTaken(trx, table, wanted);
  return records.map((record) => {
    const before = known.get(record.key);
    if (before !== undefined) return { id: before.id, before };
    const given = givenId(record);
    const id = given === null || taken.has(given) ? sourcedId(table, context.source.name, record.key) : given;
    taken.add(id);
    return { id, before: null };
  });
}

/** Of these rows, those that were merged into another: the source does not write them any more, nor bring them back. */
export async function findMerged(
  trx: Transaction<Database>,
  table: 'service' | 'organisation',
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom(table)
    .select('id')
    .where('id', 'in', ids)
    .where('merged_into', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** The ids of organisations already written, by the source's key; of a merged one the id of what took its place. */
export async function findOrganisationIds(
  trx: Transaction<Database>,
  context: ImportContext,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('organisation')
    .select(['id', 'source_record_id'])
    .where('source_id', '=', context.source.id)
    .where('source_record_id', 'in', keys)
    .execute();
  const kept = await followMerges(
    trx,
    rows.map((row) => row.id),
    'organisation',
  );
  return new Map(rows.map((row) => [row.source_record_id ?? '', kept.get(row.id) ?? row.id]));
}

/**
 * The ids of locations, by key. Locations do not say where they came from; one is somebody else's when services are
 * there and none of them is this source's. Asked before any service leaves its locations.
 */
export async function chooseLocationIds(
  trx: Transaction<Database>,
  context: ImportContext,
  locations: ReadonlyMap<string, LocationRecord>,
): Promise<Map<string, string>> {
  const made = new Map(
    [...locations.keys()].map((key) => [key, sourcedId('location', context.source.name, key)]),
  );
  const given = [...locations.values()].flatMap((location) => givenId(location) ?? []);
  if (given.length === 0) return made;
  const known = await findTaken(trx, 'location', [...made.values()]);
  const others = await findOthersLocations(trx, context, given);
  return new Map(
    [...locations].map(([key, location]) => {
      const own = made.get(key) ?? '';
      const id = givenId(location);
      if (id === null || known.has(own) || others.has(id)) return [key, own];
      others.add(id); // a second record with this id is another place
      return [key, id];
    }),
  );
}

async function findOthersLocations(
  trx: Transaction<Database>,
  context: ImportContext,
  ids: readonly string[],
): Promise<Set<string>> {
  const links = await trx
    .selectFrom('service_at_location')
    .innerJoin('service', 'service.id', 'service_at_location.service_id')
    .select(['location_id', 'service.source_id'])
    .distinct()
    .where('location_id', 'in', ids)
    .execute();
  const ours = new Set(
    links.filter((link) => link.source_id === context.source.id).map((link) => link.location_id),
  );
  return new Set(links.map((link) => link.location_id).filter((id) => !ours.has(id)));
}

async function findTaken(
  trx: Transaction<Database>,
  table: 'service' | 'organisation' | 'location',
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await trx.selectFrom(table).select('id').where('id', 'in', ids).execute();
  return new Set(rows.map((row) => row.id));
}

/** Other people's UUIDs may have bits that RFC 9562 does not know; what does not look like one is not used. */
const LOOKS_LIKE_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const givenId = (record: { id?: string }): string | null =>
  record.id !== undefined && LOOKS_LIKE_UUID.test(record.id) ? record.id.toLowerCase() : null;
