import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { ServiceTable } from '#db/schema.ts';
import { childId } from '#src/features/imports/identity.ts';
import { plainOrganisation } from '#src/features/services/record.ts';
import { readFeedOrganisations } from '#src/features/open-referral/queries/full/organisations.ts';
import { readFeedServiceAtLocations } from '#src/features/open-referral/queries/full/service-at-locations.ts';
import { readFeedServices } from '#src/features/open-referral/queries/full/services.ts';
import { testDatabase } from '../../../support/database.ts';
import { idOf, serviceRecord, venueRecord, writeDirectory } from '../../../support/directory.ts';
import { SETTING } from '../../../support/open-referral/whole-feed.ts';

/** Everything about the place that could tell somebody where it is. */
const SECRETS = [
  'Wisteria Lodge',
  '61 Hidden Crescent',
  'Second Floor',
  'Netherwick',
  'Aldershire West',
  'MB2 1LE',
  '52.43219',
  '-2.98765',
  'Behind the red gate',
  'Bus 9 from the square',
  'A ramp at the side door',
  'A tall brick house',
  'Ask for Wisteria',
  '100012345678',
];
const house = {
  ...venueRecord('Wisteria Lodge', {
    description: 'A tall brick house',
    directions: 'Behind the red gate',
    transportation: 'Bus 9 from the square',
    latitude: 52.43219,
    longitude: -2.98765,
    externalIdentifier: '100012345678',
    externalIdentifierType: 'UPRN',
    confidential: true,
    areaName: 'Marlbridge area',
    address: {
      address1: '61 Hidden Crescent',
      address2: 'Second Floor',
      city: 'Netherwick',
      region: 'Aldershire West',
      county: 'Aldershire',
      postcode: 'MB2 1LE',
    },
    access: [{ feature: null, description: 'A ramp at the side door' }],
  }),
  description: 'Ask for Wisteria',
};

/** Everything that any part of the feed says of these services. */
async function everything(db: Db, keys: readonly string[]) {
  const links = await db.selectFrom('service_at_location').select('id').execute();
  const services = await readFeedServices(
    db,
    SETTING,
    keys.map((key) => idOf('service', key)),
  );
  const places = await readFeedServiceAtLocations(
    db,
    SETTING,
    links.map((link) => link.id),
    { withService: true },
  );
  const organisations = await readFeedOrganisations(db, SETTING, [idOf('organisation', 'club')], {
    withServices: true,
  });
  return { services, places, organisations };
}

describe('a confidential location', () => {
  const refuge = async (): Promise<Db> => {
    const db = await testDatabase();
    await writeDirectory(db, [
      serviceRecord('refuge', { locations: [house] }),
      serviceRecord('both', { locations: [house, venueRecord('Bobbin Hall')] }),
    ]);
    return db;
  };

  test('is in the database with all its secrets, or this file proves nothing', async () => {
    const db = await refuge();
    const rows = JSON.stringify([
      await db.selectFrom('location').selectAll().execute(),
      await db.selectFrom('address').selectAll().execute(),
      await db.selectFrom('accessibility').selectAll().execute(),
      await db.selectFrom('service_at_location').selectAll().execute(),
    ]);
    expect(SECRETS.filter((secret) => !rows.includes(secret))).toEqual([]);
  });

  test('leaves nothing but the name of its area anywhere in the feed, and not its ids', async () => {
    const db = await refuge();
    const { id } = await db
      .selectFrom('location')
      .where('confidential', '=', 1)
      .select('id')
      .executeTakeFirstOrThrow();
    const links = await db
      .selectFrom('service_at_location')
      .where('location_id', '=', id)
      .select('id')
      .execute();
    const feed = await everything(db, ['refuge', 'both']);
    const text = JSON.stringify(feed);
    const ids = [
      id,
      childId(id, 'address', 0),
      childId(id, 'accessibility', 0),
      ...links.map((link) => link.id),
    ];
    expect([...SECRETS, ...ids].filter((secret) => text.includes(secret))).toEqual([]);
    expect(feed.services).toHaveLength(2);
    for (const service of feed.services)
      expect(service.service_areas?.map((area) => [area.name, area.uri])).toEqual([
        ['Marlbridge area', undefined],
      ]);
    expect(feed.services[0]).not.toHaveProperty('service_at_locations');
    expect(feed.services[1]?.service_at_locations?.map((link) => link.location.name)).toEqual([
      'Bobbin Hall',
    ]);
    expect(feed.places.map((place) => place.location.name)).toEqual(['Bobbin Hall']);
  });

  test('that becomes one later is gone from then on', async () => {
    const db = await refuge();
    await db.updateTable('location').set({ confidential: 1 }).where('name', '=', 'Bobbin Hall').execute();
    const feed = await everything(db, ['refuge', 'both']);
    expect(feed.places).toEqual([]);
    expect(JSON.stringify(feed)).not.toMatch(/Bobbin|MB1 1QG|52\.4/);
  });
});

