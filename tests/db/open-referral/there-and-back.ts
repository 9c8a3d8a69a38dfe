import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/connection.ts';
import { exportFeed } from '#src/cli/export/run.ts';
import type { ExportKind } from '#src/cli/export/options.ts';
import { runImport } from '#src/features/imports/commands/run.ts';
import { recordRun } from '#src/features/imports/commands/runs/record.ts';
import { importFeed } from '#src/features/imports/feed/import.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { testDatabase } from '../../support/database.ts';
import { WRITTEN_AT } from '../../support/directory.ts';
import { ROOT } from '../../support/server.ts';
import { feedItems, SETTING } from '../../support/open-referral/whole-feed.ts';
import type { MadeDirectory } from './any-directory.ts';

const NEEDS = readNeeds(join(ROOT, 'content'));
export const LATER = new Date('2026-11-22T09:30:00Z');

/** A folder of the running test's own. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const NAMES: Readonly<Record<ExportKind, string>> = {
  json: 'feed.json',
  ndjson: 'feed.ndjson',
  folder: 'tables',
  zip: 'tables.zip',
};

/** A directory of these records, written as an import writes them. */
export async function directoryOf(records: MadeDirectory): Promise<Db> {
  const db = await testDatabase();
  const terms = { name: 'Made up', licence: 'Made up', attribution: null, url: null, format: 'csv' };
  const organisations = new Map(records.organisations.map((record) => [record.key, record]));
  const plan = {
    organisations,
    services: records.services,
    unusable: new Set<string>(),
    complete: true,
    failed: 0,
  };
  await recordRun(db, terms, { at: WRITTEN_AT, dryRun: false }, async (run) => ({
    ...(await runImport(run, plan)),
    problems: [],
  }));
  await db
    .updateTable('service')
    .set({ visibility: 'hidden' })
    .where('source_record_id', 'in', records.hidden)
    .execute();
  return db;
}

/** Exports a directory as people do; gives back where it was written. */
export async function exportTo(db: Db, kind: ExportKind, siteUrl = SETTING.siteUrl): Promise<string> {
  const path = join(testFolder(), NAMES[kind]);
  await exportFeed(db, {
    kind,
    path,
    source: null,
    force: false,
    setting: { ...SETTING, siteUrl },
    directory: { name: 'Front Door', licence: { name: 'Open Government Licence v3.0', url: null } },
  });
  return path;
}

/** Imports an export under a source's name. */
export const importFrom = (db: Db, path: string, source: string, at = LATER) =>
  importFeed(db, {
    where: path,
    format: /json$/.test(path) ? 'open-referral' : 'hsds-csv',
    terms: { name: source, licence: 'Open Government Licence v3.0', attribution: null, url: null },
    needs: NEEDS,
    allowPrivate: false,
    dryRun: false,
    at,
  });

export interface Published {
  kind: string;
  item: unknown;
}

export const isService = ({ kind }: Published): boolean => kind === 'service';

/**
 * All that a directory publishes, without what speaks of this copy of it: when it was last changed here
 * (`last_modified`) and where it was imported from (`front_door.source`).
 */
export async function published(db: Db): Promise<Published[]> {
  const items: Published[] = [];
  for await (const { kind, item } of feedItems(db, { nested: false }))
    items.push({ kind, item: withoutCopy(item) });
  return items;
}

function withoutCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCopy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'last_modified')
      .map(([key, inner]) => [key, withoutCopy(key === 'front_door' ? withoutSource(inner) : inner)]),
  );
}

const withoutSource = (extension: unknown): object =>
  Object.fromEntries(Object.entries(extension ?? {}).filter(([key]) => key !== 'source'));
