import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { AUDIENCES_TAXONOMY_ID, audienceTermId, NEEDS_TAXONOMY_ID } from '#src/features/open-referral/ids.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { findServiceKeys } from '#src/features/open-referral/queries/lists/services.ts';
import { testDatabase } from '../../../support/database.ts';
import { putSchedule, putService, putVenue } from '../../search/directory-rows.ts';
import { FOOD, FOOD_BANKS, putNeed, putSource, putTerm, SETTING } from './rows.ts';

const idsIn = async (db: Db, params: FeedParams = {}): Promise<string[]> =>
  (await findServiceKeys(db, SETTING, params)).map(({ id }) => id);

describe('the services of the feed', () => {
  test('stand in the order of their names, those of one name by their ids', async () => {
    const db = await testDatabase();
    for (const [id, name] of [
      ['c', 'Tea'],
      ['a', 'Tea'],
      ['d', 'Chat'],
      ['b', 'Tea'],
    ] as const)
      await putService(db, id, { name });
    expect(await idsIn(db)).toEqual(['d', 'a', 'b', 'c']);
  });

  test('are those the public may see on the day', async () => {
    const db = await testDatabase();
    await putService(db, 'open');
    await putService(db, 'paused', { status: 'temporarily closed' });
    await putService(db, 'hidden', { visibility: 'hidden' });
    await putService(db, 'draft', { visibility: 'draft' });
    await putService(db, 'defunct', { status: 'defunct' });
    await putService(db, 'over', { valid_to: '2026-11-20' });
    await putService(db, 'last-day', { valid_to: '2026-11-21' });
    await putService(db, 'hidden-organisation', {}, { visibility: 'hidden' });
    expect((await idsIn(db)).sort()).toEqual(['last-day', 'open', 'paused']);
  });

  test('leave out what its source, or its organisation’s, lets us show but not pass on', async () => {
    const db = await testDatabase();
    await putSource(db, 'free', 1);
    await putSource(db, 'closed', 0);
    await putService(db, 'ours');
    await putService(db, 'theirs', { source_id: 'free' }, { source_id: 'free' });
    await putService(db, 'kept', { source_id: 'closed' });
    await putService(db, 'kept-organisation', {}, { source_id: 'closed' });
    expect((await idsIn(db)).sort()).toEqual(['ours', 'theirs']);
  });

  test('say when they were last changed', async () => {
    const db = await testDatabase();
    await putService(db, 'a', { updated_at: '2026-11-20T09:00:00.000Z' });
    expect(await findServiceKeys(db, SETTING, {})).toEqual([
      { id: 'a', lastModified: '2026-11-20T09:00:00.000Z' },
    ]);
  });
});

describe('narrowed', () => {
  test('by a change at an instant or later', async () => {
    const db = await testDatabase();
    for (const [id, at] of [
      ['before', '2026-11-20T08:59:59.999Z'],
      ['at', '2026-11-20T09:00:00.000Z'],
      ['after', '2026-11-21T00:00:00.000Z'],
    ] as const)
      await putService(db, id, { updated_at: at });
    expect((await idsIn(db, { modified_after: '2026-11-20T09:00:00.000Z' })).sort()).toEqual(['after', 'at']);
  });

  test('by organisation', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    await putService(db, 'b');
    expect(await idsIn(db, { organization_id: 'org-b' })).toEqual(['b']);
  });

  test('by the ages that are stated, one without an age being left out', async () => {
    const db = await testDatabase();
    await putService(db, 'all');
    await putService(db, 'child', { minimum_age: 0, maximum_age: 10 });
    await putService(db, 'teen', { minimum_age: 11, maximum_age: 17 });
    await putService(db, 'adult', { minimum_age: 18 });
    expect((await idsIn(db, { minimum_age: 11 })).sort()).toEqual(['adult', 'teen']);
    expect((await idsIn(db, { maximum_age: 17 })).sort()).toEqual(['child', 'teen']);
    expect(await idsIn(db, { minimum_age: 11, maximum_age: 17 })).toEqual(['teen']);
  });

  test('by a need and what lies below it, not what lies above', async () => {
    const db = await testDatabase();
    for (const id of ['meals', 'bank', 'advice']) await putService(db, id);
    await putNeed(db, 'meals', 'food');
    await putNeed(db, 'bank', 'food-banks');
    await putNeed(db, 'advice', 'debt');
    expect((await idsIn(db, { taxonomy_term_id: FOOD })).sort()).toEqual(['bank', 'meals']);
    expect(await idsIn(db, { taxonomy_term_id: FOOD_BANKS })).toEqual(['bank']);
    expect(await idsIn(db, { taxonomy_term_id: 'nobody' })).toEqual([]);
  });

  test('by whom it is for', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b']) await putService(db, id);
    await db.insertInto('service_audience').values({ service_id: 'b', audience: 'carers' }).execute();
    expect(await idsIn(db, { taxonomy_term_id: audienceTermId('carers') })).toEqual(['b']);
    expect(await idsIn(db, { taxonomy_term_id: audienceTermId('women') })).toEqual([]);
    expect(await idsIn(db, { taxonomy_id: AUDIENCES_TAXONOMY_ID })).toEqual(['b']);
  });

  test('by a term of somebody else’s taxonomy and what lies below it, even when that runs in a circle', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b', 'c', 'd']) await putService(db, id);
    await putTerm(db, 'top', { taxonomy: 'theirs', services: ['a'] });
    await putTerm(db, 'middle', { taxonomy: 'theirs', parent: 'top', services: ['b'] });
    await putTerm(db, 'low', { taxonomy: 'theirs', parent: 'middle', services: ['c'] });
    await putTerm(db, 'other', { taxonomy: 'others', services: ['d'] });
    await db.updateTable('taxonomy_term').set({ parent_id: 'low' }).where('id', '=', 'top').execute();
    expect(await idsIn(db, { taxonomy_term_id: 'middle' })).toEqual(['a', 'b', 'c']);
    expect(await idsIn(db, { taxonomy_term_id: 'other' })).toEqual(['d']);
    expect(await idsIn(db, { taxonomy_id: 'theirs' })).toEqual(['a', 'b', 'c']);
  });

  test('by our own taxonomy of needs, of which a need no longer in the tree is none', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b', 'c']) await putService(db, id);
    await putNeed(db, 'a', 'debt');
    await putNeed(db, 'b', 'no-longer-a-need');
    expect(await idsIn(db, { taxonomy_id: NEEDS_TAXONOMY_ID })).toEqual(['a']);
  });

  test('by schedules, of the service itself and of its venues', async () => {
    const db = await testDatabase();
    for (const id of ['own', 'venue', 'never']) await putService(db, id);
    await putVenue(db, 'venue', 'hall');
    await putSchedule(db, 's1', { service_id: 'own', byday: 'MO' });
    await putSchedule(db, 's2', { service_at_location_id: 'at-hall', byday: 'TU,MO' });
    expect((await idsIn(db, { day: 'MO' })).sort()).toEqual(['own', 'venue']);
    expect(await idsIn(db, { day: 'TU' })).toEqual(['venue']);
  });

  test('by several things at once, all of which have to fit', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b', 'c']) await putService(db, id, { minimum_age: id === 'c' ? 5 : 18 });
    for (const id of ['b', 'c']) await putNeed(db, id, 'food');
    expect(await idsIn(db, { minimum_age: 18, taxonomy_term_id: FOOD })).toEqual(['b']);
  });
});
