import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { importSpreadsheet } from '#src/features/imports/csv/import.ts';
import type { ImportCounts, Problem } from '#src/features/imports/problem.ts';
import { openFetcher } from '#src/features/imports/feed/fetch.ts';
import { isWebAddress } from '#src/features/imports/feed/open.ts';
import { readNeedsAsEdited } from '#src/features/needs/queries/edits.ts';
import type { Progress } from './progress.ts';

export interface CsvImport {
  root: string; // the project, for its needs
  file: string; // or a web address
  mapping: string; // the mapping file
  source: string;
  licence: string;
  attribution: string | null;
  url: string | null;
  republish?: boolean; // left out: as it was
  refreshDays?: number; // the same
  acceptLoss?: boolean;
  allowPrivate?: boolean; // of a web address
  dryRun: boolean;
  at: Date;
  progress?: (total: number) => Progress;
}

/**
 * Imports a spreadsheet file through a mapping file. Refuses (ImportRefused) a file or a mapping that cannot be used
 * at all; everything less is a problem of its row.
 */
export async function importCsv(
  db: Db,
  options: CsvImport,
): Promise<{ counts: ImportCounts; problems: Problem[] }> {
  const { licence, attribution, url, dryRun, at, acceptLoss = false } = options;
  const mapping = { text: readFileSync(options.mapping, 'utf8'), name: options.mapping };
  let progress: Progress | undefined;
  const result = await importSpreadsheet(db, {
    terms: {
      name: options.source,
      licence,
      attribution,
      url,
      mapping: mapping.text,
      ...(options.republish === undefined ? {} : { republish: options.republish }),
      ...(options.refreshDays === undefined ? {} : { refreshDays: options.refreshDays }),
    },
    content: () => readContent(options.file, options.allowPrivate ?? false),
    mapping,
    acceptLoss,
    needs: await readNeedsAsEdited(db, join(options.root, 'content')),
    dryRun,
    at,
    onServices: (total) => {
      progress = options.progress?.(total);
      return (done) => progress?.update(done);
    },
  });
  progress?.stop();
  return result;
}

async function readContent(file: string, allowPrivate: boolean): Promise<Uint8Array> {
  if (!isWebAddress(file)) return readFileSync(file);
  const fetcher = openFetcher({ allowPrivate });
  try {
    return await fetcher.fetch(file);
  } finally {
    fetcher.close();
  }
}
