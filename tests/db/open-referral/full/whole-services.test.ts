import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { plainOrganisation } from '#src/features/services/record.ts';
import { AUDIENCES_TAXONOMY_ID, NEEDS_TAXONOMY_ID } from '#src/features/open-referral/ids.ts';
import { readFeedOrganisations } from '#src/features/open-referral/queries/full/organisations.ts';
import { readFeedServiceAtLocations } from '#src/features/open-referral/queries/full/service-at-locations.ts';
import { readFeedServices } from '#src/features/open-referral/queries/full/services.ts';
import { readFeedTaxonomies, readFeedTerms } from '#src/features/open-referral/queries/full/terms.ts';
import { countingQueries } from '../../../support/shared/count-queries.ts';
import { testDatabase } from '../../../support/database.ts';
import { idOf, serviceRecord, TEST_SOURCE, venueRecord, writeDirectory } from '../../../support/directory.ts';
import { SETTING } from '../../../support/open-referral/whole-feed.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const service = (key: string): string => idOf('service', key);

describe('services', () => {
  test('come in the order asked for, without those that nobody knows', async () => {
    const db = await testDatabase();
    await writeDirectory(
      db,
      ['a', 'b', 'c'].map((key) => serviceRecord(key)),
    );
    const ids = [service('c'), UNKNOWN, service('a'), service('b')];
    const found = await readFeedServices(db, SETTING, ids);
    expect(found.map((item) => item.name)).toEqual(['c', 'a', 'b']);
    expect(await readFeedServices(db, SETTING, [])).toEqual([]);
    expect(await readFeedServices(db, SETTING, [UNKNOWN])).toEqual([]);
  });

  test('come whole: their organisation, source, places, times, people and prices', async () => {
    const db = await testDatabase();
    const rule = {
      validFrom: null,
      validTo: null,
      dtstart: null,
      freq: 'WEEKLY' as const,
      interval: 1,
      byday: 'MO',
      bymonthday: null,
      opensAt: '10:00',
      closesAt: '12:00',
      termTimeOnly: false,
      openOnBankHolidays: false,
      notes: null,
    };
    await writeDirectory(
      db,
      [
        serviceRecord('tea', {
          assuredOn: '2026-10-01',
          needs: [{ slug: 'warm-places', suggested: true }],
          deliveries: ['venue'],
          joinings: ['drop_in'],
          audiences: ['carers'],
          locations: [
            { ...venueRecord('Hall'), schedules: [rule, { ...rule, opensAt: '14:00', closesAt: '15:00' }] },
            venueRecord('Barn', { access: [{ feature: 'step_free', description: null }] }),
          ],
          schedules: [{ ...rule, byday: 'FR' }],
          closures: [{ startsOn: '2026-12-24', endsOn: '2026-12-31', reason: 'Christmas' }],
          areas: [{ name: 'Aldershire', uri: null }],
          phones: ['01632 960002', '01632 960001'].map((number) => ({
            number,
            type: 'voice',
            description: null,
          })),
          costOptions: [
            { option: 'Tea', amount: 1.5, amountDescription: null },
            { option: 'Cake', amount: 2, amountDescription: null },
          ],
          languages: [{ name: 'Welsh', code: 'cy', note: null }],
          access: [{ feature: 'captions', description: null }],
        }),
      ],
      [{ ...plainOrganisation('club', 'Kettle and Co', 'community'), website: 'https://example.org' }],
    );
    const [tea] = await readFeedServices(db, SETTING, [service('tea')]);
    expect(tea).toMatchObject({
      assured_date: '2026-10-01',
      last_modified: '2026-11-21T10:00:00.000Z',
      organization: { name: 'Kettle and Co', website: 'https://example.org' },
      phones: [{ number: '01632 960002' }, { number: '01632 960001' }],
      schedules: [{ byday: 'FR' }],
      service_areas: [{ name: 'Aldershire' }],
      languages: [{ name: 'Welsh', code: 'cy' }],
      cost_options: [
        { option: 'Tea', amount: 1.5, currency: 'GBP' },
        { option: 'Cake', amount: 2 },
      ],
      accessibility: [{ front_door: { feature: 'captions' } }],
      attributes: [{ link_type: 'service_type' }, { link_type: 'eligibility' }],
      front_door: {
        deliveries: ['venue'],
        joinings: ['drop_in'],
        suggested_needs: ['warm-places'],
        closures: [{ starts_on: '2026-12-24', ends_on: '2026-12-31', reason: 'Christmas' }],
        source: { name: TEST_SOURCE, licence: 'Made up', attribution: 'With thanks' },
      },
    });
    const [hall, barn] = tea?.service_at_locations ?? [];
    expect(hall?.location.name).toBe('Hall');
    expect(hall?.schedules?.map((item) => item.opens_at)).toEqual(['10:00', '14:00']);
    expect(barn?.location).toMatchObject({
      addresses: [{ postal_code: 'MB1 1QG' }],
      accessibility: [{ front_door: { feature: 'step_free' } }],
    });
  });

  test('are read with as many queries for fifty as for one', async () => {
    const { db, count } = countingQueries(await testDatabase());
    const keys = Array.from({ length: 50 }, (_, n) => `s${n}`);
    await writeDirectory(
      db,
      keys.map((key) => serviceRecord(key, { locations: [venueRecord(key)] })),
    );
    const before = count();
    await readFeedServices(db, SETTING, keys.slice(0, 1).map(service));
    const forOne = count() - before;
    expect(await readFeedServices(db, SETTING, keys.map(service))).toHaveLength(50);
    expect(count() - before - forOne).toBe(forOne);
  });
});

