import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { sourcedId } from '#src/features/imports/identity.ts';
import { testDatabase } from '../../../support/database.ts';
import { importItems } from './small-feed.ts';
import { synthetic, synthetics } from './synthetic.ts';

const ITEMS = synthetics(3);
const IDS = ITEMS.map((item) => item.id);
const idsOf = async (db: Db, source: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('service')
    .innerJoin('source', 'source.id', 'service.source_id')
    .select(['service.id', 'source_record_id'])
    .where('source.name', '=', source)
    .orderBy('source_record_id')
    .execute();
  return rows.map((row) => row.id).sort();
};
const locationsOf = async (db: Db, source: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('service', 'service.id', 'service_id')
    .innerJoin('source', 'source.id', 'service.source_id')
    .select('location_id')
    .where('source.name', '=', source)
    .execute();
  return rows.map((row) => row.location_id).sort();
};

describe('the ids of a feed', () => {
  test('become ours: of services, organisations and locations', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    expect(await idsOf(db, 'Test feed')).toEqual([...IDS].sort());
    const organisations = await db.selectFrom('organisation').select(['id', 'source_record_id']).execute();
    expect(organisations.every((row) => row.id === row.source_record_id)).toBe(true);
    const given = ITEMS.map((item) => JSON.stringify(item));
    for (const id of await locationsOf(db, 'Test feed')) {
      expect(given.some((text) => text.includes(`"location":{"id":"${id}"`))).toBe(true);
    }
  });

  test('stay with who had them first; the other source’s records get ids of their own, the same each time', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS, { source: 'First' });
    const before = await db.selectFrom('service').selectAll().orderBy('id').execute();
    for (let time = 0; time < 2; time += 1) {
      const { counts } = await importItems(db, [...ITEMS, synthetic(4)], { source: 'Second' });
      expect(counts).toMatchObject(time === 0 ? { created: 4 } : { unchanged: 4 });
      expect(await idsOf(db, 'First')).toEqual([...IDS].sort());
      expect(await idsOf(db, 'Second')).toEqual(
        [...IDS.map((id) => sourcedId('service', 'Second', id)), synthetic(4).id].sort(),
      );
      const [first, second] = [await locationsOf(db, 'First'), await locationsOf(db, 'Second')];
      expect(first.filter((id) => second.includes(id))).toEqual([]);
    }
    const after = await db.selectFrom('service').selectAll().where('id', 'in', IDS).orderBy('id').execute();
    expect(after).toEqual(before);
  });

  test('do not take over a record of nobody’s source', async () => {
    const db = await testDatabase();
    await importItems(db, [synthetic(1)], { source: 'Seed' });
    await db
      .updateTable('service')
      .set({ source_id: null, source_record_id: null, name: 'Our own' })
      .execute();
    await importItems(db, ITEMS);
    const own = await db
      .selectFrom('service')
      .select(['name', 'source_id'])
      .where('id', '=', IDS[0] ?? '')
      .execute();
    expect(own).toEqual([{ name: 'Our own', source_id: null }]);
    expect(await idsOf(db, 'Test feed')).toContain(sourcedId('service', 'Test feed', IDS[0] ?? ''));
  });

  test('never change for a record that is known already', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS, { source: 'First' });
    await importItems(db, ITEMS);
    const made = await idsOf(db, 'Test feed');
    expect(made).toEqual(IDS.map((id) => sourcedId('service', 'Test feed', id)).sort());
    const places = await locationsOf(db, 'Test feed');
    await db.deleteFrom('service').where('id', 'in', IDS).execute();
    const { counts } = await importItems(
      db,
      ITEMS.map((item) => ({ ...item, description: 'New words' })),
    );
    expect(counts).toMatchObject({ created: 0, updated: 3 });
    expect(await idsOf(db, 'Test feed')).toEqual(made);
    expect(await locationsOf(db, 'Test feed')).toEqual(places);
  });

  test('are free again when who had them is gone, whatever they left behind', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    await db.deleteFrom('service').execute();
    expect((await importItems(db, ITEMS, { source: 'Second' })).counts.created).toBe(3);
    expect(await idsOf(db, 'Second')).toEqual([...IDS].sort());
  });

  test('of locations stay the same when all services there are written again', async () => {
    const db = await testDatabase();
    await importItems(db, ITEMS);
    const before = await locationsOf(db, 'Test feed');
    await importItems(
      db,
      ITEMS.map((item) => ({ ...item, description: 'New words' })),
    );
    expect(await locationsOf(db, 'Test feed')).toEqual(before);
  });
});
