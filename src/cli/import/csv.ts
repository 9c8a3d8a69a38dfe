import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { runImport } from '#src/features/imports/commands/run.ts';
import { mapFile } from '#src/features/imports/csv/map-file.ts';
import { readMapping } from '#src/features/imports/csv/mapping.ts';
import { settle } from '#src/features/imports/csv/settle.ts';
import type { ImportCounts, Problem } from '#src/features/imports/problem.ts';
import { readKnownPlaces } from '#src/features/imports/queries.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import type { Progress } from './progress.ts';

export interface CsvImport {
  root: string; // the project, for its needs
  file: string;
  mapping: string;
  source: string;
  licence: string;
  attribution: string | null;
  url: string | null;
  dryRun: boolean;
  at: Date;
  progress?: (total: number) => Progress;
}

/**
 * Imports a spreadsheet through its mapping. Refuses (ImportRefused) a file or a mapping that cannot be used at all;
 * everything less is a problem of its row.
 */
export async function importCsv(
  db: Db,
  options: CsvImport,
): Promise<{ counts: ImportCounts; problems: Problem[] }> {
  const mapping = readMapping(readFileSync(options.mapping, 'utf8'), options.mapping);
  const mapped = mapFile(readFileSync(options.file), mapping, readNeeds(join(options.root, 'content')));
  const known = await readKnownPlaces(
    db,
    options.source,
    mapped.drafts.flatMap((draft) => draft.place?.postcode ?? []),
  );
  const { organisations, services } = settle(mapped.drafts, known, mapped.problems);
  const progress = options.progress?.(services.length);
  const { name, licence, attribution, url } = { ...options, name: options.source };
  const run = await runImport(
    db,
    {
      terms: { name, licence, attribution, url, format: 'csv' },
      organisations,
      services,
      unusable: mapped.unusable,
      complete: mapped.complete,
      failed: mapped.failed,
    },
    { at: options.at, dryRun: options.dryRun, onProgress: (done) => progress?.update(done) },
  );
  progress?.stop();
  if (!mapped.complete) mapped.problems.push(UNKNOWN_ROWS);
  mapped.problems.sort((a, b) => a.row - b.row);
  return { counts: { ...run, rows: mapped.total, skipped: mapped.skipped }, problems: mapped.problems };
}

const UNKNOWN_ROWS: Problem = {
  row: 0,
  column: null,
  reason: 'some rows could not be read, so nobody can say which services are gone; none is marked',
  leftOut: false,
};
