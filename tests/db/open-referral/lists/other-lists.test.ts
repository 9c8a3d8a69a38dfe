import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { findOrganisationIds } from '#src/features/open-referral/queries/lists/organisations.ts';
import { findServiceAtLocationKeys } from '#src/features/open-referral/queries/lists/service-at-locations.ts';
import { listSharedSources } from '#src/features/open-referral/queries/lists/sources.ts';
import { testDatabase } from '../../../support/database.ts';
import { putSchedule, putService, putVenue } from '../../search/directory-rows.ts';
import { putSource, SETTING } from './rows.ts';

describe('services at locations', () => {
  const keysIn = (db: Db, params: FeedParams = {}) => findServiceAtLocationKeys(db, SETTING, params);

  test('stand in the order of their services, each with its point, without confidential ones', async () => {
    const db = await testDatabase();
    await putService(db, 'b', { name: 'A first' });
    await putService(db, 'a', { name: 'Z last' });
    await putService(db, 'hidden', { visibility: 'hidden' });
    await putVenue(db, 'a', 'y', { latitude: null, longitude: null });
    await putVenue(db, 'a', 'x');
    await putVenue(db, 'b', 'z');
    await putVenue(db, 'b', 'refuge', { confidential: 1 });
    await putVenue(db, 'hidden', 'nowhere');
    const point = { latitude: 52.49, longitude: -2.87 };
    expect(await keysIn(db)).toEqual([
      { id: 'at-z', serviceId: 'b', point },
      { id: 'at-x', serviceId: 'a', point },
      { id: 'at-y', serviceId: 'a', point: null },
    ]);
  });

  test('are narrowed by what their services are, and by their own schedules', async () => {
    const db = await testDatabase();
    await putService(db, 'a', { minimum_age: 18 });
    await putService(db, 'b');
    for (const [service, hall] of [
      ['a', 'x'],
      ['a', 'y'],
      ['b', 'z'],
    ] as const)
      await putVenue(db, service, hall);
    await putSchedule(db, 's1', { service_at_location_id: 'at-x', byday: 'MO' });
    await putSchedule(db, 's2', { service_id: 'b', byday: 'MO' });
    const idsBy = async (params: FeedParams) => (await keysIn(db, params)).map(({ id }) => id).sort();
    expect(await idsBy({ minimum_age: 1 })).toEqual(['at-x', 'at-y']);
    expect(await idsBy({ day: 'MO' })).toEqual(['at-x', 'at-z']);
    expect(await idsBy({ day: 'MO', minimum_age: 1 })).toEqual(['at-x']);
  });
});

describe('organisations', () => {
  test('are those that run a service of the feed, once each, by name', async () => {
    const db = await testDatabase();
    await putSource(db, 'closed', 0);
    await putService(db, 'a', {}, { name: 'Zebra' });
    await putService(db, 'b', {}, { name: 'Apple' });
    await putService(db, 'c', { organisation_id: 'org-b' });
    await putService(db, 'd', { visibility: 'hidden' });
    await putService(db, 'e', { source_id: 'closed' });
    expect(await findOrganisationIds(db, SETTING.today)).toEqual(['org-b', 'org-a']);
  });

  test('are searched in their names and descriptions', async () => {
    const db = await testDatabase();
    await putService(
      db,
      'a',
      {},
      { name: 'Kettle', alternate_name: 'Tea Club', description: 'Company for all' },
    );
    await putService(db, 'b', {}, { name: 'Pot' });
    for (const words of ['kettle', 'TEA company', 'club kettle'])
      expect([words, await findOrganisationIds(db, SETTING.today, words)]).toEqual([words, ['org-a']]);
    expect(await findOrganisationIds(db, SETTING.today, 'kettle pot')).toEqual([]);
  });
});

test('sources are those of services that the public sees, each once, saying whether they are passed on', async () => {
  const db = await testDatabase();
  await putSource(db, 'open', 1, { attribution: 'With thanks', url: 'https://open.example.org' });
  await putSource(db, 'closed', 0);
  await putSource(db, 'unused', 1);
  await putSource(db, 'hidden', 1);
  await putService(db, 'a', { source_id: 'open', source_record_id: '1' });
  await putService(db, 'b', { source_id: 'open', source_record_id: '2' });
  await putService(db, 'c', { source_id: 'closed' });
  await putService(db, 'd', { source_id: 'hidden', visibility: 'hidden' });
  const terms = { licence: 'Their licence', attribution: null, url: null };
  expect(await listSharedSources(db, SETTING.today)).toEqual([
    { ...terms, name: 'Source closed', isPassedOn: false },
    {
      ...terms,
      name: 'Source open',
      attribution: 'With thanks',
      url: 'https://open.example.org',
      isPassedOn: true,
    },
  ]);
});
