import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { findLike, type NewService } from '#src/features/duplicates/queries/find-like.ts';
import { testDatabase } from '../../support/database.ts';
import { bumpVersion } from '../search/directory-rows.ts';
import { put, putKettleTwice } from './two-sources.ts';

const idsLike = async (db: Db, candidate: NewService, limit?: number): Promise<string[]> =>
  (await findLike(db, candidate, limit)).map(({ service }) => service.id);

describe('what a service being added is like', () => {
  test('is found by name and postcode as they are typed, with why, the likest first', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    await put(db, 'group', { name: 'Kettle Pagoda Knitting Group' });
    const found = await findLike(db, { name: 'kettle pagoda ltd', postcode: 'mb11qg' });
    expect(found.map(({ service, level }) => [service.id, level])).toEqual([
      ['kettle-north', 'same'],
      ['kettle-south', 'same'],
      ['group', 'possible'],
    ]);
    expect(found[0]).toMatchObject({ service: { sourceName: 'North list', visibility: 'public' } });
    expect(found[0]?.reasons.map(({ kind }) => kind).sort()).toEqual(['name', 'postcode']);
    expect(await idsLike(db, { name: 'Kettle Pagoda', postcode: 'MB1 1QG' }, 1)).toEqual(['kettle-north']);
  });

  test('is found by phone and website, and where the postcode is known to be', async () => {
    const db = await testDatabase();
    await put(db, 'line', { name: 'Kettle Line', postcode: null, phone: { number: '01632 960123' } });
    await put(db, 'web', {
      name: 'Oakside Net',
      postcode: null,
      service: { url: 'https://oak.example/net' },
    });
    await put(db, 'near', {
      name: 'Elmside Xylophones',
      location: { latitude: 52.4, longitude: -2.9 },
      postcode: '',
    });
    expect(await idsLike(db, { name: 'Kettle Line', phone: '+44 1632 960123' })).toEqual(['line']);
    expect(await idsLike(db, { name: 'Oakside Net', website: 'www.oak.example/net/' })).toEqual(['web']);
    const xylophones = { name: 'Elmside Xylophones', postcode: 'MB1 1QG' };
    expect((await findLike(db, xylophones))[0]?.level).toBe('possible');
    await db
      .insertInto('postcode')
      .values({ postcode: 'MB1 1QG', outcode: 'MB1', latitude: 52.4003, longitude: -2.9, source: 'test' })
      .execute();
    expect((await findLike(db, xylophones))[0]?.level).toBe('same');
  });

  test('is never itself, nor something unlike', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    const kettle = { name: 'Kettle Pagoda', postcode: 'MB1 1QG' };
    expect(await idsLike(db, { ...kettle, id: 'kettle-north' })).toEqual(['kettle-south']);
    expect(await idsLike(db, { name: 'Wigwam Exchange', postcode: 'MB1 1QG' })).toEqual([]);
    expect(await idsLike(db, { name: '' })).toEqual([]);
    expect(
      await idsLike(db, { name: 'Wigwam', postcode: 'nonsense', phone: 'ask', website: 'none' }),
    ).toEqual([]);
  });

  test('includes hidden ones with their visibility, but nothing by a confidential place', async () => {
    const db = await testDatabase();
    await put(db, 'hidden', { name: 'Kettle Pagoda', service: { visibility: 'hidden' } });
    await put(db, 'refuge', { name: 'Oakside Haven', location: { confidential: 1, area_name: 'Tarnbury' } });
    expect(await findLike(db, { name: 'Kettle Pagoda', postcode: 'MB1 1QG' })).toMatchObject([
      { service: { id: 'hidden', visibility: 'hidden' } },
    ]);
    const [refuge] = await findLike(db, { name: 'Oakside Haven', postcode: 'MB1 1QG' });
    const [wrongGuess] = await findLike(db, { name: 'Oakside Haven', postcode: 'MB3 1EF' });
    expect(refuge).toEqual(wrongGuess);
  });

  test('heeds every change: an edit, a removal, an import, several at once', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    const kettle = { name: 'Kettle Pagoda', postcode: 'MB1 1QG' };
    expect(await idsLike(db, kettle)).toEqual(['kettle-north', 'kettle-south']);

    await db
      .updateTable('service')
      .set({ name: 'Oakside Wigwams' })
      .where('id', '=', 'kettle-north')
      .execute();
    await bumpVersion(db, 'kettle-north');
    expect(await idsLike(db, kettle)).toEqual(['kettle-south']);

    await put(db, 'kettle-new', kettle);
    await bumpVersion(db);
    expect(await idsLike(db, kettle)).toEqual(['kettle-new', 'kettle-south']);

    await db.deleteFrom('service_at_location').where('service_id', '=', 'kettle-new').execute();
    await db.deleteFrom('service').where('id', '=', 'kettle-new').execute();
    await bumpVersion(db, 'kettle-new');
    await db.updateTable('service').set({ name: 'Kettle Pagoda' }).where('id', '=', 'menders').execute();
    await bumpVersion(db, 'menders');
    const [one, other] = await Promise.all([idsLike(db, kettle), idsLike(db, kettle)]);
    expect(one).toEqual(['kettle-south', 'menders']);
    expect(other).toEqual(one);
    // What was removed takes nobody's place.
    expect(await idsLike(db, kettle, 1)).toEqual(['kettle-south']);
  });
});
