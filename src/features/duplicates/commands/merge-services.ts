import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { isHeldByReferrals } from '#src/features/referrals/queries/guard.ts';
import { publishRevision } from '#src/features/revisions/commands/publish.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import {
  putSnapshotBack,
  takeSnapshot,
  type ServiceSnapshot,
} from '#src/features/services/commands/snapshot.ts';
import { findStoredService, readStoredServices } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { keepUndo } from '#src/features/undo/commands/keep.ts';
import type { WayBack } from '#src/features/undo/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { findDecision, setDecision, type Decision } from './decide.ts';
import { cannotFollow, giveReferrals, takeReferralsBack } from './referrals.ts';
import { keepAsRevision } from './undone.ts';
import { giveVisits, takeVisitsBack, type Visits } from './visits.ts';

export const SERVICE_MERGE = 'service.merge';

export interface ServiceMerge {
  keptId: string;
  goneId: string;
  record: ServiceRecord; // what the kept one says from now on
  versions: { kept: number; gone: number }; // that the choice was made from
}

export type NotMerged =
  'unknown' | 'changed-elsewhere' | 'merged-already' | 'hidden-kept' | 'proposal-waiting' | 'open-referrals';

interface MergeState {
  keptId: string;
  goneId: string;
  keptBefore: ServiceSnapshot;
  goneBefore: { visibility: Visibility; hidden_reason: string | null };
  versions: { kept: number; gone: number }; // after the merge
  visits: Visits;
  referrals?: string[]; // that followed; left out by merges from before there were any
  decision: Decision | null;
}

/**
 * Makes one service of two. The kept one gets the chosen content, as a revision of the desk, and the other's counts of
 * visits and open referrals; the other is hidden and its addresses lead to the kept one. Nothing is deleted: its revisions, reports and
 * history stay where they are. Can be taken back for 30 days. Refuses when one of them changed since the choice was made,
 * is merged already or has a proposal that waits, and when what visitors see would go while what they do not see stays, or open referrals cannot follow.
 */
export async function mergeServices(
  db: Db,
  { keptId, goneId, record, versions }: ServiceMerge,
  by: Actor,
  at: Date,
): Promise<Result<{ undoId: string }, NotMerged>> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('service')
      .select(['id', 'version', 'visibility', 'hidden_reason', 'merged_into'])
      .where('id', 'in', [keptId, goneId])
      .execute();
    const kept = rows.find((row) => row.id === keptId);
    const gone = rows.find((row) => row.id === goneId);
    if (kept === undefined || gone === undefined || keptId === goneId) return refused('unknown');
    if (kept.merged_into !== null || gone.merged_into !== null) return refused('merged-already');
    if (kept.version !== versions.kept || gone.version !== versions.gone) return refused('changed-elsewhere');
    if (kept.visibility !== 'public' && gone.visibility === 'public') return refused('hidden-kept');
    if (await hasProposal(trx, goneId)) return refused('proposal-waiting');
    if (await cannotFollow(trx, { fromId: goneId, toId: keptId })) return refused('open-referrals');

    const decision = await findDecision(trx, 'service', [keptId, goneId]);
    const keptBefore = await takeSnapshot(trx, keptId);
    const before = (await readStoredServices(trx, [keptId])).get(keptId);
    if (before === undefined) return refused('unknown');
    if (await isHeldByReferrals(trx, before, record, londonNow(at).day)) return refused('open-referrals');
    const publishing = {
      author: by.id,
      authorKind: 'desk',
      by,
      reason: 'Put together with another service that was the same',
    } as const;
    await publishRevision(trx, before, record, publishing, at);
    const visits = await giveVisits(trx, goneId, keptId);
    const referrals = await giveReferrals(trx, { fromId: goneId, toId: keptId }, by, at);
    await trx
      .updateTable('service')
      .set((row) => ({
        visibility: 'hidden',
        hidden_reason: 'merged',
        merged_into: keptId,
        updated_at: at.toISOString(),
        version: row('version', '+', 1),
      }))
      .where('id', '=', goneId)
      .execute();
    await setDecision(trx, 'service', [keptId, goneId], 'merged', by, at);
    const { visibility, hidden_reason } = gone;
    await recordEvent(trx, {
      at,
      actor: by,
      action: SERVICE_MERGE,
      entity: 'service',
      entityId: goneId,
      before: { visibility },
      after: { mergedInto: keptId },
    });
    await bumpDirectoryVersion(trx, at, { services: [keptId, goneId] });
    const state: MergeState = {
      keptId,
      goneId,
      keptBefore,
      goneBefore: { visibility, hidden_reason },
      versions: { kept: await versionOf(trx, keptId), gone: await versionOf(trx, goneId) },
      visits,
      referrals,
      decision,
    };
    const undo = { action: SERVICE_MERGE, entity: 'service', entityId: keptId, state, by };
    return ok({ undoId: await keepUndo(trx, undo, at) });
  });
}

async function hasProposal(trx: Transaction<Database>, serviceId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('revision')
    .select('id')
    .where('service_id', '=', serviceId)
    .where('state', '=', 'proposed')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const versionOf = async (trx: Transaction<Database>, id: string): Promise<number> =>
  (await trx.selectFrom('service').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;

/**
 * Makes two services of one again: every row of both is as it was before. Refuses when either was changed after they were
 * put together.
 */
export const SERVICE_MERGE_BACK: WayBack = {
  words: (state) => `Put two services together: ${(state as MergeState).keptBefore.service.name}`,
  async takeBack(trx, { state }, by, at) {
    const { keptId, goneId, keptBefore, goneBefore, versions, visits, decision } = state as MergeState;
    const { referrals = [] } = state as MergeState;
    const rows = await trx
      .selectFrom('service')
      .select(['id', 'version', 'merged_into'])
      .where('id', 'in', [keptId, goneId])
      .execute();
    const isAsLeft =
      rows.some((row) => row.id === keptId && row.version === versions.kept && row.merged_into === null) &&
      rows.some((row) => row.id === goneId && row.version === versions.gone && row.merged_into === keptId);
    if (!isAsLeft) return refused('changed-since');
    const present = await findStoredService(trx, keptId);
    await putSnapshotBack(trx, keptBefore, at);
    await trx
      .updateTable('service')
      .set((row) => ({
        ...goneBefore,
        merged_into: null,
        updated_at: at.toISOString(),
        version: row('version', '+', 1),
      }))
      .where('id', '=', goneId)
      .execute();
    await takeVisitsBack(trx, visits, keptId, goneId);
    await takeReferralsBack(trx, referrals, { fromId: goneId, toId: keptId }, by, at);
    await setDecision(trx, 'service', [keptId, goneId], decision, by, at);
    if (present !== undefined) await keepAsRevision(trx, keptId, present.record, present.version, by, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'service.part',
      entity: 'service',
      entityId: goneId,
      before: { mergedInto: keptId },
      after: { visibility: goneBefore.visibility },
    });
    await bumpDirectoryVersion(trx, at, { services: [keptId, goneId] });
    return ok('taken-back');
  },
};
