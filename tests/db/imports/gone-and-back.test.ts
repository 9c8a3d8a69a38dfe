import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { testDatabase } from '../../support/database.ts';
import { importRows, tea } from './small-import.ts';

const services = (db: Db) => db.selectFrom('service').selectAll().orderBy('source_record_id').execute();
const names = async (db: Db): Promise<string[]> => (await services(db)).map((service) => service.name);

describe('rows that are gone', () => {
  test('are marked and not deleted, and come back when they return', async () => {
    const db = await testDatabase();
    const all = [tea('1'), tea('2', { org: 'Other' })];
    await importRows(db, all);
    const first = await importRows(db, [tea('1')]);
    expect(first.counts).toMatchObject({ unchanged: 1, gone: 1 });
    expect((await services(db)).map((service) => service.source_missing_since)).toEqual([null, '2026-11-21']);
    expect(
      (
        await db.selectFrom('organisation').select(['name', 'source_missing_since']).orderBy('name').execute()
      ).map((item) => item.source_missing_since),
    ).toEqual([null, '2026-11-21']);
    const again = await importRows(db, [tea('1')], { at: new Date('2026-12-24T10:00:00Z') });
    expect(again.counts.gone).toBe(0);
    expect((await services(db))[1]?.source_missing_since).toBe('2026-11-21');
    const back = await importRows(db, all);
    expect(back.counts).toMatchObject({ created: 0, updated: 1, unchanged: 1, gone: 0 });
    expect((await services(db))[1]).toMatchObject({ source_missing_since: null, slug: 'tea-2' });
    const actions = (await db.selectFrom('audit_event').select('action').execute()).map(
      (event) => event.action,
    );
    expect(actions.filter((action) => action === 'service.missing')).toHaveLength(1);
  });

  test('are not those whose rows are broken this time', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1'), tea('2')]);
    const { counts, problems } = await importRows(db, [tea('1'), tea('2', { name: '' })]);
    expect(counts).toMatchObject({ gone: 0, failed: 1 });
    expect(problems[0]).toContain('it has no name');
    expect(await names(db)).toEqual(['Tea 1', 'Tea 2']);
  });

  test('are unknown when some rows could not be read at all: none is marked, and that is said', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1'), tea('2')]);
    const { counts, problems } = await importRows(db, [tea('1'), '2,Marl Friends']);
    expect(counts.gone).toBe(0);
    expect(problems[0]).toBe(
      'The file: some rows could not be read, so nobody can say which services are gone; none is marked',
    );
    expect((await services(db)).every((service) => service.source_missing_since === null)).toBe(true);
  });

  test('of one source are not touched by another, even with the same ids', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1')]);
    const { counts } = await importRows(db, [tea('1', { name: 'Tea of others' })], {
      source: 'Another source',
    });
    expect(counts).toMatchObject({ created: 1, gone: 0 });
    expect(await names(db)).toEqual(['Tea 1', 'Tea of others']);
  });
});

describe('names and addresses on the web', () => {
  test('of one name get the town, then a number, and never one that was used before', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('0', { name: 'Old name' })]);
    const [old] = await services(db);
    await db
      .insertInto('service_slug')
      .values({ slug: 'warm-welcome-2', service_id: old?.id ?? '' })
      .execute();
    await importRows(
      db,
      ['1', '2', '3'].map((id) =>
        tea(id, {
          name: 'Warm Welcome',
          address: id === '3' ? '' : `${id} High Street, Marlbridge`,
          postcode: '',
        }),
      ),
      { source: 'B' },
    );
    expect(
      (
        await db
          .selectFrom('service')
          .select('slug')
          .where('name', '=', 'Warm Welcome')
          .orderBy('source_record_id')
          .execute()
      ).map((item) => item.slug),
    ).toEqual(['warm-welcome', 'warm-welcome-marlbridge', 'warm-welcome-3']);
  });

  test('are stable when rows come in another order', async () => {
    const db = await testDatabase();
    const rows = ['1', '2', '3'].map((id) => tea(id, { name: 'Warm Welcome' }));
    await importRows(db, rows);
    const before = await services(db);
    await importRows(db, rows.toReversed());
    expect(await services(db)).toEqual(before);
  });
});
