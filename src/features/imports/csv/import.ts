import type { Db } from '#db/connection.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import { runImport } from '../commands/run.ts';
import { recordRun, type RunOptions } from '../commands/runs/record.ts';
import type { SourceTerms } from '../commands/sources.ts';
import type { ImportCounts, Problem } from '../problem.ts';
import { readKnownPlaces } from '../queries.ts';
import { mapFile } from './map-file.ts';
import { readMapping } from './mapping.ts';
import { settle } from './settle.ts';

export interface SpreadsheetImport extends RunOptions {
  terms: Omit<SourceTerms, 'format'>;
  /** Reads or fetches the CSV file; what goes wrong there is recorded with the run. */
  content: () => Uint8Array | Promise<Uint8Array>;
  mapping: { text: string; name: string }; // the mapping file, and what to call it in a refusal
  needs: NeedTree;
  /** Told how many services there are before they are written; gives back whom to tell how many are done. */
  onServices?: (total: number) => (done: number) => void;
}

/**
 * Imports a spreadsheet through its mapping. Refuses (ImportRefused) a mapping or a file that cannot be used at all, and
 * holds (ImportHeld) one that lacks too much; everything less is a problem of its row.
 */
export async function importSpreadsheet(
  db: Db,
  options: SpreadsheetImport,
): Promise<{ counts: ImportCounts; problems: Problem[] }> {
  return recordRun(db, { ...options.terms, format: 'csv' }, options, async (run) => {
    const mapping = readMapping(options.mapping.text, options.mapping.name);
    const mapped = mapFile(await options.content(), mapping, options.needs);
    const known = await readKnownPlaces(
      db,
      options.terms.name,
      mapped.drafts.flatMap((draft) => draft.place?.postcode ?? []),
    );
    const { organisations, services } = settle(mapped.drafts, known, mapped.problems);
    run.problems.push(...mapped.problems, ...(mapped.complete ? [] : [UNKNOWN_ROWS]));
    run.problems.sort((a, b) => a.row - b.row);
    const { unusable, complete, failed } = mapped;
    const { counts, leftOut } = await runImport(
      run,
      { organisations, services, unusable, complete, failed },
      options.onServices?.(services.length),
    );
    const problems = [...run.problems, ...leftOut].sort((a, b) => a.row - b.row);
    const skipped = mapped.skipped + leftOut.length;
    return { counts: { ...counts, rows: mapped.total, skipped }, problems };
  });
}

const UNKNOWN_ROWS: Problem = {
  row: 0,
  column: null,
  reason: 'some rows could not be read, so nobody can say which services are gone; none is marked',
  leftOut: false,
};
