import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands.ts';
import type { OrganisationRecord, ServiceRecord } from '../record.ts';
import { markMissing } from './missing.ts';
import { writeOrganisations } from './organisations.ts';
import { writeServices } from './services.ts';
import {
  finishRun,
  saveSource,
  startRun,
  type Change,
  type ImportContext,
  type RunCounts,
  type SourceTerms,
} from './sources.ts';

/** A source's newest state, ready to be written. */
export interface ImportPlan {
  terms: SourceTerms;
  organisations: ReadonlyMap<string, OrganisationRecord>; // by key
  services: readonly ServiceRecord[];
  /** Keys of services that are still in the source although their rows cannot be used this time. */
  unusable: ReadonlySet<string>;
  /** True when every row's key is known. Otherwise nobody can say what is gone, and nothing is marked. */
  complete: boolean;
  failed: number; // rows left out
}

export interface RunOptions {
  at: Date;
  dryRun: boolean; // everything is done and undone again
  onProgress?: (done: number) => void;
}

export const ROWS_PER_BATCH = 500;

/**
 * Writes a source's newest state, a transaction for every 500 services: a run that is killed leaves whole batches,
 * and the next run completes them. Then marks what is gone. A second run of the same state changes nothing.
 */
export async function runImport(db: Db, plan: ImportPlan, options: RunOptions): Promise<RunCounts> {
  const counts: RunCounts = { created: 0, updated: 0, unchanged: 0, gone: 0, failed: plan.failed };
  const within = <T>(work: (trx: Transaction<Database>, context: ImportContext) => Promise<T>): Promise<T> =>
    inTransaction(db, options.dryRun, async (trx) => {
      const source = await saveSource(trx, plan.terms, options.at);
      return work(trx, { source, at: options.at, actor: 'import' });
    });
  const runId = await within(startRun);
  for (let start = 0; start < plan.services.length; start += ROWS_PER_BATCH) {
    const batch = plan.services.slice(start, start + ROWS_PER_BATCH);
    const changes = await within((trx, context) => writeBatch(trx, context, plan, batch));
    for (const change of changes) counts[change] += 1;
    options.onProgress?.(start + batch.length);
  }
  await within(async (trx, context) => {
    if (plan.complete) counts.gone = await markGone(trx, context, plan);
    if (!options.dryRun) await finishRun(trx, context, runId, counts, new Date());
  });
  return counts;
}

async function writeBatch(
  trx: Transaction<Database>,
  context: ImportContext,
  plan: ImportPlan,
  batch: readonly ServiceRecord[],
): Promise<Change[]> {
  const keys = new Set(batch.map((service) => service.organisationKey));
  const organisations = [...keys].flatMap((key) => plan.organisations.get(key) ?? []);
  const organisationChanges = await writeOrganisations(trx, context, organisations);
  const changes = await writeServices(trx, context, batch);
  if ([...organisationChanges, ...changes].some((change) => change !== 'unchanged')) {
    const after = {
      services: batch.length,
      changed: changes.filter((change) => change !== 'unchanged').length,
    };
    await recordEvent(trx, {
      at: context.at,
      actor: context.actor,
      action: 'import.batch',
      entity: 'source',
      entityId: context.source.id,
      after,
    });
    await bumpDirectoryVersion(trx, context.at);
  }
  return changes;
}

async function markGone(
  trx: Transaction<Database>,
  context: ImportContext,
  plan: ImportPlan,
): Promise<number> {
  const services = new Set([...plan.services.map((service) => service.key), ...plan.unusable]);
  // An unusable row's organisation is not known: organisations are marked only when there are none.
  const organisations = plan.unusable.size === 0 ? new Set(plan.organisations.keys()) : null;
  const gone = await markMissing(trx, context, { services, organisations });
  if (gone > 0) await bumpDirectoryVersion(trx, context.at);
  return gone;
}

async function inTransaction<T>(
  db: Db,
  dryRun: boolean,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  if (!dryRun) return db.transaction().execute(work);
  const trx = await db.startTransaction().execute();
  try {
    return await work(trx);
  } finally {
    await trx.rollback().execute();
  }
}
