import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  findDuplicates,
  type DuplicateOptions,
  type DuplicatePair,
} from '#src/features/duplicates/queries/find-duplicates.ts';
import { testDatabase } from '../../support/database.ts';
import { putSchedule } from '../search/directory-rows.ts';
import { put, putKettleTwice, putSources } from './two-sources.ts';

const idsOf = async (db: Db, options: DuplicateOptions = {}): Promise<string[][]> =>
  (await findDuplicates(db, options)).pairs.map(({ first, second }) => [first.id, second.id]);

const only = async (db: Db, options: DuplicateOptions = {}): Promise<DuplicatePair> => {
  const { pairs } = await findDuplicates(db, options);
  const [pair] = pairs;
  if (pair === undefined || pairs.length > 1) throw new Error(`${pairs.length} pairs`);
  return pair;
};
const kinds = (pair: DuplicatePair): string[] => pair.reasons.map(({ kind }) => kind);

describe('duplicates among services', () => {
  test('are found with why, and with both sides as staff see them', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    expect(await only(db)).toMatchObject({
      level: 'same',
      first: {
        id: 'kettle-north',
        slug: 'kettle-north',
        name: 'Kettle Pagoda',
        organisationName: 'Kettle Pagoda',
        sourceName: 'North list',
        visibility: 'public',
        missingSince: null,
      },
      second: { id: 'kettle-south', name: 'The Kettle Pagoda', sourceName: 'South list' },
    });
    expect(kinds(await only(db))).toEqual(['name', 'postcode']);
  });

  test('include hidden ones, drafts and those gone from their source, and say so', async () => {
    const db = await testDatabase();
    await putSources(db);
    await put(db, 'a', { name: 'Kettle Pagoda', service: { visibility: 'hidden' } });
    await put(db, 'b', {
      name: 'Kettle Pagoda',
      source: 'north',
      service: { visibility: 'draft', source_missing_since: '2026-11-01' },
      organisation: { visibility: 'hidden' },
    });
    expect(await only(db)).toMatchObject({
      first: { visibility: 'hidden', sourceId: null, sourceName: null },
      second: { visibility: 'draft', missingSince: '2026-11-01' },
    });
  });

  test('can be those across sources only', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    await put(db, 'oak-1', { name: 'Oakside Xylophones', source: 'south', postcode: 'MB3 1EF' });
    await put(db, 'oak-2', { name: 'Oakside Xylophones', source: 'south', postcode: 'MB3 1EF' });
    await put(db, 'elm-1', { name: 'Elmside Wigwams', source: null, postcode: 'MB4 1EF' });
    await put(db, 'elm-2', { name: 'Elmside Wigwams', source: null, postcode: 'MB4 1EF' });
    expect(await idsOf(db)).toHaveLength(3);
    expect(await idsOf(db, { acrossSources: true })).toEqual([['kettle-north', 'kettle-south']]);
  });

  test('can be the surer ones only', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    await put(db, 'group', { name: 'Kettle Pagoda Knitting Group', source: 'north' });
    const counts = await Promise.all(
      (['same', 'likely', 'possible'] as const).map(async (level) => (await idsOf(db, { level })).length),
    );
    expect(counts).toEqual([1, 1, 3]);
    expect((await findDuplicates(db)).read).toBe(4);
  });

  test('never tell where a confidential place is, nor are found by it', async () => {
    const db = await testDatabase();
    await putSources(db);
    const location = { confidential: 1, area_name: 'Tarnbury', latitude: 52.4, longitude: -2.9 } as const;
    await put(db, 'a', { name: 'Kettle Pagoda', source: 'north', location });
    await put(db, 'b', { name: 'Kettle Pagoda', source: 'south', location });
    const pair = await only(db);
    expect(kinds(pair)).toEqual(['name']);
    expect(JSON.stringify(pair)).not.toMatch(/MB1|52\.4|Secret/);
  });

  test('are known by numbers typed in two ways, of the service or its organisation, but not by a fax', async () => {
    const db = await testDatabase();
    await putSources(db);
    await put(db, 'a', { name: 'Kettle Line', postcode: null, phone: { number: '01632 960123' } });
    await put(db, 'b', { name: 'Kettle Line', source: 'north', postcode: null });
    expect(kinds(await only(db))).not.toContain('phone');
    await db
      .insertInto('phone')
      .values({ id: 'p', organisation_id: 'org-b', number: '+44 1632 960 123', type: 'fax' })
      .execute();
    expect(kinds(await only(db))).not.toContain('phone');
    await db.updateTable('phone').set({ type: 'voice' }).where('id', '=', 'p').execute();
    expect(await only(db)).toMatchObject({ level: 'same' });
    expect(kinds(await only(db))).toContain('phone');
  });

  test('are not known by the number of a contact that is kept hidden', async () => {
    const db = await testDatabase();
    await putSources(db);
    await put(db, 'a', { name: 'Kettle Line', postcode: null, phone: { number: '01632 960123' } });
    await put(db, 'b', { name: 'Kettle Line', source: 'north', postcode: null });
    await db.insertInto('contact').values({ id: 'c', service_id: 'b', visibility: 'hidden' }).execute();
    await db.insertInto('phone').values({ id: 'p', contact_id: 'c', number: '01632 960123' }).execute();
    expect(kinds(await only(db))).not.toContain('phone');
    await db.updateTable('contact').set({ visibility: 'public' }).execute();
    expect(kinds(await only(db))).toContain('phone');
  });

  test('are known by website, days, other names and the charity number of their organisation', async () => {
    const db = await testDatabase();
    await putSources(db);
    await put(db, 'a', {
      name: 'Warm welcome',
      source: 'north',
      service: { alternate_name: 'Kettle Pagoda', url: 'https://www.kettle.example/pagoda' },
    });
    await put(db, 'b', { name: 'Kettle Pagoda', organisation: { website: 'http://kettle.example/pagoda/' } });
    for (const id of ['a', 'b'])
      await db
        .insertInto('organisation_identifier')
        .values({
          id: `charity-${id}`,
          organisation_id: `org-${id}`,
          identifier_scheme: 'GB-CHC',
          identifier_type: 'Charity number',
          identifier: id === 'a' ? '1123456' : 'GB-CHC-1123456',
        })
        .execute();
    await putSchedule(db, 'times-a', { service_id: 'a', byday: 'WE,FR' });
    await putSchedule(db, 'times-b1', { service_at_location_id: 'at-venue-b', byday: 'WE' });
    await putSchedule(db, 'times-b2', {
      service_at_location_id: 'at-venue-b',
      byday: '2FR',
      freq: 'MONTHLY',
    });
    expect(kinds(await only(db)).sort()).toEqual(['charity', 'days', 'name', 'postcode', 'web-page']);
    await db.updateTable('schedule').set({ byday: 'MO' }).where('id', '=', 'times-a').execute();
    expect(kinds(await only(db))).toContain('other-days');
  });

  test('need not have a place, a time or anything but a name', async () => {
    const db = await testDatabase();
    await putSources(db);
    await put(db, 'a', { name: 'Kettle Line', postcode: null });
    await put(db, 'b', { name: '\u2013', postcode: null });
    expect(await findDuplicates(db)).toEqual({ pairs: [], read: 2, compared: 0, largeBlocks: [] });
  });
});

