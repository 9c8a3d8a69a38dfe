import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { recordEvents, type AuditEvent } from '#src/features/audit/commands.ts';
import { recordHash, sourcedId } from '../identity.ts';
import type { LocationRecord, ServiceRecord } from '../record.ts';
import { deleteUnusedLocations, prepareLocations } from './locations.ts';
import { addRows, insertAll, type Rows } from './rows.ts';
import { addParts, PART_TABLES, toServiceColumns } from './service-rows.ts';
import { chooseSlugs } from './slugs.ts';
import type { Change, ImportContext } from './sources.ts';

interface Planned {
  id: string;
  record: ServiceRecord;
  hash: string;
  change: Change;
}

/**
 * Inserts or updates services by the source's key and says what happened to each, in order. An unchanged one is not
 * touched; an updated one keeps its slug, visibility and `created_at`, and all its parts are replaced. Their
 * organisations must have been written; a key may not come twice. At most some thousand at a time.
 */
export async function writeServices(
  trx: Transaction<Database>,
  context: ImportContext,
  records: readonly ServiceRecord[],
): Promise<Change[]> {
  const planned = await plan(trx, context, records);
  const rows: Rows = {};
  const updated = planned.filter((item) => item.change === 'updated');
  const changed = planned.filter((item) => item.change !== 'unchanged');
  const left = await deleteParts(
    trx,
    updated.map((item) => item.id),
  );
  await prepareLocations(trx, locationsOf(changed, context), context.at.toISOString(), rows);
  await addNewServices(
    trx,
    context,
    planned.filter((item) => item.change === 'created'),
    rows,
  );
  for (const { id, record, hash } of updated) {
    const columns = toServiceColumns(record, context, hash);
    await trx
      .updateTable('service')
      .set((row) => ({ ...columns, version: row('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
  for (const { id, record } of changed) addParts(rows, id, record, context.source.name);
  await insertAll(trx, rows);
  await deleteUnusedLocations(trx, left);
  await recordEvents(
    trx,
    changed.map((item) => toEvent(item, context)),
  );
  return planned.map((item) => item.change);
}

/** Inserts or updates one service. */
export async function writeService(
  trx: Transaction<Database>,
  context: ImportContext,
  record: ServiceRecord,
): Promise<Change> {
  const [change] = await writeServices(trx, context, [record]);
  return change!;
}

async function plan(
  trx: Transaction<Database>,
  context: ImportContext,
  records: readonly ServiceRecord[],
): Promise<Planned[]> {
  const ids = records.map((record) => sourcedId('service', context.source.name, record.key));
  const rows = await trx
    .selectFrom('service')
    .select(['id', 'source_hash', 'source_missing_since'])
    .where('id', 'in', ids)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return records.map((record, index) => {
    const id = ids[index]!;
    const hash = recordHash(record);
    const before = known.get(id);
    const isSame = before?.source_hash === hash && before.source_missing_since === null;
    return { id, record, hash, change: before === undefined ? 'created' : isSame ? 'unchanged' : 'updated' };
  });
}

async function addNewServices(
  trx: Transaction<Database>,
  context: ImportContext,
  created: readonly Planned[],
  rows: Rows,
): Promise<void> {
  const slugs = await chooseSlugs(
    trx,
    'service',
    created.map(({ record }) => ({ name: record.slug ?? record.name, hint: publicTown(record) })),
  );
  const at = context.at.toISOString();
  addRows(
    rows,
    'service',
    created.map(({ id, record, hash }, index) => ({
      id,
      slug: slugs[index]!,
      program_id: null,
      created_at: at,
      ...toServiceColumns(record, context, hash),
    })),
  );
}

/** The town of the first venue whose address is public. */
const publicTown = (record: ServiceRecord): string | null =>
  record.locations.find((venue) => !venue.location.confidential && venue.location.address !== null)?.location
    .address?.city ?? null;

function locationsOf(planned: readonly Planned[], context: ImportContext): Map<string, LocationRecord> {
  const locations = new Map<string, LocationRecord>();
  for (const { record } of planned) {
    for (const { location } of record.locations) {
      locations.set(sourcedId('location', context.source.name, location.key), location);
    }
  }
  return locations;
}

/** Takes away all parts of services; returns the locations they happened at. */
async function deleteParts(trx: Transaction<Database>, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const links = await trx
    .selectFrom('service_at_location')
    .select('location_id')
    .distinct()
    .where('service_id', 'in', ids)
    .execute();
  for (const table of PART_TABLES) {
    await trx
      .deleteFrom(table as 'closure')
      .where('service_id', 'in', ids)
      .execute();
  }
  return links.map((link) => link.location_id);
}

const toEvent = (item: Planned, context: ImportContext): AuditEvent => ({
  at: context.at,
  actor: context.actor,
  action: item.change === 'created' ? 'service.create' : 'service.update',
  entity: 'service',
  entityId: item.id,
  reason: context.source.name,
});
