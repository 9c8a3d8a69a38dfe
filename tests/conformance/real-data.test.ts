import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCsv } from '#src/cli/import/csv.ts';
import { testDatabase } from '../support/database.ts';
import { hasStandard } from '../support/open-referral/schemas.ts';
import { ROOT } from '../support/server.ts';
import { judgeFeed } from '../support/open-referral/whole-feed.ts';

/** Real data lies beside the project on the machines of its developers, and is never part of it. */
const DATA = join(ROOT, '../shared/data');
const hasData = existsSync(DATA);
if (!hasData) console.log('Skipped: no ../shared/data beside the project, so no real record is published.');

describe.skipIf(!hasData || !hasStandard)('the feed of real records', () => {
  test.each([
    { file: 'warm-spaces-uk/warm_spaces.csv', mapping: 'warm-spaces-uk.yaml', least: 8800 },
    { file: 'uk-libraries/libraries_england_2023.csv', mapping: 'uk-libraries-england.yaml', least: 3000 },
  ])(
    'keeps to the official schemas and to the words of the standard for every row of $file',
    async ({ file, mapping, least }) => {
      const db = await testDatabase();
      await importCsv(db, {
        root: ROOT,
        file: join(DATA, file),
        mapping: join(ROOT, 'content/mappings', mapping),
        source: 'Real',
        licence: 'for measuring only',
        attribution: null,
        url: null,
        dryRun: false,
        at: new Date('2026-11-21T10:00:00Z'),
      });
      const { counts, faults } = await judgeFeed(db, { nested: false });
      expect(faults).toEqual([]);
      expect(counts.service).toBeGreaterThanOrEqual(least);
      expect(counts.service_at_location).toBeGreaterThan(least * 0.95);
      expect(counts.organization).toBeGreaterThan(100);
    },
    180_000,
  );
});
