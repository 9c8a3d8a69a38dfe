import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { describeProblem, type Problem } from '#src/features/imports/problem.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { saveSource, startRun, type ImportContext, type RunCounts, type SourceTerms } from '../sources.ts';
import { ImportHeld } from './guard.ts';
import { keepImportLease, releaseImportLease, takeImportLease, type ImportLease } from './lease.ts';

const MOST_SENTENCES = 500;

export interface RunOptions {
  at: Date;
  dryRun: boolean; // everything is done and undone again
  acceptLoss?: boolean; // a person has looked at it: go on although much is gone
}

/** A run of an import that is going on. */
export interface ImportRun {
  terms: SourceTerms;
  options: RunOptions;
  problems: Problem[]; // what is reported so far
  /** Does a part of the work in a transaction of its own, which a dry run undoes. */
  within<T>(work: (trx: Transaction<Database>, context: ImportContext) => Promise<T>): Promise<T>;
}

/** What came of a run, for its record. */
export interface RunResult {
  counts: RunCounts;
  problems: readonly Problem[];
}

/**
 * Records an import: one at a time of each source, its terms saved first, what it did, reported and came to in
 * `import_run`. Whatever goes wrong is recorded too and thrown on. A dry run leaves no trace. Refuses terms without a
 * licence.
 */
export async function recordRun<T extends RunResult>(
  db: Db,
  terms: SourceTerms,
  options: RunOptions,
  work: (run: ImportRun) => Promise<T>,
): Promise<T> {
  if (terms.licence.trim() === '') {
    throw new ImportRefused(
      `${terms.name} has no licence: nothing is imported without the terms it may be used on.`,
    );
  }
  if (options.dryRun) return work(toRun(db, terms, options, null));
  const lease = await takeImportLease(db, terms.name, () => new Date());
  try {
    const run = toRun(db, terms, options, lease);
    const runId = await run.within(startRun);
    try {
      const result = await work(run);
      await run.within((trx, context) => endRun(trx, context, runId, { outcome: 'done', ...result }));
      return result;
    } catch (error) {
      await noteFailure(run, runId, error);
      throw error;
    }
  } finally {
    await releaseImportLease(db, lease);
  }
}

function toRun(db: Db, terms: SourceTerms, options: RunOptions, lease: ImportLease | null): ImportRun {
  return {
    terms,
    options,
    problems: [],
    within: async (work) => {
      // SQLite answers without waiting: unless asked, the signals and heartbeats of a long import would never be heard.
      await nextTurn();
      return inTransaction(db, lease === null, async (trx) => {
        if (lease !== null) await keepImportLease(trx, lease, () => new Date());
        const source = await saveSource(trx, terms, options.at);
        return work(trx, { source, at: options.at, actor: 'import' });
      });
    },
  };
}

async function noteFailure(run: ImportRun, runId: string, error: unknown): Promise<void> {
  const message =
    error instanceof ImportRefused ? error.message : 'Something went wrong in the program itself.';
  const end = {
    outcome: error instanceof ImportHeld ? ('held' as const) : ('failed' as const),
    counts: { created: 0, updated: 0, unchanged: 0, gone: 0, failed: 0 },
    problems: run.problems,
    message,
  };
  try {
    await run.within((trx, context) => endRun(trx, context, runId, end));
  } catch (second) {
    // Another import has taken over, or the disk is full: the first reason is the one to tell.
    if (!(error instanceof ImportRefused)) throw error;
    if (!(second instanceof ImportRefused)) throw second;
  }
}

interface RunEnd extends RunResult {
  outcome: 'done' | 'held' | 'failed';
  message?: string;
}

/** Notes how a run ended. Fetched pages are kept only for a run that failed, so that the next goes on from there. */
async function endRun(
  trx: Transaction<Database>,
  context: ImportContext,
  runId: string,
  { outcome, message = null, counts, problems }: Omit<RunEnd, 'message'> & { message?: string | null },
): Promise<void> {
  const finishedAt = new Date().toISOString();
  await trx
    .updateTable('import_run')
    .set({
      finished_at: finishedAt,
      created: counts.created,
      updated: counts.updated,
      unchanged: counts.unchanged,
      gone: counts.gone,
      failed: counts.failed,
      outcome,
      message,
      problems: problems.length,
      report: JSON.stringify(problems.slice(0, MOST_SENTENCES).map(describeProblem)),
    })
    .where('id', '=', runId)
    .execute();
  if (outcome !== 'failed')
    await trx.deleteFrom('import_page').where('source_id', '=', context.source.id).execute();
  if (outcome === 'done') {
    await trx
      .updateTable('source')
      .set({ last_imported_at: finishedAt })
      .where('id', '=', context.source.id)
      .execute();
  }
  if (outcome === 'held') {
    await trx
      .updateTable('source')
      .set((row) => ({
        held_since: row.fn.coalesce('held_since', row.val(context.at.toISOString())),
        held_reason: message,
      }))
      .where('id', '=', context.source.id)
      .execute();
  }
}

async function inTransaction<T>(
  db: Db,
  isUndone: boolean,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  if (!isUndone) return db.transaction().execute(work);
  const trx = await db.startTransaction().execute();
  try {
    return await work(trx);
  } finally {
    await trx.rollback().execute();
  }
}
