import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCsv } from '#src/cli/import/csv.ts';
import { importPlaces } from '#src/cli/import/places.ts';
import { distanceMetres } from '#src/lib/distance.ts';
import { testDatabase } from '../../support/database.ts';
import { NOW, ROOT } from './small-import.ts';

/** Real data lies beside the project on the machines of its developers, and is never part of it. */
const DATA = join(ROOT, '../shared/data');
const hasData = existsSync(DATA);
if (!hasData)
  console.log(
    'Skipped: no ../shared/data beside the project, so the shipped mappings are not tried on real files.',
  );

const terms = (name: string, format: string) => ({
  name,
  licence: 'for measuring only',
  attribution: null,
  url: null,
  format,
});

describe.skipIf(!hasData)('the shipped mappings on the real files', () => {
  test.each([
    {
      file: 'warm-spaces-uk/warm_spaces.csv',
      mapping: 'warm-spaces-uk.yaml',
      rows: 8888,
      least: 8800,
      placed: 0.99,
      timed: 0.8,
    },
    {
      file: 'uk-libraries/libraries_england_2023.csv',
      mapping: 'uk-libraries-england.yaml',
      rows: 3487,
      least: 3000,
      placed: 0.95,
      timed: 0.95,
    },
    {
      file: 'uk-libraries/libraries_uk_schema.csv',
      mapping: 'uk-libraries.yaml',
      rows: 4231,
      least: 3700,
      placed: 0.98,
      timed: 0.5,
    },
  ])(
    '$mapping imports, places and times nearly every row of $file, and a second time changes nothing',
    async ({ file, mapping, rows, least, placed, timed }) => {
      const db = await testDatabase();
      await importPlaces(db, {
        file: join(DATA, 'outcodes/uk_outcodes.csv'),
        format: 'outcodes',
        terms: terms('Outcodes', 'outcodes'),
        dryRun: false,
        at: NOW,
      });
      const run = () =>
        importCsv(db, {
          ...terms('Real', 'csv'),
          root: ROOT,
          file: join(DATA, file),
          mapping: join(ROOT, 'content/mappings', mapping),
          source: 'Real',
          dryRun: false,
          at: NOW,
        });
      const before = process.cpuUsage();
      const { counts, problems } = await run();
      const { user, system } = process.cpuUsage(before);
      expect(counts.rows).toBe(rows);
      expect(counts.created).toBeGreaterThanOrEqual(least);
      expect(counts.created + counts.failed + counts.skipped).toBe(rows);
      expect(problems.filter((problem) => problem.leftOut)).toHaveLength(counts.failed);
      const placedServices = await db
        .selectFrom('service_at_location')
        .innerJoin('location', 'location.id', 'service_at_location.location_id')
        .select('service_id')
        .distinct()
        .where('latitude', 'is not', null)
        .execute();
      const timedServices = await db
        .selectFrom('service_at_location')
        .innerJoin('schedule', 'schedule.service_at_location_id', 'service_at_location.id')
        .select('service_at_location.service_id')
        .distinct()
        .execute();
      expect(placedServices.length / counts.created).toBeGreaterThan(placed);
      expect(timedServices.length / counts.created).toBeGreaterThan(timed);
      // Seconds of the processor, not of the clock: other work on the machine is not the import's fault.
      expect((user + system) / 1e6).toBeLessThan(25);
      expect((await run()).counts).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: counts.created,
        gone: 0,
      });
    },
    180_000,
  );
});

describe.skipIf(!hasData)('the official samples', () => {
  test('of Code-Point Open agree with the outcodes they lie in', async () => {
    const db = await testDatabase();
    await importPlaces(db, {
      file: join(DATA, 'codepoint-open-sample'),
      format: 'code-point-open',
      terms: terms('Code-Point Open', 'code-point-open'),
      dryRun: false,
      at: NOW,
    });
    await importPlaces(db, {
      file: join(DATA, 'outcodes/uk_outcodes.csv'),
      format: 'outcodes',
      terms: terms('Outcodes', 'outcodes'),
      dryRun: false,
      at: NOW,
    });
    const rows = await db
      .selectFrom('postcode')
      .innerJoin('place', 'place.name', 'postcode.outcode')
      .select([
        'postcode.latitude',
        'postcode.longitude',
        'place.latitude as middleLatitude',
        'place.longitude as middleLongitude',
      ])
      .execute();
    expect(rows.length).toBeGreaterThanOrEqual(990);
    for (const row of rows)
      expect(
        distanceMetres(row.latitude, row.longitude, row.middleLatitude, row.middleLongitude),
      ).toBeLessThan(15_000);
  });

  test('of OS Open Names agree between the official and the simple layout', async () => {
    const db = await testDatabase();
    const folder = join(DATA, 'os-open-names-places');
    for (const [name, file] of [
      ['Official', 'os_open_names_sample_NZ22.csv'],
      ['Simple', 'places_gb.csv'],
    ] as const) {
      await importPlaces(db, {
        file: join(folder, file),
        format: 'os-open-names',
        terms: terms(name, 'os-open-names'),
        dryRun: false,
        at: NOW,
      });
    }
    const official = await db.selectFrom('place').selectAll().where('source', '=', 'Official').execute();
    const simple = await db.selectFrom('place').selectAll().where('source', '=', 'Simple').execute();
    expect(official.length).toBeGreaterThan(50);
    const found = official.filter((place) =>
      simple.some(
        (other) =>
          other.search_key === place.search_key &&
          other.kind === place.kind &&
          distanceMetres(place.latitude, place.longitude, other.latitude, other.longitude) < 20,
      ),
    );
    expect(found.length / official.length).toBeGreaterThan(0.9);
  });
});
