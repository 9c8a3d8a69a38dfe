import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  keepLocalFields,
  ROWS_OF_FIELD,
  type LocalField,
} from '#src/features/imports/commands/local-fields.ts';
import { PART_TABLES } from '#src/features/imports/commands/service-rows.ts';
import { plainService } from '#src/features/services/record.ts';
import { testDatabase } from '../../../support/database.ts';
import { NOW } from '../small-import.ts';
import { directoryOf, importItems, servicesOf } from './small-feed.ts';
import { synthetic } from './synthetic.ts';

const ITEM = synthetic(1);
const keep = (db: Db, ...fields: LocalField[]) =>
  db.transaction().execute((trx) => keepLocalFields(trx, ITEM.id, fields, NOW));
const changed = (more: Record<string, unknown>) => importItems(db_, [{ ...ITEM, ...more }]);
let db_: Db;

async function imported(): Promise<Db> {
  db_ = await testDatabase();
  await importItems(db_, [ITEM]);
  return db_;
}

describe('what people here wrote of an imported service', () => {
  test('stays when the source changes, in the service’s own row; the rest follows the source', async () => {
    const db = await imported();
    await db.updateTable('service').set({ name: 'Our name' }).execute();
    await keep(db, 'name');
    const { counts } = await changed({ name: 'Their new name', email: 'new@example.org' });
    expect(counts.updated).toBe(1);
    expect(await servicesOf(db)).toMatchObject([{ name: 'Our name', email: 'new@example.org' }]);
    expect((await changed({ name: 'Their new name', email: 'new@example.org' })).counts.unchanged).toBe(1);
    await changed({ name: 'Their newest name', email: 'newest@example.org' });
    expect(await servicesOf(db)).toMatchObject([{ name: 'Our name', email: 'newest@example.org' }]);
  });

  test('stays in the tables of its parts, and contacts’ phones are not the service’s', async () => {
    const db = await imported();
    await db.updateTable('phone').set({ number: '01632 960999' }).execute();
    await keep(db, 'phones');
    await changed({
      phones: [{ id: ITEM.id, number: '01632 960111' }],
      contacts: [{ id: ITEM.id, name: 'The warden', phones: [{ id: ITEM.id, number: '01632 960222' }] }],
      cost_options: [],
    });
    const phones = await db.selectFrom('phone').select(['number', 'contact_id']).orderBy('number').execute();
    expect(phones).toMatchObject([{ number: '01632 960222' }, { number: '01632 960999', contact_id: null }]);
    expect(await db.selectFrom('cost_option').selectAll().execute()).toEqual([]);
  });

  test('of times keeps the places, the times and the closures together, and the address', async () => {
    const db = await imported();
    const tables = ['service_at_location', 'schedule', 'location', 'address'] as const;
    await db.updateTable('schedule').set({ opens_at: '09:30' }).execute();
    await db.updateTable('address').set({ address_1: 'Round the corner' }).execute();
    await keep(db, 'schedules', 'locations');
    const before = await directoryOf(db);
    await changed({ service_at_locations: [], schedules: [], description: 'New words' });
    // A service that shares the place is imported after it.
    await importItems(db, [
      { ...ITEM, service_at_locations: [] },
      { ...synthetic(301), id: synthetic(2).id },
    ]);
    const after = await directoryOf(db);
    for (const table of tables.slice(2)) expect(after[table]).toEqual(before[table]);
    const kept = await db
      .selectFrom('service_at_location')
      .innerJoin('schedule', 'schedule.service_at_location_id', 'service_at_location.id')
      .select('opens_at')
      .where('service_at_location.service_id', '=', ITEM.id)
      .execute();
    expect(kept).toEqual([{ opens_at: '09:30' }]);
  });

  test('of needs, audiences and terms stays, each by itself', async () => {
    const db = await imported();
    await db.deleteFrom('service_need').execute();
    await db.insertInto('service_need').values({ service_id: ITEM.id, need_slug: 'warm-places' }).execute();
    await db.updateTable('attribute').set({ link_type: 'ours' }).execute();
    await keep(db, 'needs', 'terms');
    await changed({ name: 'Warm welcome and food bank for carers' });
    expect(await db.selectFrom('service_need').select('need_slug').execute()).toEqual([
      { need_slug: 'warm-places' },
    ]);
    expect(await db.selectFrom('attribute').select('link_type').execute()).toEqual([{ link_type: 'ours' }]);
  });

  test('is not touched by an import that brings nothing new', async () => {
    const db = await imported();
    await db.updateTable('service').set({ name: 'Our name' }).execute();
    await keep(db, 'name');
    const before = await directoryOf(db);
    await importItems(db, [ITEM]);
    expect({ ...(await directoryOf(db)), source: [] }).toEqual({ ...before, source: [] });
  });

  test('noted twice is noted once, with the later day', async () => {
    const db = await imported();
    await keep(db, 'name', 'name');
    const later = new Date('2026-12-01T09:00:00Z');
    await db.transaction().execute((trx) => keepLocalFields(trx, ITEM.id, ['name'], later));
    expect(await db.selectFrom('local_field').selectAll().execute()).toEqual([
      { service_id: ITEM.id, field: 'name', edited_at: later.toISOString() },
    ]);
  });
});

describe('the table of fields', () => {
  test('knows every field of a record that an import writes', () => {
    const { key: _key, slug: _slug, ...rest } = plainService('1', '1', 'Tea');
    const fields = [
      ...Object.keys(rest),
      'terms',
      'fundings',
      'documents',
      'picture',
      'bslVideoUrl',
      'easyRead',
      'texts',
    ];
    expect(Object.keys(ROWS_OF_FIELD).sort()).toEqual(fields.sort());
  });

  test('has every table of parts in it, so that none can be replaced behind an editor’s back', () => {
    const tables = new Set(Object.values(ROWS_OF_FIELD).flatMap((field) => field.tables));
    expect([...tables].sort()).toEqual([...PART_TABLES, 'attribute'].sort());
  });

  test('has real columns', async () => {
    const db = await imported();
    const [row] = await servicesOf(db);
    const columns = Object.values(ROWS_OF_FIELD).flatMap((field) => field.columns);
    expect(columns.filter((column) => !Object.hasOwn(row ?? {}, column))).toEqual([]);
  });
});
