import { describe, expect, test } from 'vitest';
import { demoDatabase } from '../support/database.ts';
import { hasStandard } from '../support/open-referral/schemas.ts';
import { feedItems, judgeFeed } from '../support/open-referral/whole-feed.ts';

describe('the feed of the example place', () => {
  test.skipIf(!hasStandard)('keeps to the official schemas and to the words of the standard', async () => {
    const db = await demoDatabase();
    const services = (await db.selectFrom('service').select('id').execute()).length;
    const { counts, faults } = await judgeFeed(db, { nested: true });
    expect(faults).toEqual([]);
    // Some services of the example have ended, or are shown to nobody yet.
    expect(counts.service).toBeGreaterThan(services * 0.9);
    expect(counts.service_at_location).toBeGreaterThan(100);
    expect(counts.organization).toBeGreaterThan(50);
    expect(counts).toMatchObject({ taxonomy: 2 });
    expect(counts.taxonomy_term).toBeGreaterThan(50);
  });

  test('says nothing of where its confidential places are', async () => {
    const db = await demoDatabase();
    const places = await db
      .selectFrom('location')
      .innerJoin('address', 'address.location_id', 'location.id')
      .where('confidential', '=', 1)
      .select(['location.id', 'address_1', 'postal_code', 'latitude', 'longitude', 'directions'])
      .select(['transportation', 'address.id as address_id'])
      .execute();
    expect(places.length).toBeGreaterThanOrEqual(3);
    const secrets = places.flatMap((place) =>
      Object.values(place).flatMap((value) => (value === null ? [] : String(value))),
    );
    for await (const { item } of feedItems(db, { nested: true })) {
      const text = JSON.stringify(item);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});