describe('a contact that is not public', () => {
  test.each(['hidden', 'draft'] as const)(
    'because it is %s is not published, nor are its phones',
    async (visibility) => {
      const db = await testDatabase();
      const phone = (number: string) => ({ number, type: 'voice' as const, description: null });
      const contact = (name: string, number: string) => ({
        name,
        title: null,
        email: `${number.slice(-3)}@example.org`,
        phones: [phone(number)],
      });
      await writeDirectory(db, [
        serviceRecord('tea', {
          phones: [phone('01632 960001')],
          contacts: [contact('Private Person', '01632 960002'), contact('Front desk', '01632 960003')],
          assurerEmail: 'assurer@example.org',
        }),
      ]);
      await db.updateTable('contact').set({ visibility }).where('name', '=', 'Private Person').execute();
      // Somebody may have tied the number to the service as well.
      await db
        .updateTable('phone')
        .set({ service_id: idOf('service', 'tea') })
        .where('number', '=', '01632 960002')
        .execute();
      const { services, organisations, places } = await everything(db, ['tea']);
      expect(services[0]?.phones?.map((item) => item.number)).toEqual(['01632 960001']);
      const id = childId(idOf('service', 'tea'), 'contact', 0);
      expect(services[0]?.contacts).toEqual([
        {
          id,
          name: 'Front desk',
          email: '003@example.org',
          phones: [{ id: childId(id, 'phone', 0), number: '01632 960003', type: 'voice' }],
        },
      ]);
      expect(JSON.stringify([services, organisations, places])).not.toMatch(/Private|960002|002@|assurer/);
    },
  );
});

describe('a service that is not in the feed', () => {
  const cases: [string, (db: Db) => Promise<unknown>][] = [
    ['hidden', (db) => set(db, { visibility: 'hidden' })],
    ['a draft', (db) => set(db, { visibility: 'draft' })],
    ['inactive', (db) => set(db, { status: 'inactive' })],
    ['defunct', (db) => set(db, { status: 'defunct' })],
    ['over', (db) => set(db, { valid_to: '2026-11-20' })],
    ['to begin in more than sixty days', (db) => set(db, { valid_from: '2027-01-21' })],
    [
      'of a hidden organisation',
      (db) => db.updateTable('organisation').set({ visibility: 'hidden' }).execute(),
    ],
    ['from a source that may not be passed on', (db) => keep(db, 'organisation')],
    ['of an organisation from such a source', (db) => keep(db, 'service')],
  ];
  const set = (
    db: Db,
    changes: Partial<Pick<ServiceTable, 'valid_to' | 'valid_from'>> & Record<string, string>,
  ) => db.updateTable('service').set(changes).where('id', '=', idOf('service', 'tea')).execute();

  /** Only one of service and organisation is from a source that may not be passed on; the other is our own. */
  const keep = async (db: Db, ours: 'service' | 'organisation') => {
    await db.updateTable('source').set({ republish: 0 }).execute();
    await db.updateTable(ours).set({ source_id: null }).execute();
  };

  test.each(cases)('because it is %s is nowhere, and its organisation is not either', async (_, hide) => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea', { locations: [venueRecord('Bobbin Hall')] })]);
    const before = await everything(db, ['tea']);
    expect([before.services, before.places, before.organisations].map((list) => list.length)).toEqual([
      1, 1, 1,
    ]);
    await hide(db);
    expect(await everything(db, ['tea'])).toEqual({ services: [], places: [], organisations: [] });
  });

  test('leaves those of the same organisation that are', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea'), serviceRecord('cake')]);
    await set(db, { visibility: 'hidden' });
    const { services, organisations } = await everything(db, ['tea', 'cake']);
    expect(services.map((service) => service.name)).toEqual(['cake']);
    expect(organisations[0]?.services?.map((service) => service.name)).toEqual(['cake']);
  });
});

test('a parent organisation is named only where it is in the feed itself', async () => {
  const db = await testDatabase();
  const organisations = ['club', 'parent'].map((key) => plainOrganisation(key, key, 'community'));
  await writeDirectory(db, [serviceRecord('tea')], organisations);
  const parent = idOf('organisation', 'parent');
  await db
    .updateTable('organisation')
    .set({ parent_organisation_id: parent })
    .where('id', '=', idOf('organisation', 'club'))
    .execute();
  const read = async () => (await everything(db, ['tea'])).services[0]?.organization?.parent_organization_id;
  expect(await read()).toBeUndefined();
  await writeDirectory(db, [serviceRecord('cake', { organisationKey: 'parent' })], organisations);
  expect(await read()).toBe(parent);
});