describe('duplicates among organisations', () => {
  test('are found by name where their services are, with both sides', async () => {
    const db = await testDatabase();
    await putKettleTwice(db);
    const pair = await only(db, { kind: 'organisation' });
    expect(pair).toMatchObject({
      level: 'same',
      first: {
        id: 'org-kettle-north',
        slug: 'org-kettle-north',
        sourceName: 'North list',
        organisationName: null,
      },
      second: { id: 'org-kettle-south' },
    });
  });

  test('are found by charity number alone', async () => {
    const db = await testDatabase();
    await putSources(db);
    await put(db, 'a', { name: 'Kettle Pagoda', source: 'north' });
    await put(db, 'b', { name: 'Warm Hearts Mission', source: 'south', postcode: null });
    for (const id of ['a', 'b'])
      await db
        .insertInto('organisation_identifier')
        .values({
          id: `charity-${id}`,
          organisation_id: `org-${id}`,
          identifier_scheme: 'GB-CHC',
          identifier_type: 'Charity number',
          identifier: '1123456',
        })
        .execute();
    expect(await only(db, { kind: 'organisation' })).toMatchObject({ level: 'likely' });
    expect(await idsOf(db)).toEqual([]);
    await db.updateTable('organisation_identifier').set({ identifier_scheme: 'GB-COH' }).execute();
    expect(await idsOf(db, { kind: 'organisation' })).toEqual([]);
  });
});
