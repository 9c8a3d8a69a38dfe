import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { ServiceStatus } from '#db/vocabulary.ts';
import {
  findServiceBySlug,
  findServicesByIds,
  type ServiceDetail,
} from '#src/features/services/queries/find-service.ts';
import { countingQueries } from '../../support/shared/count-queries.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, venueRecord, writeDirectory } from '../../support/directory.ts';

const TODAY = '2026-11-21';

const setService = (
  db: Db,
  key: string,
  columns: {
    visibility?: 'public' | 'hidden' | 'draft';
    status?: ServiceStatus;
    valid_to?: string;
    valid_from?: string;
  },
) => db.updateTable('service').set(columns).where('id', '=', idOf('service', key)).execute();
const kindOf = async (db: Db, slug: string): Promise<string> =>
  (await findServiceBySlug(db, slug, TODAY)).kind;

async function detailOf(db: Db, slug: string): Promise<ServiceDetail> {
  const found = await findServiceBySlug(db, slug, TODAY);
  if (found.kind !== 'found') throw new Error(`${slug} was not found`);
  return found.detail;
}

describe('who may see a service', () => {
  test('a public one is found by its address, and nothing by another', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea')]);
    expect(await kindOf(db, 'tea')).toBe('found');
    for (const other of ['teas', 'TEA', '', "tea' or 1=1 --", '../tea', '%'])
      expect(await kindOf(db, other)).toBe('none');
  });

  test.each([
    [{ visibility: 'hidden' }, 'none'],
    [{ visibility: 'draft' }, 'none'],
    [{ status: 'inactive' }, 'none'],
    [{ status: 'defunct' }, 'none'],
    [{ status: 'temporarily closed' }, 'found'],
    [{ valid_to: '2026-11-20' }, 'none'],
    [{ valid_to: '2026-11-21' }, 'found'],
    [{ valid_to: '2026-11-22' }, 'found'],
  ] as const)('one with %j: %s', async (columns, kind) => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea')]);
    await setService(db, 'tea', columns);
    expect(await kindOf(db, 'tea')).toBe(kind);
    expect(await findServicesByIds(db, [idOf('service', 'tea')], TODAY)).toHaveLength(
      kind === 'found' ? 1 : 0,
    );
  });

  test.each(['hidden', 'draft'] as const)('no service of a %s organisation is found', async (visibility) => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea')]);
    await db.updateTable('organisation').set({ visibility }).execute();
    expect(await kindOf(db, 'tea')).toBe('none');
  });
});

describe('a former address', () => {
  async function renamed(): Promise<Db> {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea')]);
    await db
      .insertInto('service_slug')
      .values({ slug: 'coffee', service_id: idOf('service', 'tea') })
      .execute();
    return db;
  }

  test('leads on to the present one', async () => {
    expect(await findServiceBySlug(await renamed(), 'coffee', TODAY)).toEqual({ kind: 'moved', slug: 'tea' });
  });

  test.each([
    { visibility: 'hidden' },
    { visibility: 'draft' },
    { status: 'defunct' },
    { valid_to: '2026-11-20' },
  ] as const)('does not give away one with %j', async (columns) => {
    const db = await renamed();
    await setService(db, 'tea', columns);
    expect(await findServiceBySlug(db, 'coffee', TODAY)).toEqual({ kind: 'none' });
  });

  test('that is its present one again never leads in a circle', async () => {
    const db = await renamed();
    await db
      .insertInto('service_slug')
      .values({ slug: 'tea', service_id: idOf('service', 'tea') })
      .execute();
    expect(await kindOf(db, 'tea')).toBe('found');
    await setService(db, 'tea', { visibility: 'hidden' });
    expect(await kindOf(db, 'tea')).toBe('none');
  });
});

