import { describe, expect, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { fillBenchPlace } from '../../bench/corpus.ts';
import { benchServices } from '../../bench/corpus/services.ts';
import { testDatabase } from '../../support/database.ts';

const needs = readNeeds('content');
const NOW = new Date('2026-11-21T10:00:00.000Z');

describe('the made-up place in a database', () => {
  test('is all public: search is measured over as many services as it says', async () => {
    const db = await testDatabase();
    await fillBenchPlace(db, needs, 701, NOW);
    expect(await readServicesForIndex(db, '2026-11-21')).toHaveLength(701);
  });

  test('says of each service what the corpus says, so that engines outside the database see the same texts', async () => {
    const db = await testDatabase();
    await fillBenchPlace(db, needs, 60, NOW);
    const made = [...benchServices(needs, 60)];
    const read = await readServicesForIndex(db, '2026-11-21');
    const facts = (service: (typeof read)[number] | (typeof made)[number]) => ({
      id: service.id,
      name: service.name,
      description: service.description,
      organisation: service.organisation.name,
      audiences: [...service.audiences].sort(),
    });
    expect(read.map(facts)).toEqual(made.map(facts));
    expect(read.map((service) => [...service.needs].sort())).toEqual(
      made.map((service) => service.needs.map((need) => need.slug).sort()),
    );
    expect(read.map((service) => service.venues.map((venue) => venue.town))).toEqual(
      made.map((service) => (service.venue === null ? [] : [service.venue.town.name])),
    );
    expect(read.filter((service) => service.capacity === 'unknown').length).toBeLessThan(60);
  });

  test('rises the version, so that a directory that is open notices', async () => {
    const db = await testDatabase();
    const version = () => db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow();
    const before = await version();
    await fillBenchPlace(db, needs, 1, NOW);
    expect((await version()).version).toBe(before.version + 1);
  });
});
