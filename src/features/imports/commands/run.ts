import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { readDoNotList } from '../do-not-list/queries.ts';
import { leaveOutDoNotList, type Allowed, type DoNotListEntry } from '../do-not-list/rules.ts';
import { hideMeant } from '../do-not-list/visibility.ts';
import type { Problem } from '../problem.ts';
import type { OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { markMissing } from './runs/missing.ts';
import { writeOrganisations } from './organisations.ts';
import { holdSuspiciousLoss, releaseHold } from './runs/guard.ts';
import type { ImportRun } from './runs/record.ts';
import { writeServices } from './services.ts';
import type { Change, ImportContext, RunCounts } from './sources.ts';

/** A source's newest state, ready to be written. */
export interface ImportPlan {
  organisations: ReadonlyMap<string, OrganisationRecord>; // by key
  services: readonly ServiceRecord[];
  /** Keys of services that are still in the source although their rows cannot be used this time. */
  unusable: ReadonlySet<string>;
  /** True when every row's key is known. Otherwise nobody can say what is gone, and nothing is marked. */
  complete: boolean;
  failed: number; // rows left out
}

/** What a run did, and whom it left out because they asked not to be listed. */
export interface Written {
  counts: RunCounts;
  leftOut: Problem[];
}

export const ROWS_PER_BATCH = 500;

/**
 * Writes a source's newest state, a transaction for every 500 services: a run that is killed leaves whole batches,
 * and the next run completes them. Then marks what is gone. A second run of the same state changes nothing. Throws
 * ImportHeld, before anything is written, when too much is gone and nobody has accepted that.
 */
export async function runImport(
  run: ImportRun,
  plan: ImportPlan,
  onProgress?: (done: number) => void,
): Promise<Written> {
  const counts: RunCounts = { created: 0, updated: 0, unchanged: 0, gone: 0, failed: plan.failed };
  const { allowed, entries } = await run.within(async (trx, context) => {
    const list = await readDoNotList(trx);
    const left = leaveOutDoNotList(plan, list, context.source.id);
    if (plan.complete) {
      if (run.options.acceptLoss !== true) await holdSuspiciousLoss(trx, context, seenServices(plan));
      await releaseHold(trx, context);
    }
    return { allowed: left, entries: list };
  });
  for (let start = 0; start < allowed.services.length; start += ROWS_PER_BATCH) {
    const batch = allowed.services.slice(start, start + ROWS_PER_BATCH);
    const changes = await run.within((trx, context) => writeBatch(trx, context, allowed, batch));
    for (const change of changes) counts[change] += 1;
    onProgress?.(start + batch.length);
  }
  await run.within(async (trx, context) => {
    if (plan.complete) counts.gone = await markGone(trx, context, plan);
    await hideLatecomers(trx, context, entries);
  });
  return { counts, leftOut: allowed.leftOut };
}

async function writeBatch(
  trx: Transaction<Database>,
  context: ImportContext,
  allowed: Allowed,
  batch: readonly ServiceRecord[],
): Promise<Change[]> {
  const keys = new Set(batch.map((service) => service.organisationKey));
  const organisations = [...keys].flatMap((key) => allowed.organisations.get(key) ?? []);
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

/** Hides those who asked not to be listed while the run was going on, and whom it may have brought in since. */
async function hideLatecomers(
  trx: Transaction<Database>,
  context: ImportContext,
  before: readonly DoNotListEntry[],
): Promise<void> {
  const known = new Set(before.map((entry) => entry.id));
  for (const entry of await readDoNotList(trx)) {
    if (!known.has(entry.id)) await hideMeant(trx, entry, context);
  }
}

/** The keys of all that the source still has, those that are not wanted here among them. */
const seenServices = (plan: ImportPlan): Set<string> =>
  new Set([...plan.services.map((service) => service.key), ...plan.unusable]);

async function markGone(
  trx: Transaction<Database>,
  context: ImportContext,
  plan: ImportPlan,
): Promise<number> {
  // An unusable row's organisation is not known: organisations are marked only when there are none.
  const organisations = plan.unusable.size === 0 ? new Set(plan.organisations.keys()) : null;
  const gone = await markMissing(trx, context, { services: seenServices(plan), organisations });
  if (gone > 0) await bumpDirectoryVersion(trx, context.at);
  return gone;
}