describe('what is read of a service', () => {
  test('all its own parts and none of another\u2019s', async () => {
    const db = await testDatabase();
    const parts = (name: string) => ({
      needs: [{ slug: `need-${name}`, suggested: false }],
      areas: [{ name: `Area ${name}`, uri: null }],
      phones: [{ number: `01632 960 ${name}`, type: 'voice' as const, description: null }],
      costOptions: [{ option: name, amount: 1, amountDescription: null }],
      languages: [{ name, code: null, note: null }],
      access: [{ feature: null, description: name }],
      closures: [{ startsOn: '2026-12-24', endsOn: '2026-12-26', reason: name }],
      locations: [venueRecord(`Hall ${name}`)],
    });
    await writeDirectory(db, [serviceRecord('one', parts('001')), serviceRecord('two', parts('002'))]);
    const detail = await detailOf(db, 'one');
    expect(detail).toMatchObject({
      organisation: { name: 'Kettle and Co' },
      needSlugs: ['need-001'],
      areas: ['Area 001'],
      phones: [{ number: '01632 960 001' }],
      costs: [{ option: '001' }],
      languages: [{ name: '001' }],
      access: [{ description: '001' }],
      closures: [{ reason: '001' }],
      venues: [{ name: 'Hall 001', address: { postal_code: 'MB1 1QG' }, latitude: 52.4 }],
    });
    expect(JSON.stringify(detail)).not.toMatch(/002/);
  });

  test('times and access of a venue stay with that venue', async () => {
    const db = await testDatabase();
    const rule = (byday: string) => ({
      ...{
        validFrom: null,
        validTo: null,
        dtstart: null,
        freq: 'WEEKLY' as const,
        interval: 1,
        bymonthday: null,
        notes: null,
      },
      ...{ byday, opensAt: '10:00', closesAt: '12:00', termTimeOnly: false, openOnBankHolidays: false },
    });
    const at = (key: string, byday: string) => ({
      ...venueRecord(key, { access: [{ feature: null, description: `Ramp at ${key}` }] }),
      schedules: [rule(byday)],
    });
    await writeDirectory(db, [
      serviceRecord('tea', {
        locations: [at('Hall', 'MO'), at('Library', 'TU')],
        schedules: [rule('SU')],
        access: [{ feature: 'bsl', description: null }],
      }),
    ]);
    const detail = await detailOf(db, 'tea');
    const byName = Object.fromEntries(
      detail.venues.map((venue) => [
        venue.name,
        [venue.schedules.map((row) => row.byday), venue.access.map((row) => row.description)],
      ]),
    );
    expect(byName).toEqual({ Hall: [['MO'], ['Ramp at Hall']], Library: [['TU'], ['Ramp at Library']] });
    expect(detail.schedules.map((row) => row.byday)).toEqual(['SU']);
    expect(detail.access.map((row) => row.feature)).toEqual(['bsl']);
  });

  test('ways to join come the easiest first, and the other lists in their own order', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [
      serviceRecord('tea', {
        joinings: ['gp_referral', 'self_referral', 'professional_referral', 'drop_in'],
        deliveries: ['phone', 'home', 'venue'],
        audiences: ['women', 'carers'],
      }),
    ]);
    const detail = await detailOf(db, 'tea');
    expect(detail.joinings).toEqual(['drop_in', 'self_referral', 'professional_referral', 'gp_referral']);
    expect(detail.deliveries).toEqual(['venue', 'home', 'phone']);
    expect(detail.audiences).toEqual(['carers', 'women']);
  });

  test('a price that is over or has not begun is not read', async () => {
    const db = await testDatabase();
    const option = (name: string) => ({ option: name, amount: 1, amountDescription: null });
    await writeDirectory(db, [
      serviceRecord('tea', { costOptions: ['over', 'now', 'last day', 'first day', 'later'].map(option) }),
    ]);
    const dates = {
      over: [null, '2026-11-20'],
      'last day': [null, TODAY],
      'first day': [TODAY, null],
      later: ['2026-11-22', null],
    } as const;
    for (const [name, [from, to]] of Object.entries(dates)) {
      await db
        .updateTable('cost_option')
        .set({ valid_from: from, valid_to: to })
        .where('option', '=', name)
        .execute();
    }
    expect((await detailOf(db, 'tea')).costs.map((row) => row.option)).toEqual([
      'now',
      'last day',
      'first day',
    ]);
  });
});

describe('several services at once', () => {
  test('come in the order asked for, without those nobody may see or knows', async () => {
    const db = await testDatabase();
    await writeDirectory(
      db,
      ['a', 'b', 'c', 'd'].map((key) => serviceRecord(key)),
    );
    await setService(db, 'c', { visibility: 'hidden' });
    const ids = ['d', 'c', 'a', 'unknown', 'b'].map((key) => idOf('service', key));
    const details = await findServicesByIds(db, [...ids, "' or 1=1 --"], TODAY);
    expect(details.map((detail) => detail.service.slug)).toEqual(['d', 'a', 'b']);
    expect(await findServicesByIds(db, [], TODAY)).toEqual([]);
  });
});

describe('how often the database is asked', () => {
  test('at most sixteen times for a service, and never more often for sixty of them', async () => {
    const db = await testDatabase();
    const keys = Array.from({ length: 60 }, (_, number) => `service-${number}`);
    await writeDirectory(
      db,
      keys.map((key, number) =>
        serviceRecord(key, { locations: [venueRecord(`Hall ${number}`), venueRecord(`Library ${number}`)] }),
      ),
    );
    const one = countingQueries(db);
    await detailOf(one.db, 'service-7');
    expect(one.count()).toBeGreaterThan(1);
    expect(one.count()).toBeLessThanOrEqual(16);
    const sixty = countingQueries(db);
    expect(
      await findServicesByIds(
        sixty.db,
        keys.map((key) => idOf('service', key)),
        TODAY,
      ),
    ).toHaveLength(60);
    expect(sixty.count()).toBe(one.count());
  });

  test('three times for an address that leads nowhere', async () => {
    const none = countingQueries(await testDatabase());
    await findServiceBySlug(none.db, 'nothing', TODAY);
    expect(none.count()).toBe(3);
  });
});
