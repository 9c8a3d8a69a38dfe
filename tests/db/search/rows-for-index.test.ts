import { describe, expect, test } from 'vitest';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { testDatabase } from '../../support/database.ts';
import { putSchedule, putService, putVenue } from './directory-rows.ts';

const TODAY = '2026-11-18';
const idsOn = async (db: Awaited<ReturnType<typeof testDatabase>>, day = TODAY): Promise<string[]> =>
  (await readServicesForIndex(db, day)).map((service) => service.id);

describe('which services the public may find', () => {
  test('public ones of public organisations, active or closed for a while', async () => {
    const db = await testDatabase();
    await putService(db, 'active');
    await putService(db, 'closed', { status: 'temporarily closed' });
    await putService(db, 'inactive', { status: 'inactive' });
    await putService(db, 'defunct', { status: 'defunct' });
    await putService(db, 'hidden', { visibility: 'hidden' });
    await putService(db, 'draft', { visibility: 'draft' });
    await putService(db, 'of-hidden', {}, { visibility: 'hidden' });
    expect(await idsOn(db)).toEqual(['active', 'closed']);
  });

  test('until their last day; a season is announced sixty days before its first', async () => {
    const db = await testDatabase();
    await putService(db, 'season', { valid_from: '2026-11-18', valid_to: '2026-11-20' });
    const days = ['2026-09-18', '2026-09-19', '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21'];
    const found = await Promise.all(
      days.map(async (day) => (await readServicesForIndex(db, day)).map((service) => service.startsOn)),
    );
    expect(found).toEqual([[], ['2026-11-18'], ['2026-11-18'], [null], [null], []]);
  });

  test('one that its source no longer has stays', async () => {
    const db = await testDatabase();
    await putService(db, 'gone', { source_missing_since: '2026-01-01' });
    expect(await idsOn(db)).toEqual(['gone']);
  });
});

describe('what is known of them', () => {
  test('room for new people only as far as somebody said so lately', async () => {
    const db = await testDatabase();
    await putService(db, 'a', { capacity: 'open', capacity_updated_on: '2026-11-01' });
    await putService(db, 'b', { capacity: 'open', capacity_updated_on: '2026-10-01' });
    await putService(db, 'c', {
      capacity: 'waiting_list',
      waiting_weeks: 3,
      capacity_updated_on: '2026-11-10',
    });
    await putService(db, 'd', {
      capacity: 'waiting_list',
      waiting_weeks: 3,
      capacity_updated_on: '2026-09-10',
    });
    await putService(db, 'e', {
      capacity: 'paused',
      paused_until: '2026-11-10',
      capacity_updated_on: '2026-11-01',
    });
    const rows = await readServicesForIndex(db, TODAY);
    expect(rows.map((row) => [row.capacity, row.waitingWeeks, row.pausedUntil])).toEqual([
      ['open', null, null],
      ['unknown', null, null],
      ['waiting_list', 3, null],
      ['unknown', null, null],
      ['unknown', null, null],
    ]);
  });

  test('a venue with its town and times; times of the service stay apart from those of a venue', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    await putVenue(db, 'a', 'hall');
    await putSchedule(db, 's1', { service_id: 'a', byday: 'MO' });
    await putSchedule(db, 's2', {
      service_at_location_id: 'at-hall',
      byday: 'TU',
      until: '2026-12-01',
      valid_to: '2027-01-01',
    });
    await putSchedule(db, 's3', { location_id: 'hall', byday: 'SU' });
    const [row] = await readServicesForIndex(db, TODAY);
    expect(row?.sessions.map((session) => session.byday)).toEqual(['MO']);
    expect(row?.venues).toMatchObject([
      { name: 'Hall hall', town: 'Tarnbury', county: 'Aldershire', postcode: 'MB3 1EF', latitude: 52.49 },
    ]);
    expect(row?.venues[0]?.sessions, "the service's times there, not the building's").toMatchObject([
      { byday: 'TU', validTo: '2026-12-01' },
    ]);
  });

  test('of a confidential venue its area and nothing else', async () => {
    const db = await testDatabase();
    await putService(db, 'refuge');
    await putVenue(db, 'refuge', 'hidden', { confidential: 1, area_name: 'Aldershire' });
    const rows = await readServicesForIndex(db, TODAY);
    expect(rows[0]?.venues[0]).toMatchObject({
      name: null,
      town: null,
      county: null,
      postcode: null,
      latitude: null,
      longitude: null,
      areaName: 'Aldershire',
      confidential: true,
    });
    expect(JSON.stringify(rows)).not.toMatch(/Secret|Hall hidden|MB3|52\.49/);
  });

  test('prices of the day, areas also of one venue, people, needs, languages and access', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    await putVenue(db, 'a', 'hall');
    await db
      .insertInto('service_need')
      .values([
        { service_id: 'a', need_slug: 'food', suggested: 1 },
        { service_id: 'a', need_slug: 'grief', suggested: 0 },
      ])
      .execute();
    await db.insertInto('service_delivery').values({ service_id: 'a', delivery: 'venue' }).execute();
    await db.insertInto('service_joining').values({ service_id: 'a', joining: 'drop_in' }).execute();
    await db.insertInto('service_audience').values({ service_id: 'a', audience: 'carers' }).execute();
    await db
      .insertInto('cost_option')
      .values([
        { id: 'old', service_id: 'a', amount: 9, valid_to: '2025-01-01' },
        { id: 'new', service_id: 'a', amount: 3 },
      ])
      .execute();
    await db
      .insertInto('service_area')
      .values([
        { id: 'x', service_id: 'a', name: 'Aldershire' },
        { id: 'y', service_at_location_id: 'at-hall', name: 'Tarnbury' },
        { id: 'z', service_id: 'a', name: null },
      ])
      .execute();
    await db
      .insertInto('language')
      .values([
        { id: 'l', service_id: 'a', name: 'Polish', code: 'pl' },
        { id: 'm', service_id: 'a' },
      ])
      .execute();
    await db
      .insertInto('accessibility')
      .values([
        { id: 'f', service_id: 'a', feature: 'bsl' },
        { id: 'g', location_id: 'hall', feature: 'lift' },
        { id: 'h', location_id: 'hall', description: 'Ramp' },
      ])
      .execute();
    await db
      .insertInto('closure')
      .values({ id: 'c', service_id: 'a', starts_on: '2026-12-24', ends_on: '2026-12-31' })
      .execute();
    const [row] = await readServicesForIndex(db, TODAY);
    expect(row).toMatchObject({
      needs: ['grief', 'food'],
      deliveries: ['venue'],
      joinings: ['drop_in'],
      audiences: ['carers'],
      price: { kind: 'from', pounds: 3, isOnlyPrice: true },
      areas: ['Aldershire', 'Tarnbury'],
      languages: [{ name: 'Polish', code: 'pl' }],
      access: ['bsl'],
      closures: [{ startsOn: '2026-12-24', endsOn: '2026-12-31', reason: null }],
    });
    expect(row?.venues[0]?.access).toEqual(['lift']);
  });
});
