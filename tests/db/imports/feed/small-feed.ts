import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { importFeed, type FeedImport } from '#src/features/imports/feed/import.ts';
import { describeProblem, type ImportCounts } from '#src/features/imports/problem.ts';
import { readNeeds, type NeedTree } from '#src/features/needs/content.ts';
import { NOW, ROOT, testFolder } from '../small-import.ts';
import { writeFileSync } from 'node:fs';

let needs: NeedTree | undefined;

/** Imports these services as a feed saved in one file, or from an address. */
export async function importItems(
  db: Db,
  from: readonly unknown[] | string,
  more: Partial<FeedImport> & { source?: string } = {},
): Promise<{ counts: ImportCounts; problems: string[] }> {
  const file = join(testFolder(), 'feed.json');
  if (typeof from !== 'string') writeFileSync(file, JSON.stringify(from));
  needs ??= readNeeds(join(ROOT, 'content'));
  const { counts, problems } = await importFeed(db, {
    where: typeof from === 'string' ? from : file,
    format: 'open-referral',
    terms: { name: more.source ?? 'Test feed', licence: 'OGL', attribution: null, url: null },
    needs,
    dryRun: false,
    at: NOW,
    allowPrivate: true,
    limits: { firstRetryMs: 1, requestMs: 5000 },
    ...more,
  });
  return { counts, problems: problems.map(describeProblem) };
}

/** The tables that an import must leave the same however often it is interrupted or repeated. */
const DIRECTORY = [
  'source',
  'organisation',
  'organisation_identifier',
  'service',
  'service_need',
  'service_delivery',
  'service_joining',
  'service_audience',
  'location',
  'address',
  'service_at_location',
  'schedule',
  'closure',
  'service_area',
  'contact',
  'phone',
  'cost_option',
  'funding',
  'language',
  'accessibility',
  'required_document',
  'taxonomy',
  'taxonomy_term',
  'attribute',
  'import_page',
  'job_lease',
] as const;

/** Instants and versions differ between runs, and which of two runs wrote a thing is no part of the directory. */
const PASSING = ['created_at', 'updated_at', 'last_imported_at', 'version', 'fetched_at', 'url'];

/** All directory tables as text: whole, or without what may differ between two runs. */
export async function directoryOf(
  db: Db,
  what: 'whole' | 'lasting' = 'whole',
): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of DIRECTORY) {
    const rows = await db
      .selectFrom(table as 'closure')
      .selectAll()
      .execute();
    tables[table] = rows
      .map((row) =>
        JSON.stringify(
          Object.entries(row).filter(
            ([name]) => what === 'whole' || !PASSING.includes(name) || isUrl(table, name),
          ),
        ),
      )
      .sort();
  }
  return tables;
}

/** The address of the source is the test server's; other addresses belong to the directory. */
const isUrl = (table: string, name: string): boolean => name === 'url' && table !== 'source';

export const servicesOf = (db: Db) =>
  db.selectFrom('service').selectAll().orderBy('source_record_id').execute();

export const versionOf = async (db: Db): Promise<number> =>
  (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version;
