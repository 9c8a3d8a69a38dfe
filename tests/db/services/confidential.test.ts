import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { serviceJsonLd } from '#src/features/services/present/json-ld.ts';
import { presentService } from '#src/features/services/present/page.ts';
import { findServiceBySlug, findServicesByIds } from '#src/features/services/queries/find-service.ts';
import { listServicesForSitemap } from '#src/features/services/queries/sitemap.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, venueRecord, writeDirectory } from '../../support/directory.ts';

const TODAY = '2026-11-21';
const VIEW = {
  now: { day: TODAY, time: '10:00' },
  calendar: { bankHolidays: new Set<string>(), termTimes: [] },
};
const NEAR = { latitude: 52.41111, longitude: -2.91111 };

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
  '100012345678',
];

const hidden = venueRecord('Wisteria Lodge', {
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
});

async function refuge(): Promise<Db> {
  const db = await testDatabase();
  await writeDirectory(db, [
    serviceRecord('refuge', { locations: [hidden] }),
    serviceRecord('both', { locations: [hidden, venueRecord('Bobbin Hall')] }),
    serviceRecord('open', { locations: [venueRecord('Bobbin Hall')] }),
  ]);
  return db;
}

async function detailOf(db: Db, slug: string) {
  const found = await findServiceBySlug(db, slug, TODAY);
  if (found.kind !== 'found') throw new Error(`${slug} was not found`);
  return found.detail;
}

const leaks = (value: unknown): string[] =>
  SECRETS.filter((secret) => JSON.stringify(value).includes(secret));

describe('a confidential venue', () => {
  test('is in the database with all its secrets, or this file proves nothing', async () => {
    const db = await refuge();
    const rows = [
      await db.selectFrom('location').selectAll().execute(),
      await db.selectFrom('address').selectAll().execute(),
      await db.selectFrom('accessibility').selectAll().execute(),
    ];
    expect(leaks(rows)).toEqual(SECRETS);
  });

  test.each(['refuge', 'both'])('leaves nothing but its area in the whole record of "%s"', async (slug) => {
    const db = await refuge();
    expect(leaks(await detailOf(db, slug))).toEqual([]);
    expect(leaks(await findServicesByIds(db, [idOf('service', slug)], TODAY))).toEqual([]);
    expect(JSON.stringify(await detailOf(db, slug))).toContain('Marlbridge area');
  });

  test.each(['refuge', 'both'])(
    'nor on the page of "%s", also for somebody who looks from close by',
    async (slug) => {
      const detail = await detailOf(await refuge(), slug);
      for (const near of [null, NEAR]) {
        const view = presentService(detail, { ...VIEW, near });
        expect(leaks(view)).toEqual([]);
        const venue = view.venues.find((each) => each.confidential);
        expect(venue).toMatchObject({
          heading: 'Marlbridge area',
          lines: [],
          distance: null,
          directionsHref: null,
          latitude: null,
          longitude: null,
          access: [],
        });
      }
    },
  );

  test('an open venue of the same service is still shown whole', async () => {
    const view = presentService(await detailOf(await refuge(), 'both'), { ...VIEW, near: NEAR });
    expect(view.venues.map((venue) => venue.heading)).toEqual(['Bobbin Hall', 'Marlbridge area']);
    expect(view.venues[0]?.lines).toEqual(['4 Bobbin Row', 'Marlbridge', 'MB1 1QG']);
  });

  test('keeps its services out of what search engines read', async () => {
    const db = await refuge();
    expect(serviceJsonLd(await detailOf(db, 'refuge'), 'https://frontdoor.example.org')).toBeNull();
    expect(serviceJsonLd(await detailOf(db, 'both'), 'https://frontdoor.example.org')).toBeNull();
    expect(serviceJsonLd(await detailOf(db, 'open'), 'https://frontdoor.example.org')).toContain(
      '4 Bobbin Row',
    );
    expect((await listServicesForSitemap(db, TODAY)).map((row) => row.slug)).toEqual(['open']);
  });

  test('that becomes confidential later is private from then on', async () => {
    const db = await refuge();
    await db
      .updateTable('location')
      .set({ confidential: 1, area_name: null })
      .where('name', '=', 'Bobbin Hall')
      .execute();
    const text = JSON.stringify(await detailOf(db, 'open'));
    for (const secret of ['Bobbin Hall', '4 Bobbin Row', 'MB1 1QG', '52.4', '-2.9'])
      expect(text).not.toContain(secret);
    expect((await listServicesForSitemap(db, TODAY)).map((row) => row.slug)).toEqual([]);
  });
});

describe('the sitemap', () => {
  test('has the public services in order, with the instant of their last change', async () => {
    const db = await testDatabase();
    await writeDirectory(
      db,
      ['c', 'a', 'b', 'hidden', 'ended', 'last-day', 'defunct'].map((key) => serviceRecord(key)),
    );
    const set = (key: string) => db.updateTable('service').where('id', '=', idOf('service', key));
    await set('hidden').set({ visibility: 'hidden' }).execute();
    await set('ended').set({ valid_to: '2026-11-20' }).execute();
    await set('last-day').set({ valid_to: TODAY }).execute();
    await set('defunct').set({ status: 'defunct' }).execute();
    const rows = await listServicesForSitemap(db, TODAY);
    expect(rows.map((row) => row.slug)).toEqual(['a', 'b', 'c', 'last-day']);
    expect(rows[0]?.updatedAt).toBe('2026-11-21T10:00:00.000Z');
  });

  test('has nothing of a hidden organisation', async () => {
    const db = await refuge();
    await db.updateTable('organisation').set({ visibility: 'hidden' }).execute();
    expect(await listServicesForSitemap(db, TODAY)).toEqual([]);
  });
});
