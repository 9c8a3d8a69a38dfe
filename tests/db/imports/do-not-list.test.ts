import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  addToDoNotList,
  liftFromDoNotList,
  type DoNotListRequest,
} from '#src/features/imports/do-not-list/commands.ts';
import { listDoNotList } from '#src/features/imports/do-not-list/queries.ts';
import { testDatabase } from '../../support/database.ts';
import { importItems, servicesOf, versionOf } from './feed/small-feed.ts';
import { synthetic, synthetics } from './feed/synthetic.ts';
import { importRows, NOW, tea } from './small-import.ts';

const add = (db: Db, request: Partial<DoNotListRequest>) =>
  addToDoNotList(db, {
    name: 'Lunch club 1',
    postcode: null,
    charityNumber: null,
    website: null,
    source: null,
    reason: null,
    actor: 'command-line',
    at: NOW,
    ...request,
  });

async function added(db: Db, request: Partial<DoNotListRequest>): Promise<string> {
  const result = await add(db, request);
  if (!result.ok) throw new Error(result.error);
  return result.value.id;
}

const visibilities = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('service').select(['name', 'visibility']).orderBy('name').execute()).map(
    (row) => `${row.name}: ${row.visibility}`,
  );

describe('whoever asked not to be listed', () => {
  test('is hidden at once with the organisation’s services, in one transaction with its events', async () => {
    const db = await testDatabase();
    await importItems(db, [synthetic(1), synthetic(51), synthetic(2)]); // 1 and 51 are of one organisation
    const version = await versionOf(db);
    const result = await add(db, { name: 'The FRIENDS 1 Ltd' });
    expect(result).toMatchObject({ ok: true, value: { hidden: { organisations: 1, services: 2 } } });
    expect(await visibilities(db)).toEqual([
      'Lunch club 1: hidden',
      'Lunch club 2: public',
      'Lunch club 51: hidden',
    ]);
    const events = await db
      .selectFrom('audit_event')
      .select('action')
      .where('actor', '=', 'command-line')
      .execute();
    expect(events.map((event) => event.action).sort()).toEqual([
      'do-not-list.add',
      'organisation.hide',
      'service.hide',
      'service.hide',
    ]);
    expect(await versionOf(db)).toBe(version + 1);
  });

  test('is left out of every import, with the reason, and is neither failed nor gone', async () => {
    const db = await testDatabase();
    await importItems(db, synthetics(3));
    await added(db, { name: 'Lunch club 1', postcode: 'mb11qg' });
    const items = synthetics(3).map((item) => ({ ...item, description: 'New words' }));
    const { counts, problems } = await importItems(db, items);
    expect(counts).toMatchObject({ rows: 3, updated: 2, skipped: 1, failed: 0, gone: 0 });
    expect(problems.filter((problem) => problem.includes('asked not'))).toEqual([
      `The file: "Lunch club 1" (${synthetic(1).id}) is left out: "Lunch club 1" asked not to be in this directory`,
    ]);
    expect((await servicesOf(db)).find((service) => service.name === 'Lunch club 1')).toMatchObject({
      visibility: 'hidden',
      source_missing_since: null,
    });
    expect((await importItems(db, items, { source: 'Another feed' })).counts).toMatchObject({ created: 2 });
  });

  test('is hidden also when they asked while an import was bringing them in', async () => {
    const db = await testDatabase();
    const asked: Promise<unknown>[] = [];
    await importItems(db, synthetics(501), {
      onServices: () => () => {
        if (asked.length === 0) asked.push(add(db, { name: 'Lunch club 501' }));
      },
    });
    expect(await Promise.all(asked)).toMatchObject([{ value: { hidden: { services: 0 } } }]);
    expect(await visibilities(db)).toContain('Lunch club 501: hidden');
  });

  test('is left out of spreadsheets too', async () => {
    const db = await testDatabase();
    await added(db, { name: 'Marl Friends' });
    const { counts } = await importRows(db, [tea('1'), tea('2', { org: 'Others' })]);
    expect(counts).toMatchObject({ rows: 2, created: 1, skipped: 1, failed: 0 });
    expect(await db.selectFrom('organisation').select('name').execute()).toEqual([{ name: 'Others' }]);
  });

  test.each([
    ['the charity number, however it is written', { name: 'X', charityNumber: ' 112 3456 ' }, ['1', '51']],
    ['the website of their own', { name: 'X', website: 'http://www.club-2.example.org/about' }, ['2']],
    ['a website that everybody uses', { name: 'X', website: 'https://www.facebook.com/club2' }, []],
    ['the name at another postcode', { name: 'Lunch club 2', postcode: 'MB1 2AA' }, []],
    ['the name at the postcode', { name: 'Lunch Club 2', postcode: 'MB1 1QG' }, ['2']],
    ['the very record', { name: 'Any', source: { name: 'Test feed', recordId: synthetic(2).id } }, ['2']],
    [
      'the record of another source',
      { name: 'Lunch club 2', source: { name: 'Other', recordId: synthetic(2).id } },
      [],
    ],
  ])('is known by %s', async (_, request, hidden) => {
    const db = await testDatabase();
    await importItems(db, [synthetic(3)], { source: 'Other' });
    const items = [1, 51, 2].map((number) => {
      const item: Record<string, unknown> = { ...synthetic(number) };
      if (number === 2) return item;
      const identifiers = [
        {
          id: synthetic(9).id,
          identifier_scheme: 'GB-CHC',
          identifier_type: 'Charity',
          identifier: '1123456',
        },
      ];
      return {
        ...item,
        organization: Object.assign({}, item['organization'], { organization_identifiers: identifiers }),
      };
    });
    await importItems(db, items);
    await added(db, request);
    expect(await visibilities(db)).toEqual(
      ['1', '2', '3', '51'].map(
        (name) => `Lunch club ${name}: ${hidden.includes(name) ? 'hidden' : 'public'}`,
      ),
    );
    // The same ones are left out when they come again, as they were hidden.
    const fresh = await importItems(db, items, { source: 'Yet another' });
    const isOfRecord = 'source' in request;
    expect(fresh.counts.skipped).toBe(isOfRecord ? 0 : hidden.length);
    expect((await importItems(db, items)).counts.skipped).toBe(hidden.length);
  });

  test('may change their mind: what the entry hid is shown, what people hid stays hidden', async () => {
    const db = await testDatabase();
    await importItems(db, [synthetic(1), synthetic(51), synthetic(101)]);
    await db
      .updateTable('service')
      .set({ visibility: 'hidden' })
      .where('name', '=', 'Lunch club 51')
      .execute();
    await db
      .updateTable('service')
      .set({ visibility: 'draft' })
      .where('name', '=', 'Lunch club 101')
      .execute();
    const id = await added(db, { name: 'Friends 1' });
    expect(await visibilities(db)).toEqual([
      'Lunch club 1: hidden',
      'Lunch club 101: hidden',
      'Lunch club 51: hidden',
    ]);
    const later = new Date('2026-12-24T10:00:00Z');
    expect(await liftFromDoNotList(db, id, later)).toEqual({
      ok: true,
      value: { shown: { organisations: 1, services: 2 } },
    });
    expect(await visibilities(db)).toEqual([
      'Lunch club 1: public',
      'Lunch club 101: draft',
      'Lunch club 51: hidden',
    ]);
    const items = [1, 51, 101].map((number) => synthetic(number, { description: 'New words' }));
    expect((await importItems(db, items)).counts).toMatchObject({ updated: 3, skipped: 0 });
    expect(await listDoNotList(db)).toMatchObject([{ id, lifted_at: later.toISOString() }]);
    expect(await liftFromDoNotList(db, id, later)).toEqual({ ok: false, error: 'lifted-before' });
  });

  test.each([
    [
      ['Lunch club 1', 'Friends 1'],
      [0, 1],
    ],
    [
      ['Friends 1', 'Lunch club 1'],
      [0, 1],
    ],
  ])('stays hidden as long as any entry means them, whichever came first: %j', async (names, shown) => {
    const db = await testDatabase();
    await importItems(db, [synthetic(1)]);
    const ids: string[] = [];
    for (const name of names) ids.push(await added(db, { name }));
    for (const [index, id] of ids.entries()) {
      const lifted = await liftFromDoNotList(db, id, new Date(NOW.getTime() + 1000 * (index + 1)));
      expect(lifted).toMatchObject({ value: { shown: { services: shown[index] } } });
    }
    expect(await visibilities(db)).toEqual(['Lunch club 1: public']);
    // What somebody hides afterwards is not the list's to show.
    await db.updateTable('service').set({ visibility: 'hidden' }).execute();
    const again = await added(db, { name: 'Lunch club 1', at: new Date(NOW.getTime() + 5000) });
    await liftFromDoNotList(db, again, new Date(NOW.getTime() + 6000));
    expect(await visibilities(db)).toEqual(['Lunch club 1: hidden']);
  });

  test.each([
    [{ name: ' !' }, 'no-name'],
    [{ postcode: 'MB1' }, 'no-postcode'],
    [{ source: { name: 'Nowhere', recordId: '1' } }, 'no-source'],
  ])('cannot be noted with %j', async (request, error) => {
    const db = await testDatabase();
    expect(await add(db, request)).toEqual({ ok: false, error });
    expect(await listDoNotList(db)).toEqual([]);
    expect(await liftFromDoNotList(db, 'nothing', NOW)).toEqual({ ok: false, error: 'no-entry' });
  });
});
