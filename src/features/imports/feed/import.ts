import type { Db } from '#db/connection.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import { runImport } from '../commands/run.ts';
import { recordRun, type ImportRun, type RunOptions } from '../commands/runs/record.ts';
import type { SourceTerms } from '../commands/sources.ts';
import { readTables } from '../hsds-csv/read-tables.ts';
import { mapFeed } from '../open-referral/map-feed.ts';
import { postcodesOf, settleFeed } from '../open-referral/settle-feed.ts';
import type { ImportCounts, Problem } from '../problem.ts';
import { readKnownPlaces } from '../queries.ts';
import { ImportRefused } from '../refusal.ts';
import type { RawFeed } from './collect.ts';
import type { FetchOptions } from './fetch.ts';
import { keepInDatabase } from './kept-pages.ts';
import { isWebAddress, openFeed } from './open.ts';
import type { OnPage } from './pages.ts';

export interface FeedImport extends RunOptions, FetchOptions {
  where: string; // an address, or the path of a folder or a file
  format: 'open-referral' | 'hsds-csv';
  terms: Omit<SourceTerms, 'format'>;
  needs: NeedTree;
  onPage?: OnPage;
  /** Told how many services there are before they are written; gives back whom to tell how many are done. */
  onServices?: (total: number) => (done: number) => void;
}

/**
 * Imports an Open Referral feed, or HSDS tables, and records what came of it. An interrupted import goes on where it
 * was when it is started again within a day. Refuses (ImportRefused) what is no feed or cannot be had, and holds
 * (ImportHeld) one that lacks too much; everything less is a problem of its item.
 */
export async function importFeed(
  db: Db,
  options: FeedImport,
): Promise<{ counts: ImportCounts; problems: Problem[] }> {
  return recordRun(db, { ...options.terms, format: options.format }, options, async (run) => {
    const raw = await readRaw(db, run, options);
    const mapped = mapFeed(raw.items, options.needs);
    if (mapped.version === null && raw.items.length > 0) {
      throw new ImportRefused(`${options.where} holds JSON, but no services of Open Referral.`);
    }
    const known = await readKnownPlaces(db, options.terms.name, postcodesOf(mapped));
    const { organisations, services } = settleFeed(mapped, known);
    const complete = raw.complete && mapped.complete;
    run.problems.push(...raw.problems, ...mapped.problems, ...(complete ? [] : [UNKNOWN_ITEMS]));
    run.problems.sort(byRow);
    const { counts, leftOut } = await runImport(
      run,
      {
        organisations,
        services,
        unusable: new Set([...raw.unusable, ...mapped.unusable]),
        complete,
        failed: raw.failed + mapped.failed,
      },
      options.onServices?.(services.length),
    );
    const skipped = mapped.skipped + leftOut.length;
    const problems = [...run.problems, ...leftOut].sort(byRow);
    return { counts: { ...counts, rows: raw.total, skipped }, problems };
  });
}

async function readRaw(db: Db, run: ImportRun, options: FeedImport): Promise<RawFeed> {
  if (options.format === 'hsds-csv') {
    const tables = await readTables(options.where);
    return { ...tables, total: tables.items.length + tables.failed, unusable: new Set() };
  }
  const isKept = isWebAddress(options.where) && !options.dryRun;
  return openFeed(options.where, {
    ...options,
    ...(isKept ? { keeper: keepInDatabase(db, run, options.where) } : {}),
  });
}

const byRow = (a: Problem, b: Problem): number => a.row - b.row;

const UNKNOWN_ITEMS: Problem = {
  row: 0,
  column: null,
  reason: 'something may be missing, so nobody can say which services are gone; none is marked',
  leftOut: false,
  record: '',
};
