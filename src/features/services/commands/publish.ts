import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { keepLocalFields, type LocalField } from '#src/features/imports/commands/local-fields.ts';
import { deleteUnusedLocations, prepareLocations } from '#src/features/imports/commands/locations.ts';
import { insertAll, type Rows } from '#src/features/imports/commands/rows.ts';
import { addParts, PART_TABLES, toContentColumns } from '#src/features/imports/commands/service-rows.ts';
import { prepareTerms } from '#src/features/imports/commands/terms.ts';
import type { LocationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import type { StoredService } from '#src/features/services/queries/records/read.ts';
import { bumpDirectoryVersion } from './directory-version.ts';

export interface Publication {
  before: StoredService; // as read in this transaction
  record: ServiceRecord;
  by: Actor;
  reason?: string;
  revisionId: string | null; // tells the audit trail where the words are
}

/**
 * Puts a service's new content in the place of the old, in the transaction that keeps its revision. A location that
 * other organisations' services share is not changed for them: this service gets a copy. Of an imported service, the
 * fields that changed stay as they are here whatever its source says later. Says which fields changed; when none did,
 * nothing is written.
 */
export async function publishContent(
  trx: Transaction<Database>,
  { before, record, by, reason, revisionId }: Publication,
  at: Date,
): Promise<LocalField[]> {
  const fields = changedFields(before.record, record);
  if (fields.length === 0) return [];
  const { id } = before;
  const rows: Rows = {};
  const { locationIds, changed } = await settleLocations(trx, before, record);
  // An earlier version may speak of an organisation that another one took the place of.
  const organisationId =
    (await followMerges(trx, [record.organisationKey], 'organisation')).get(record.organisationKey) ??
    record.organisationKey;
  const left = await deleteParts(trx, id);
  await prepareLocations(trx, changed, at.toISOString(), rows, { evenKept: true });
  await trx
    .updateTable('service')
    .set((row) => ({
      ...toContentColumns(record),
      organisation_id: organisationId,
      updated_at: at.toISOString(),
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
  addParts(rows, id, record, locationIds);
  await prepareTerms(trx, [{ id, terms: record.terms ?? [] }], rows);
  await insertAll(trx, rows);
  await deleteUnusedLocations(trx, left);
  if (before.sourceId !== null) await keepLocalFields(trx, id, fields, at);
  await recordEvent(trx, {
    at,
    actor: by,
    action: 'service.update',
    entity: 'service',
    entityId: id,
    after: { fields, revision: revisionId },
    ...(reason === undefined ? {} : { reason }),
  });
  await bumpDirectoryVersion(trx, at, { services: [id] });
  return fields;
}

interface SettledLocations {
  locationIds: ReadonlyMap<string, string>; // by the location's key
  changed: ReadonlyMap<string, LocationRecord>; // to be written, by id
}

/** Which row each location of the record is: the one it was, a copy of one that is shared, or a new one. */
async function settleLocations(
  trx: Transaction<Database>,
  before: StoredService,
  record: ServiceRecord,
): Promise<SettledLocations> {
  const known = new Map(before.record.locations.map(({ location }) => [location.key, location]));
  const locations = new Map(record.locations.map(({ location }) => [location.key, location]));
  const edited = [...locations].filter(([key, location]) => {
    const old = known.get(key);
    return old === undefined || JSON.stringify(old) !== JSON.stringify(location);
  });
  const shared = await findSharedLocations(
    trx,
    before.organisationId,
    edited.map(([key]) => key).filter((key) => known.has(key)),
  );
  const locationIds = new Map([...locations.keys()].map((key) => [key, key]));
  const changed = new Map<string, LocationRecord>();
  for (const [key, location] of edited) {
    const id = known.has(key) && !shared.has(key) ? key : uuidv7();
    locationIds.set(key, id);
    changed.set(id, location);
  }
  return { locationIds, changed };
}

/** Those of the locations at which another organisation's service happens. */
async function findSharedLocations(
  trx: Transaction<Database>,
  organisationId: string,
  locationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (locationIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('service_at_location')
    .innerJoin('service', 'service.id', 'service_at_location.service_id')
    .select('location_id')
    .distinct()
    .where('location_id', 'in', locationIds)
    .where('service.organisation_id', '!=', organisationId)
    .execute();
  return new Set(rows.map((row) => row.location_id));
}

/** Takes the parts of a service away; returns the locations it happened at. */
async function deleteParts(trx: Transaction<Database>, id: string): Promise<string[]> {
  const links = await trx
    .selectFrom('service_at_location')
    .select('location_id')
    .where('service_id', '=', id)
    .execute();
  for (const table of PART_TABLES) {
    await trx
      .deleteFrom(table as 'closure')
      .where('service_id', '=', id)
      .execute();
  }
  return links.map((link) => link.location_id);
}