describe('services at locations', () => {
  test('come in the order asked for, alone or with the whole service', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [
      serviceRecord('tea', { locations: [venueRecord('Hall'), venueRecord('Barn')] }),
    ]);
    const [tea] = await readFeedServices(db, SETTING, [service('tea')]);
    const ids = (tea?.service_at_locations ?? []).map((link) => link.id).reverse();
    const alone = await readFeedServiceAtLocations(db, SETTING, [UNKNOWN, ...ids], { withService: false });
    expect(alone).toEqual(tea?.service_at_locations?.toReversed());
    const [whole] = await readFeedServiceAtLocations(db, SETTING, ids, { withService: true });
    const { service_at_locations: _, ...rest } = tea ?? {};
    expect(whole).toEqual({
      ...alone[0],
      name: 'tea',
      status: 'active',
      last_modified: tea?.last_modified,
      service: rest,
    });
  });
});

describe('organisations', () => {
  test('come in the order asked for, with their services by name where asked for', async () => {
    const db = await testDatabase();
    const organisations = ['club', 'other', 'idle'].map((key) => plainOrganisation(key, key, 'community'));
    await writeDirectory(
      db,
      [serviceRecord('b'), serviceRecord('a'), serviceRecord('c', { organisationKey: 'other' })],
      organisations,
    );
    const ids = ['other', 'idle', 'club'].map((key) => idOf('organisation', key));
    const plain = await readFeedOrganisations(db, SETTING, ids, { withServices: false });
    expect(plain.map((item) => item.name)).toEqual(['other', 'club']);
    expect(plain[0]).not.toHaveProperty('services');
    const whole = await readFeedOrganisations(db, SETTING, ids, { withServices: true });
    expect(whole.map((item) => item.services?.map((each) => each.name))).toEqual([['c'], ['a', 'b']]);
    expect(whole[0]?.services?.[0]).not.toHaveProperty('organization');
  });
});

describe('taxonomies and terms', () => {
  const THEIRS = '11111111-0000-4000-8000-000000000001';
  const term = (n: number): string => `22222222-0000-4000-8000-00000000000${n}`;

  /** "tea" is linked to Swimming, "secret" to Diving; both are below Water, which nothing is linked to. */
  async function withForeignTerms(): Promise<Db> {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea'), serviceRecord('secret')]);
    await db
      .insertInto('taxonomy')
      .values({ id: THEIRS, name: 'Theirs', description: 'Of others' })
      .execute();
    await db
      .insertInto('taxonomy_term')
      .values(
        ['Water', 'Swimming', 'Diving'].map((name, n) => ({
          id: term(n),
          taxonomy_id: THEIRS,
          name,
          description: '',
          parent_id: n === 0 ? null : term(0),
        })),
      )
      .execute();
    await link(db, 'tea', 1);
    await link(db, 'secret', 2);
    await db
      .updateTable('service')
      .set({ visibility: 'hidden' })
      .where('id', '=', service('secret'))
      .execute();
    return db;
  }

  const link = (db: Db, key: string, n: number) =>
    db
      .insertInto('attribute')
      .values({
        id: `33333333-0000-4000-8000-00000000000${n}`,
        link_id: service(key),
        link_entity: 'service',
        link_type: 'service_type',
        taxonomy_term_id: term(n),
      })
      .execute();

  test('are ours and those of others that a service of the feed is linked to', async () => {
    const db = await withForeignTerms();
    expect((await readFeedTaxonomies(db, SETTING)).map((item) => item.id)).toEqual([
      NEEDS_TAXONOMY_ID,
      AUDIENCES_TAXONOMY_ID,
      THEIRS,
    ]);
    const terms = await readFeedTerms(db, SETTING);
    expect(terms.filter((item) => item.taxonomy_id === THEIRS).map((item) => item.name)).toEqual([
      'Swimming',
    ]);
    const ids = terms.map((item) => item.id);
    for (const item of terms)
      if (item.parent_id !== undefined)
        expect(ids.indexOf(item.parent_id)).toBeLessThan(ids.indexOf(item.id));
    for (const item of terms) if (item.parent_id !== undefined) expect(ids).toContain(item.parent_id);
    const [tea] = await readFeedServices(db, SETTING, [service('tea')]);
    expect(tea?.attributes?.map((item) => item.taxonomy_term)).toEqual(terms.slice(-1));
  });

  test('name a parent as soon as that is in the feed too', async () => {
    const db = await withForeignTerms();
    await link(db, 'tea', 0);
    const terms = (await readFeedTerms(db, SETTING)).filter((item) => item.taxonomy_id === THEIRS);
    expect(terms.map((item) => [item.name, item.parent_id])).toEqual([
      ['Swimming', term(0)],
      ['Water', undefined],
    ]);
    const [tea] = await readFeedServices(db, SETTING, [service('tea')]);
    expect(tea?.attributes?.map((item) => item.taxonomy_term)).toEqual(terms);
  });

  test('of a source that may not be passed on are not', async () => {
    const db = await withForeignTerms();
    await db.updateTable('source').set({ republish: 0 }).execute();
    expect((await readFeedTaxonomies(db, SETTING)).map((item) => item.id)).not.toContain(THEIRS);
    expect((await readFeedTerms(db, SETTING)).some((item) => item.taxonomy_id === THEIRS)).toBe(false);
  });
});
