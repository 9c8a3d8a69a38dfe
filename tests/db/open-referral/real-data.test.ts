import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCsv } from '#src/cli/import/csv.ts';
import { importPlaces } from '#src/cli/import/places.ts';
import { testDatabase } from '../../support/database.ts';
import { WRITTEN_AT } from '../../support/directory.ts';
import { ROOT } from '../../support/server.ts';
import { exportTo, importFrom, published } from './there-and-back.ts';

/** Real data lies beside the project on the machines of its developers, and is never part of it. */
const DATA = join(ROOT, '../shared/data');
const hasData = existsSync(DATA);
if (!hasData)
  console.log('Skipped: no ../shared/data beside the project, so no real directory is taken there and back.');

const TERMS = { licence: 'for measuring only', attribution: null, url: null };

describe.skipIf(!hasData)('a directory of three thousand real services', () => {
  test('exported as tables, imported into an empty one and published again is the same feed', async () => {
    const [here, there] = [await testDatabase(), await testDatabase()];
    await importPlaces(here, {
      file: join(DATA, 'outcodes/uk_outcodes.csv'),
      format: 'outcodes',
      terms: { ...TERMS, name: 'Outcodes', format: 'outcodes' },
      dryRun: false,
      at: WRITTEN_AT,
    });
    await importCsv(here, {
      ...TERMS,
      source: 'Libraries',
      root: ROOT,
      file: join(DATA, 'uk-libraries/libraries_england_2023.csv'),
      mapping: join(ROOT, 'content/mappings/uk-libraries-england.yaml'),
      dryRun: false,
      at: WRITTEN_AT,
    });
    const feed = await published(here);
    const { counts } = await importFrom(there, await exportTo(here, 'zip'), 'Copy');
    expect(counts.created).toBeGreaterThan(3_000);
    expect(counts.failed).toBe(0);
    const copy = await published(there);
    expect(copy.length).toBe(feed.length);
    const differing = feed.flatMap((item, index) =>
      JSON.stringify(item) === JSON.stringify(copy[index]) ? [] : [{ item, copy: copy[index] }],
    );
    expect(differing.slice(0, 3)).toEqual([]);
  }, 900_000);
});
