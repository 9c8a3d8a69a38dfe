import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dump } from '../imports/small-import.ts';
import { demoDatabase, testDatabase } from '../../support/database.ts';
import { anyDirectory } from './any-directory.ts';
import { directoryOf, exportTo, importFrom, isService, published } from './there-and-back.ts';

const NEXT_DAY = new Date('2026-11-23T09:30:00Z');

describe('the demo place', () => {
  test.each(['json', 'ndjson', 'folder', 'zip'] as const)(
    'exported (%s), imported into an empty directory and published again is the same feed',
    async (kind) => {
      const [here, there] = [await demoDatabase(), await testDatabase()];
      const feed = await published(here);
      const { counts, problems } = await importFrom(there, await exportTo(here, kind), 'Marlbridge');
      expect(problems).toEqual([]);
      const services = feed.filter(isService);
      expect(services.length).toBeGreaterThan(100);
      expect(counts).toMatchObject({ created: services.length, failed: 0, gone: 0 });
      expect(await published(there)).toEqual(feed);
    },
  );

  test('exported where it has no address on the web comes in without a complaint', async () => {
    const [here, there] = [await demoDatabase(), await testDatabase()];
    const path = await exportTo(here, 'ndjson', 'http://localhost:4321');
    expect((await importFrom(there, path, 'Marlbridge')).problems).toEqual([]);
    expect(await published(there)).toEqual(await published(here));
  });
});

describe('any directory', () => {
  test.each([
    ['ndjson', 20261121],
    ['zip', 20261122],
  ] as const)(
    'exported (%s), imported into an empty one and published again is the same feed',
    async (kind, seed) => {
      let services = 0;
      await fc.assert(
        fc.asyncProperty(anyDirectory, async (records) => {
          const [here, there] = [await directoryOf(records), await testDatabase()];
          const feed = await published(here);
          fc.pre(feed.some(isService)); // of nothing there is no file to import
          const { counts, problems } = await importFrom(there, await exportTo(here, kind), 'Copy');
          expect(problems.map((problem) => problem.reason)).toEqual([]);
          expect(await published(there)).toEqual(feed);
          services += counts.created;
        }),
        { numRuns: 20, seed, endOnFailure: true },
      );
      expect(services).toBeGreaterThan(30);
    },
    120_000,
  );
});

describe('a copy of a directory', () => {
  test('is not changed by the same export again, nor by its own', async () => {
    await fc.assert(
      fc.asyncProperty(anyDirectory, fc.constantFrom('json', 'folder'), async (records, kind) => {
        const [here, there] = [await directoryOf(records), await testDatabase()];
        const path = await exportTo(here, kind);
        const { counts } = await importFrom(there, path, 'Copy');
        const before = await dump(there);
        const nothing = { created: 0, updated: 0, unchanged: counts.created, gone: 0, failed: 0 };
        expect((await importFrom(there, path, 'Copy', NEXT_DAY)).counts).toMatchObject(nothing);
        expect(await dump(there)).toBe(before);
        const own = await exportTo(there, kind);
        expect((await importFrom(there, own, 'Copy', NEXT_DAY)).counts).toMatchObject(nothing);
        expect(await dump(there)).toBe(before);
      }),
      { numRuns: 10, seed: 20261123, endOnFailure: true },
    );
  }, 120_000);
});
