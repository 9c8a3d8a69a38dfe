import { describe, expect, test } from 'vitest';
import { readChanges, readVersion } from '#src/search/building/read.ts';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { testDatabase } from '../../../support/database.ts';
import { bumpVersion, putSchedule, putService, putVenue } from '../directory-rows.ts';

const DAY = '2026-11-18';

describe('what changed between two versions', () => {
  test('is each named service as it is now, and null for one the public may not see', async () => {
    const db = await testDatabase();
    const before = (await readVersion(db)).version;
    for (const id of ['a', 'b', 'c']) await putService(db, id);
    await bumpVersion(db, 'a', 'b');
    await db.updateTable('service').set({ visibility: 'draft' }).where('id', '=', 'b').execute();
    await bumpVersion(db, 'b', 'gone');
    const changes = await readChanges(db, DAY, before, (await readVersion(db)).version);
    expect(changes?.map(({ id, service }) => [id, service?.name ?? null]).sort()).toEqual([
      ['a', 'Service a'],
      ['b', null],
      ['gone', null],
    ]);
  });

  test('is not known when a version between them names nothing', async () => {
    const db = await testDatabase();
    await bumpVersion(db, 'a');
    await bumpVersion(db);
    await bumpVersion(db, 'b');
    const now = (await readVersion(db)).version;
    expect(await readChanges(db, DAY, now - 3, now)).toBeNull();
    expect(await readChanges(db, DAY, now - 1, now)).toEqual([{ id: 'b', service: null }]);
  });

  test('is not asked for when it is too much to patch in', async () => {
    const db = await testDatabase();
    const first = (await readVersion(db)).version;
    for (let number = 0; number < 60; number += 1) await bumpVersion(db, `s${number}`);
    expect(await readChanges(db, DAY, first, first + 60)).toBeNull();
    expect(await readChanges(db, DAY, first + 20, first + 60)).toHaveLength(40);
    await bumpVersion(db, ...Array.from({ length: 51 }, (_, number) => `many${number}`));
    expect(await readChanges(db, DAY, first + 60, first + 61)).toBeNull();
  });

  test('old changes are not kept for ever', async () => {
    const db = await testDatabase();
    for (let number = 0; number < 505; number += 1) await bumpVersion(db, 'a');
    const kept = await db.selectFrom('directory_change').select('version').execute();
    expect(kept.length).toBeGreaterThanOrEqual(500);
    expect(kept.length).toBeLessThan(505);
  });
});

test('a service read by its id is the service read with all the others, venues, times and access included', async () => {
  const db = await testDatabase();
  for (const id of ['a', 'b']) {
    await putService(db, id);
    await putVenue(db, id, `hall-${id}`);
    await putSchedule(db, `own-${id}`, { service_id: id });
    await putSchedule(db, `at-${id}`, { service_at_location_id: `at-hall-${id}`, byday: 'FR' });
    await putSchedule(db, `building-${id}`, { location_id: `hall-${id}`, byday: 'MO' });
    await db
      .insertInto('service_need')
      .values({ service_id: id, need_slug: `need-${id}`, suggested: 0 })
      .execute();
    await db
      .insertInto('service_area')
      .values({ id: `area-${id}`, service_id: id, name: `Area ${id}` })
      .execute();
    await db
      .insertInto('service_area')
      .values({ id: `area-at-${id}`, service_at_location_id: `at-hall-${id}`, name: `Around ${id}` })
      .execute();
    await db
      .insertInto('accessibility')
      .values({ id: `access-${id}`, location_id: `hall-${id}`, feature: 'step_free' })
      .execute();
  }
  const all = await readServicesForIndex(db, DAY);
  expect(all).toHaveLength(2);
  expect(await readServicesForIndex(db, DAY, ['b'])).toEqual(all.slice(1));
  expect(await readServicesForIndex(db, DAY, [])).toEqual([]);
  expect(all[1]?.areas.sort()).toEqual(['Area b', 'Around b']);
});
