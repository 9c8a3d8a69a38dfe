import type { Selectable, Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { AccountRoleTable, Database } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { keepUndo } from '#src/features/undo/commands/keep.ts';
import type { WayBack } from '#src/features/undo/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { findDecision, setDecision, type Decision } from './decide.ts';
import { dropDoubleRoles, moveBack, moveRows, type Moved } from './moving.ts';

export const ORGANISATION_MERGE = 'organisation.merge';

interface MergeState {
  keptId: string;
  goneId: string;
  goneName: string;
  goneVisibility: Visibility;
  moved: Moved;
  dropped: Selectable<AccountRoleTable>[]; // roles that people had at both
  children: string[]; // organisations below the one that went
  keptWasBelow: boolean;
  decision: Decision | null;
}

export type OrganisationsNotMerged = 'unknown' | 'merged-already' | 'hidden-kept';

/**
 * Makes one organisation of two that are the same. Services, roles, claims, papers, pictures and history of the other move
 * to the kept one, which itself stays as it is; the other is hidden, its address leads on, and no import brings it back.
 * Can be taken back for 30 days. Refuses what is merged already, and hiding what visitors see behind what they do not.
 */
export async function mergeOrganisations(
  db: Db,
  { keptId, goneId }: { keptId: string; goneId: string },
  by: Actor,
  at: Date,
): Promise<Result<{ undoId: string }, OrganisationsNotMerged>> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('organisation')
      .selectAll()
      .where('id', 'in', [keptId, goneId])
      .execute();
    const kept = rows.find((row) => row.id === keptId);
    const gone = rows.find((row) => row.id === goneId);
    if (kept === undefined || gone === undefined || keptId === goneId) return refused('unknown');
    if (kept.merged_into !== null || gone.merged_into !== null) return refused('merged-already');
    if (kept.visibility !== 'public' && gone.visibility === 'public') return refused('hidden-kept');

    const decision = await findDecision(trx, 'organisation', [keptId, goneId]);
    const dropped = await dropDoubleRoles(trx, keptId, goneId);
    const moved = await moveRows(trx, goneId, keptId, at);
    const keptWasBelow = kept.parent_organisation_id === goneId;
    const children = await trx
      .updateTable('organisation')
      .set({ parent_organisation_id: keptId })
      .where('parent_organisation_id', '=', goneId)
      .where('id', '!=', keptId)
      .returning('id')
      .execute();
    if (keptWasBelow)
      await trx
        .updateTable('organisation')
        .set({ parent_organisation_id: null })
        .where('id', '=', keptId)
        .execute();
    await setMerged(trx, goneId, { visibility: 'hidden', merged_into: keptId }, at);
    await setDecision(trx, 'organisation', [keptId, goneId], 'merged', by, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: ORGANISATION_MERGE,
      entity: 'organisation',
      entityId: goneId,
      before: { visibility: gone.visibility },
      after: { mergedInto: keptId, services: moved.service?.length ?? 0 },
    });
    await bumpDirectoryVersion(trx, at);
    const state: MergeState = {
      keptId,
      goneId,
      goneName: gone.name,
      goneVisibility: gone.visibility,
      moved,
      dropped,
      children: children.map((row) => row.id),
      keptWasBelow,
      decision,
    };
    const undo = { action: ORGANISATION_MERGE, entity: 'organisation', entityId: keptId, state, by };
    return ok({ undoId: await keepUndo(trx, undo, at) });
  });
}

const setMerged = (
  trx: Transaction<Database>,
  id: string,
  set: { visibility: Visibility; merged_into: string | null },
  at: Date,
) =>
  trx
    .updateTable('organisation')
    .set((row) => ({ ...set, updated_at: at.toISOString(), version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();

/**
 * Makes two organisations of one again: what moved goes back, except what has moved elsewhere or gone meanwhile. What came
 * to the kept one afterwards stays there. Refuses when one of them was merged with a third.
 */
export const ORGANISATION_MERGE_BACK: WayBack = {
  words: (state) => `Put two organisations together: ${(state as MergeState).goneName} is no longer listed`,
  async takeBack(trx, { state }, by, at) {
    const { keptId, goneId, goneVisibility, moved, dropped, children, keptWasBelow, decision } =
      state as MergeState;
    const rows = await trx
      .selectFrom('organisation')
      .select(['id', 'merged_into'])
      .where('id', 'in', [keptId, goneId])
      .execute();
    const isAsLeft =
      rows.some((row) => row.id === keptId && row.merged_into === null) &&
      rows.some((row) => row.id === goneId && row.merged_into === keptId);
    if (!isAsLeft) return refused('changed-since');
    await moveBack(trx, moved, { fromId: keptId, toId: goneId }, at);
    if (dropped.length > 0)
      await trx
        .insertInto('account_role')
        .values(dropped)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    if (children.length > 0)
      await trx
        .updateTable('organisation')
        .set({ parent_organisation_id: goneId })
        .where('id', 'in', children)
        .execute();
    if (keptWasBelow)
      await trx
        .updateTable('organisation')
        .set({ parent_organisation_id: goneId })
        .where('id', '=', keptId)
        .execute();
    await setMerged(trx, goneId, { visibility: goneVisibility, merged_into: null }, at);
    await setDecision(trx, 'organisation', [keptId, goneId], decision, by, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'organisation.part',
      entity: 'organisation',
      entityId: goneId,
      before: { mergedInto: keptId },
      after: { visibility: goneVisibility },
    });
    await bumpDirectoryVersion(trx, at);
    return ok('taken-back');
  },
};
