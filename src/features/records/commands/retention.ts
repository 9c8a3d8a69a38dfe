import type { Transaction } from 'kysely';
import { emptyWal, type Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { dueDrafts, dueRequests } from '../queries/due.ts';
import { DRAFT_ENDING, keptSince, RETENTION_RULES, type RetentionDays } from '../rules.ts';
import { removeRequests } from './remove.ts';

const BATCH = 50;

export interface Retention {
  /** By ending: how many were deleted. */
  deleted: Record<string, number>;
}

export interface RetentionWork {
  days: RetentionDays;
  at: Date; // decides what is due
  now: () => Date; // dates what is written
  signal?: AbortSignal;
  batch?: number;
}

/**
 * Deletes what has been kept for as long as the settings say: requests by how they ended, notes of erased ones, and drafts
 * that have expired. Never what is open or on hold. A batch is one transaction with its events, so a run that is stopped
 * has done what it noted, and the next one does the rest.
 */
export async function deleteDue(
  db: Db,
  { days, at, now, signal, batch = BATCH }: RetentionWork,
): Promise<Retention> {
  const startedAt = now();
  const deleted: Record<string, number> = {};
  for (const rule of RETENTION_RULES) {
    const before = keptSince(at, days[rule.setting]);
    const find = (trx: Transaction<Database>): Promise<string[]> => dueRequests(trx, rule, before, batch);
    deleted[rule.ending] = await deleteAll(db, { ending: rule.ending, before, find, startedAt, now, signal });
  }
  const find = (trx: Transaction<Database>): Promise<string[]> => dueDrafts(trx, at, batch);
  deleted[DRAFT_ENDING] = await deleteAll(db, {
    ending: DRAFT_ENDING,
    before: at,
    find,
    startedAt,
    now,
    signal,
  });
  if (Object.values(deleted).some((count) => count > 0)) await emptyWal(db);
  return { deleted };
}

interface Piece {
  ending: string;
  before: Date;
  find: (trx: Transaction<Database>) => Promise<string[]>;
  startedAt: Date;
  now: () => Date;
  signal: AbortSignal | undefined;
}

async function deleteAll(db: Db, piece: Piece): Promise<number> {
  let total = 0;
  while (piece.signal?.aborted !== true) {
    const count = await db.transaction().execute(async (trx) => {
      await takeTurn(trx);
      const ids = await piece.find(trx);
      if (ids.length > 0) await deleteBatch(trx, piece, ids);
      return ids.length;
    });
    if (count === 0) break;
    total += count;
  }
  return total;
}

async function deleteBatch(
  trx: Transaction<Database>,
  { ending, before, startedAt, now }: Piece,
  ids: readonly string[],
): Promise<void> {
  const at = now();
  await removeRequests(trx, ids, at);
  await recordEvents(
    trx,
    ids.map((id) => ({
      at,
      actor: programActor('job'),
      action: 'retention.delete',
      entity: 'request',
      entityId: id,
      after: { ending, before: before.toISOString() },
    })),
  );
  // One row for each run and ending, however many batches it takes.
  await trx
    .insertInto('retention_run')
    .values({
      id: `${startedAt.toISOString()}:${ending}`,
      at: startedAt.toISOString(),
      what: 'request',
      ending,
      count: ids.length,
      before: before.toISOString(),
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({ count: eb('retention_run.count', '+', ids.length) })),
    )
    .execute();
}
