import { rm, writeFile } from 'node:fs/promises';
import type { Db } from '#db/connection.ts';
import { readFeedServices } from '#src/features/open-referral/queries/full/services.ts';
import {
  listExportIds,
  listExportSources,
  type ExportSource,
} from '#src/features/open-referral/queries/export.ts';
import type { FeedService, FullFeedSetting } from '#src/features/open-referral/types.ts';
import { WrongOption } from '../import/options.ts';
import { writeWhole } from './draft.ts';
import { writeJson, writeNdjson, type ServiceBatches } from './json.ts';
import { describeLicence } from './licence.ts';
import type { ExportKind } from './options.ts';
import { packFolder, writeTables } from './tables.ts';

export interface Export {
  kind: ExportKind;
  path: string; // absolute
  source: string | null; // the name of one; null: all
  force: boolean;
  setting: FullFeedSetting;
  directory: { name: string; licence: { name: string; url: string | null } };
  onProgress?: (done: number, total: number) => void;
}

const SERVICES_PER_BATCH = 200;

/**
 * Writes what the feed publishes to a file or a folder, and says how many services it holds. All is read at one moment, while
 * the server may go on writing. Refuses (WrongOption) an unknown source and what exists already.
 */
export function exportFeed(
  db: Db,
  options: Export,
): Promise<{ services: number; licenceFile: string | null }> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => {
      const sources = await sourcesOf(trx, options);
      const ids = await listExportIds(
        trx,
        options.setting.today,
        options.source === null ? null : (sources[0]?.id ?? ''),
      );
      const services: ServiceBatches = { total: ids.length, batches: () => readBatches(trx, options, ids) };
      const licence = describeLicence({
        ...options.directory,
        siteUrl: options.setting.siteUrl,
        day: options.setting.today,
        sources,
      });
      const licenceFile = await write(options, services, licence);
      return { services: ids.length, licenceFile };
    });
}

async function write(options: Export, services: ServiceBatches, licence: string): Promise<string | null> {
  const { kind, path, force } = options;
  if (kind === 'folder') {
    await writeWhole({ path, isFolder: true, force }, (draft) => writeTables(draft, services, licence));
    return null;
  }
  if (kind === 'zip') {
    await writeWhole({ path, isFolder: false, force }, async (draft) => {
      const folder = `${draft}.tables`;
      try {
        await rm(folder, { recursive: true, force: true });
        await writeTables(folder, services, licence);
        await packFolder(folder, draft);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
    return null;
  }
  const licenceFile = `${path.replace(/\.\w+$/, '')}-licence.txt`;
  await writeWhole({ path, isFolder: false, force }, async (draft) => {
    await (kind === 'json' ? writeJson : writeNdjson)(draft, services);
    await writeWhole({ path: licenceFile, isFolder: false, force }, (text) =>
      writeFile(text, licence, { flush: true }),
    );
  });
  return licenceFile;
}

async function sourcesOf(db: Db, { source, setting }: Export): Promise<ExportSource[]> {
  const all = await listExportSources(db, setting.today);
  if (source === null) return all;
  const named = all.filter((each) => each.name === source);
  if (named.length > 0) return named;
  const names = all.flatMap((each) => each.name ?? []);
  const which = names.length === 0 ? 'no source has any' : `those that have are ${names.join(', ')}`;
  throw new WrongOption(`No source "${source}" has services to export; ${which}.`);
}

async function* readBatches(db: Db, options: Export, ids: readonly string[]): AsyncGenerator<FeedService[]> {
  for (let start = 0; start < ids.length; start += SERVICES_PER_BATCH) {
    const batch = ids.slice(start, start + SERVICES_PER_BATCH);
    yield await readFeedServices(db, options.setting, batch);
    options.onProgress?.(start + batch.length, ids.length);
  }
}
