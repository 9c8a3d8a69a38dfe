import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { fillDemo } from '#src/cli/fill-demo.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { prepareLocations } from '#src/features/imports/commands/locations.ts';
import { insertAll, type Rows } from '#src/features/imports/commands/rows.ts';
import { publishContent } from '#src/features/services/commands/publish.ts';
import { readLocations } from '#src/features/services/queries/records/places.ts';
import { findStoredService, readStoredServices } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { ROOT } from '../../support/server.ts';
import { demoDatabase } from '../../support/database.ts';
import { anyDirectory } from '../open-referral/any-directory.ts';
import { directoryOf } from '../open-referral/there-and-back.ts';

const LATER = new Date('2026-11-22T10:00:00.000Z');

const PART_TABLES = [
  'service_need',
  'service_delivery',
  'service_joining',
  'service_audience',
  'service_at_location',
  'schedule',
  'closure',
  'service_area',
  'contact',
  'phone',
  'cost_option',
  'language',
  'accessibility',
  'funding',
  'required_document',
  'easy_read_idea',
  'service_text',
  'attribute',
  'address',
] as const;

/** Every row of every part, in an order of its own, as text. */
async function allRows(db: Db): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of PART_TABLES) {
    const rows = await db
      .selectFrom(table as 'closure')
      .selectAll()
      .execute();
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  const services = await db.selectFrom('service').selectAll().orderBy('id').execute();
  found.service = services.map(({ updated_at: _, version: __, ...row }) => JSON.stringify(row));
  const locations = await db.selectFrom('location').selectAll().orderBy('id').execute();
  found.location = locations.map((row) => JSON.stringify(row));
  return found;
}

const publish = (db: Db, id: string, change: (record: ServiceRecord) => ServiceRecord, at = LATER) =>
  db.transaction().execute(async (trx) => {
    const before = await findStoredService(trx, id);
    if (before === undefined) throw new Error(`No service ${id}`);
    const record = change(before.record);
    return publishContent(trx, { before, record, by: programActor('command-line'), revisionId: null }, at);
  });

const idOf = async (db: Db, slug: string): Promise<string> =>
  (await db.selectFrom('service').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;

test('a service that is read and put back has the very same rows: nothing of it is lost or moved', async () => {
  const db = await demoDatabase();
  const before = await allRows(db);
  const ids = (await db.selectFrom('service').select('id').execute()).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(250);
  for (const id of ids) {
    const was = (await readStoredServices(db, [id])).get(id)?.record.whatToBring ?? null;
    expect(await publish(db, id, (record) => ({ ...record, whatToBring: 'A hat' }))).toEqual(['whatToBring']);
    await publish(db, id, (record) => ({ ...record, whatToBring: was }));
  }
  expect(await allRows(db)).toEqual(before);
});

test('so it is with anything that a record can say', async () => {
  await fc.assert(
    fc.asyncProperty(anyDirectory, async (records) => {
      const db = await directoryOf(records);
      const before = await allRows(db);
      for (const { id } of await db.selectFrom('service').select('id').execute()) {
        const was = (await findStoredService(db, id))?.record.alert ?? null;
        await publish(db, id, (record) => ({ ...record, alert: 'Closed for now' }));
        await publish(db, id, (record) => ({ ...record, alert: was }));
      }
      expect(await allRows(db)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test('a place that is read and put back has the very same rows', async () => {
  await fc.assert(
    fc.asyncProperty(anyDirectory, async (records) => {
      const db = await directoryOf(records);
      const before = await allRows(db);
      const places = await db.selectFrom('location').select(['id', 'updated_at']).execute();
      const stored = await readLocations(
        db,
        places.map(({ id }) => id),
      );
      await db.transaction().execute(async (trx) => {
        const rows: Rows = {};
        await prepareLocations(trx, stored, places[0]?.updated_at ?? '', rows, { evenKept: true });
        await insertAll(trx, rows);
      });
      expect(await allRows(db)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test('a place that another organisation shares is copied, not changed for them', async () => {
  const db = await demoDatabase();
  const shared = await db
    .selectFrom('service_at_location')
    .innerJoin('service', 'service.id', 'service_at_location.service_id')
    .select('location_id')
    .groupBy('location_id')
    .having((eb) => eb.fn.count('service.organisation_id').distinct(), '>', 1)
    .executeTakeFirstOrThrow();
  const [mine] = await db
    .selectFrom('service_at_location')
    .select('service_id')
    .where('location_id', '=', shared.location_id)
    .execute();
  const id = mine?.service_id ?? '';
  const before = await db
    .selectFrom('location')
    .selectAll()
    .where('id', '=', shared.location_id)
    .executeTakeFirst();
  await publish(db, id, (record) => ({
    ...record,
    locations: record.locations.map((venue) => ({
      ...venue,
      location: { ...venue.location, directions: 'Round the back' },
    })),
  }));
  const after = await db
    .selectFrom('location')
    .selectAll()
    .where('id', '=', shared.location_id)
    .executeTakeFirst();
  expect(after).toEqual(before);
  const stored = await findStoredService(db, id);
  expect(stored?.record.locations.map(({ location }) => location.directions)).toContain('Round the back');
  expect(stored?.record.locations.map(({ location }) => location.key)).not.toContain(shared.location_id);
});

test('what is published is told to search, to the audit trail and to later imports, in one transaction', async () => {
  const db = await demoDatabase();
  const id = await idOf(db, 'marl-larder-food-bank');
  const version = () => db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow();
  const { version: before } = await version();
  expect(await publish(db, id, (record) => ({ ...record, name: 'Larder', alert: 'New door' }))).toEqual([
    'alert',
    'name',
  ]);
  expect((await version()).version).toBe(before + 1);
  expect(
    await db
      .selectFrom('directory_change')
      .select('service_id')
      .where('version', '=', before + 1)
      .execute(),
  ).toEqual([{ service_id: id }]);
  const kept = await db.selectFrom('local_field').select('field').where('service_id', '=', id).execute();
  expect(kept.map(({ field }) => field).sort()).toEqual(['alert', 'name']);
  const event = await db
    .selectFrom('audit_event')
    .selectAll()
    .orderBy('sequence', 'desc')
    .executeTakeFirstOrThrow();
  expect([event.action, event.entity_id, event.after]).toEqual([
    'service.update',
    id,
    JSON.stringify({ fields: ['alert', 'name'], revision: null }),
  ]);
  await fillDemo(db, ROOT, LATER);
  expect((await findStoredService(db, id))?.record.name).toBe('Larder');
});

test('content that says the same is not written again', async () => {
  const db = await demoDatabase();
  const id = await idOf(db, 'marl-larder-food-bank');
  expect(await publish(db, id, (record) => ({ ...record }))).toEqual([]);
  expect((await findStoredService(db, id))?.version).toBe(1);
});
