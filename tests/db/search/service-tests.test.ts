import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { surroundingsOf } from '#src/features/places/areas.ts';
import { resolvePlace } from '#src/features/places/queries.ts';
import { coveringPlace, findableBy, withVenueWithin } from '#src/search/answering/service-tests.ts';
import { testDatabase } from '../../support/database.ts';
import { putService, putVenue } from './directory-rows.ts';
import { open } from './opened-directory.ts';

const MOMENT = { day: '2026-11-18', time: '10:00' };
const HALL = { latitude: 52.49, longitude: -2.87 };

async function indexOf(db: Db) {
  const { directory } = await open(db);
  return directory.current();
}
const putArea = (db: Db, serviceId: string, name: string) =>
  db
    .insertInto('service_area')
    .values({ id: `area-${serviceId}`, service_id: serviceId, name })
    .execute();

describe('a service', () => {
  test('is findable by the words that the results page would find it by, and no other is', async () => {
    const db = await testDatabase();
    await putService(db, 'chess', { name: 'Chess evening' });
    await putService(db, 'tea', { name: 'Tea and talk' });
    await putService(db, 'hidden', { name: 'Chess in secret', visibility: 'hidden' });
    const index = await indexOf(db);
    const findable = findableBy(index, 'chess', MOMENT);
    expect(['chess', 'tea', 'hidden', 'nobody'].map(findable)).toEqual([true, false, false, false]);
    expect(['chess', 'tea'].map(findableBy(index, 'qwxyzzy', MOMENT))).toEqual([false, false]);
  });

  test('covers a place when one of its areas contains it, wherever its venue is', async () => {
    const db = await testDatabase();
    for (const id of ['nation', 'outcode', 'elsewhere', 'silent']) await putService(db, id);
    await putVenue(db, 'nation', 'hall');
    await putArea(db, 'nation', 'England');
    await putArea(db, 'outcode', 'MB3');
    await putArea(db, 'elsewhere', 'MB9');
    const index = await indexOf(db);
    const resolution = await resolvePlace(db, index.gazetteer, 'MB3 1EF');
    if (resolution.kind !== 'found') throw new Error('The postcode of the hall is not known.');
    const covers = coveringPlace(index, surroundingsOf(index.gazetteer, resolution.place));
    expect(['nation', 'outcode', 'elsewhere', 'silent'].map(covers)).toEqual([true, true, false, false]);
  });

  test('is within a distance by its nearest venue, never by a confidential one', async () => {
    const db = await testDatabase();
    for (const id of ['here', 'far', 'refuge', 'nowhere']) await putService(db, id);
    await putVenue(db, 'here', 'x', HALL);
    await putVenue(db, 'here', 'z', { latitude: 54, longitude: -1 });
    await putVenue(db, 'far', 'y', { latitude: HALL.latitude + 0.1, longitude: HALL.longitude }); // 11.1 km
    await putVenue(db, 'refuge', 'r', { ...HALL, confidential: 1, area_name: 'Tarnbury' });
    const index = await indexOf(db);
    const all = ['here', 'far', 'refuge', 'nowhere'];
    expect(all.map(withVenueWithin(index, HALL, 1))).toEqual([true, false, false, false]);
    expect(all.map(withVenueWithin(index, HALL, 11_000))).toEqual([true, false, false, false]);
    expect(all.map(withVenueWithin(index, HALL, 11_200))).toEqual([true, true, false, false]);
  });
});
