import type { Selectable, Transaction } from 'kysely';
import type { Database, ServiceTable } from '#db/schema.ts';
import { deleteUnusedLocations } from '#src/features/imports/commands/locations.ts';
import { addRows, insertAll, type Rows } from '#src/features/imports/commands/rows.ts';
import { PART_TABLES } from '#src/features/imports/commands/service-rows.ts';

/** Every row that belongs to a service, as it is stored, with the places it happens at. */
export interface ServiceSnapshot {
  service: Selectable<ServiceTable>;
  parts: Rows;
  places: { location: object[]; address: object[]; accessibility: object[] };
  localFields: { field: string; edited_at: string }[];
}

/** Takes a picture of a service's rows, for putting back exactly what was there. */
export async function takeSnapshot(trx: Transaction<Database>, id: string): Promise<ServiceSnapshot> {
  const service = await trx.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const parts: Rows = {};
  for (const table of PART_TABLES) {
    const rows = await trx
      .selectFrom(table as 'closure')
      .selectAll()
      .where('service_id', '=', id)
      .execute();
    addRows(parts, table as 'closure', rows);
  }
  const venues = parts.service_at_location ?? [];
  const contacts = parts.contact ?? [];
  const locationIds = venues.map((venue) => venue.location_id);
  addRows(
    parts,
    'schedule',
    await trx
      .selectFrom('schedule')
      .selectAll()
      .where('service_at_location_id', 'in', idsOf(venues))
      .execute(),
  );
  addRows(
    parts,
    'phone',
    await trx.selectFrom('phone').selectAll().where('contact_id', 'in', idsOf(contacts)).execute(),
  );
  addRows(
    parts,
    'attribute',
    await trx.selectFrom('attribute').selectAll().where('link_id', '=', id).execute(),
  );
  return {
    service,
    parts,
    places: {
      location: await trx.selectFrom('location').selectAll().where('id', 'in', locationIds).execute(),
      address: await trx.selectFrom('address').selectAll().where('location_id', 'in', locationIds).execute(),
      accessibility: await trx
        .selectFrom('accessibility')
        .selectAll()
        .where('location_id', 'in', locationIds)
        .execute(),
    },
    localFields: await trx
      .selectFrom('local_field')
      .select(['field', 'edited_at'])
      .where('service_id', '=', id)
      .execute(),
  };
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);

/**
 * Puts a service's rows back as they were, in a transaction that has made sure that nothing else changed them. Places that
 * went meanwhile come back; those that came and that nothing else uses go. Only `version` and `updated_at` say that
 * something happened.
 */
export async function putSnapshotBack(
  trx: Transaction<Database>,
  snapshot: ServiceSnapshot,
  at: Date,
): Promise<void> {
  const { id, version: _, updated_at: __, ...columns } = snapshot.service;
  const left = await trx
    .selectFrom('service_at_location')
    .select('location_id')
    .where('service_id', '=', id)
    .execute();
  for (const table of PART_TABLES)
    await trx
      .deleteFrom(table as 'closure')
      .where('service_id', '=', id)
      .execute();
  await trx.deleteFrom('attribute').where('link_id', '=', id).execute();
  await trx.deleteFrom('local_field').where('service_id', '=', id).execute();
  await trx
    .updateTable('service')
    .set((row) => ({ ...columns, version: row('version', '+', 1), updated_at: at.toISOString() }))
    .where('id', '=', id)
    .execute();
  const rows: Rows = { ...snapshot.parts };
  await addLostPlaces(trx, snapshot.places, rows);
  await insertAll(trx, rows);
  if (snapshot.localFields.length > 0)
    await trx
      .insertInto('local_field')
      .values(snapshot.localFields.map((row) => ({ service_id: id, ...row })))
      .execute();
  await deleteUnusedLocations(
    trx,
    left.map((row) => row.location_id),
  );
}

/** Puts the rows of places that are no longer there among those waiting. */
async function addLostPlaces(
  trx: Transaction<Database>,
  places: ServiceSnapshot['places'],
  rows: Rows,
): Promise<void> {
  const ids = places.location.map((row) => (row as { id: string }).id);
  const there = new Set(
    (await trx.selectFrom('location').select('id').where('id', 'in', ids).execute()).map((row) => row.id),
  );
  const isLost = (row: object): boolean =>
    !there.has((row as { location_id?: string }).location_id ?? (row as { id: string }).id);
  for (const table of ['location', 'address', 'accessibility'] as const) {
    // Rows as they were read; the table is a variable, which Kysely's types cannot follow.
    const lost = places[table].filter(isLost) as never[];
    Object.assign(rows, { [table]: [...(rows[table] ?? []), ...lost] });
  }
}
