import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { keepUndo } from '#src/features/undo/commands/keep.ts';
import type { WayBack } from '#src/features/undo/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { inOrder } from '../merging/pair.ts';
import type { SubjectKind } from '../types.ts';

export type Decision = 'different' | 'merged';

/** What was decided about a pair until now; null: nothing. */
export async function findDecision(
  trx: Transaction<Database>,
  kind: SubjectKind,
  ids: readonly [string, string],
): Promise<Decision | null> {
  const [firstId, secondId] = inOrder(ids);
  const row = await trx
    .selectFrom('duplicate_decision')
    .select('decision')
    .where('kind', '=', kind)
    .where('first_id', '=', firstId)
    .where('second_id', '=', secondId)
    .executeTakeFirst();
  return row?.decision ?? null;
}

/** Keeps what was decided about a pair in the place of what was decided before; null forgets it. */
export async function setDecision(
  trx: Transaction<Database>,
  kind: SubjectKind,
  ids: readonly [string, string],
  decision: Decision | null,
  by: Actor,
  at: Date,
): Promise<void> {
  const [firstId, secondId] = inOrder(ids);
  await trx
    .deleteFrom('duplicate_decision')
    .where('kind', '=', kind)
    .where('first_id', '=', firstId)
    .where('second_id', '=', secondId)
    .execute();
  if (decision === null) return;
  await trx
    .insertInto('duplicate_decision')
    .values({
      kind,
      first_id: firstId,
      second_id: secondId,
      decision,
      decided_at: at.toISOString(),
      decided_by: by.id,
    })
    .execute();
}

interface DifferentState {
  kind: SubjectKind;
  ids: [string, string];
}

/**
 * Says that two services, or organisations, that look alike are two: they are not shown as duplicates any more. Can be
 * taken back for 30 days. Refuses records that are not there or one and the same, and a pair that was decided already.
 */
export async function sayDifferent(
  db: Db,
  kind: SubjectKind,
  ids: readonly [string, string],
  by: Actor,
  at: Date,
): Promise<Result<{ undoId: string }, 'unknown' | 'decided-already'>> {
  return db.transaction().execute(async (trx) => {
    const found = await trx.selectFrom(kind).select('id').where('id', 'in', ids).execute();
    if (found.length < 2) return refused('unknown');
    if ((await findDecision(trx, kind, ids)) !== null) return refused('decided-already');
    const [entityId, other] = inOrder(ids);
    await setDecision(trx, kind, ids, 'different', by, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: `${kind}.different`,
      entity: kind,
      entityId,
      after: { different: other },
    });
    const state: DifferentState = { kind, ids: [entityId, other] };
    return ok({
      undoId: await keepUndo(trx, { action: 'duplicate.different', entity: kind, entityId, state, by }, at),
    });
  });
}

/** Two records that were said to be different may be shown as duplicates again. */
export const DIFFERENT_BACK: WayBack = {
  words: (state) => `Said that two ${(state as DifferentState).kind}s that look alike are different`,
  async takeBack(trx, { state }, by, at) {
    const { kind, ids } = state as DifferentState;
    if ((await findDecision(trx, kind, ids)) !== 'different') return refused('changed-since');
    await setDecision(trx, kind, ids, null, by, at);
    return ok('taken-back');
  },
};
