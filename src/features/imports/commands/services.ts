import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { recordEvents, type AuditEvent } from '#src/features/audit/commands.ts';
import { countOpenReferralsOf } from '#src/features/referrals/queries/counts.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { londonNow } from '#src/lib/dates.ts';
import { recordHash } from '../identity.ts';
import type { LocationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { chooseLocationIds, findMerged, findOrganisationIds, findRows } from './ids.ts';
import {
  findLocalFields,
  ROWS_OF_FIELD,
  withoutKept,
  writableColumns,
  type LocalField,
} from './local-fields.ts';
import { deleteUnusedLocations, prepareLocations } from './locations.ts';
import { addRows, insertAll, type Rows } from './rows.ts';
import { addParts, PART_TABLES, toServiceColumns } from './service-rows.ts';
import { chooseSlugs } from './slugs.ts';
import type { Change, ImportContext } from './sources.ts';
import { prepareTerms } from './terms.ts';

interface Planned {
  id: string;
  record: ServiceRecord; // without what is kept
  hash: string; // of all that the source says
  change: Change;
  kept: readonly LocalField[]; // changed by people here
  organisationId: string;
}

/**
 * Inserts or updates services by the source's key and says what happened to each, in order. An unchanged one is not
 * touched, nor is one that another took the place of here; an updated one keeps its slug, visibility, `created_at` and the fields that people here changed, and its
 * other parts are replaced. Their organisations must have been written; a key may not come twice. At most some
 * thousand at a time.
 */
export async function writeServices(
  trx: Transaction<Database>,
  context: ImportContext,
  records: readonly ServiceRecord[],
): Promise<Change[]> {
  if (records.length === 0) return [];
  const planned = await holdReferred(trx, context, await plan(trx, context, records));
  const rows: Rows = {};
  const updated = planned.filter((item) => item.change === 'updated');
  const changed = planned.filter((item) => item.change !== 'unchanged');
  const locations = locationsOf(changed);
  const locationIds = await chooseLocationIds(trx, context, locations);
  const left = await deleteParts(trx, updated);
  const byId = new Map([...locations].map(([key, location]) => [locationIds.get(key) ?? '', location]));
  await prepareLocations(trx, byId, context.at.toISOString(), rows);
  await addNewServices(
    trx,
    context,
    planned.filter((item) => item.change === 'created'),
    rows,
  );
  for (const { id, record, hash, kept, organisationId } of updated) {
    const columns = writableColumns(toServiceColumns(record, context, hash, organisationId), kept);
    await trx
      .updateTable('service')
      .set((row) => ({ ...columns, version: row('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
  for (const { id, record } of changed) addParts(rows, id, record, locationIds);
  await prepareTerms(
    trx,
    changed
      .filter(({ kept }) => !kept.includes('terms'))
      .map(({ id, record }) => ({ id, terms: record.terms ?? [] })),
    rows,
  );
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
  const found = await findRows(trx, 'service', context, records);
  const local = await findLocalFields(
    trx,
    found.map((row) => row.id),
  );
  const merged = await findMerged(
    trx,
    'service',
    found.map((row) => row.id),
  );
  const keys = new Set(records.map((record) => record.organisationKey));
  const organisations = await findOrganisationIds(trx, context, [...keys]);
  return found.map(({ id, before }, index) => {
    const record = records[index]!;
    const hash = recordHash(record);
    const kept = local.get(id) ?? [];
    const isSame = merged.has(id) || (before?.source_hash === hash && before.source_missing_since === null);
    return {
      id,
      record: withoutKept(record, kept),
      hash,
      change: before === null ? 'created' : isSame ? 'unchanged' : 'updated',
      kept,
      organisationId: organisations.get(record.organisationKey) ?? '',
    };
  });
}

const RUNS: ReadonlySet<string> = new Set(['active', 'temporarily closed']);

/**
 * Leaves a service with open referrals as it is when its source says that it has ended: somebody is told to ring. The
 * next import says it again.
 */
async function holdReferred(
  trx: Transaction<Database>,
  context: ImportContext,
  planned: readonly Planned[],
): Promise<Planned[]> {
  const today = londonNow(context.at).day;
  const ending = new Set(
    planned
      .filter(({ change, record }) => change === 'updated' && !isRunning(record, today))
      .map(({ id }) => id),
  );
  const open = await countOpenReferralsOf(trx, [...ending]);
  for (const { id, record } of planned.filter((item) => open.has(item.id)))
    await openTask(
      trx,
      {
        kind: 'referrals-open',
        entity: 'service',
        entityId: id,
        title: `${record.name} has ended by its source, but has open referrals: it was left as it is. Ring them`,
        dedupeKey: `referrals-open:import:${id}:${today}`,
      },
      context.at,
    );
  return planned.map((item) => (open.has(item.id) ? { ...item, change: 'unchanged' } : item));
}

const isRunning = ({ status, validTo }: ServiceRecord, today: string): boolean =>
  RUNS.has(status) && (validTo === null || validTo >= today);

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
    created.map(({ id, record, hash, organisationId }, index) => ({
      id,
      slug: slugs[index]!,
      program_id: null,
      created_at: at,
      ...toServiceColumns(record, context, hash, organisationId),
    })),
  );
}

/** The town of the first venue whose address is public. */
export const publicTown = (record: ServiceRecord): string | null =>
  record.locations.find((venue) => !venue.location.confidential && venue.location.address !== null)?.location
    .address?.city ?? null;

/** By the location's key. */
function locationsOf(planned: readonly Planned[]): Map<string, LocationRecord> {
  const venues = planned.flatMap(({ record }) => record.locations);
  return new Map(venues.map(({ location }) => [location.key, location]));
}

/** Takes away the parts of services that are to be replaced; returns the locations they happened at. */
async function deleteParts(trx: Transaction<Database>, updated: readonly Planned[]): Promise<string[]> {
  const replacing = (table: (typeof PART_TABLES)[number] | 'attribute'): string[] =>
    updated
      .filter(({ kept }) => !kept.some((field) => ROWS_OF_FIELD[field].tables.includes(table)))
      .map((item) => item.id);
  const moving = replacing('service_at_location');
  const links =
    moving.length === 0
      ? []
      : await trx
          .selectFrom('service_at_location')
          .select('location_id')
          .distinct()
          .where('service_id', 'in', moving)
          .execute();
  for (const table of PART_TABLES) {
    const ids = replacing(table);
    if (ids.length === 0) continue;
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
