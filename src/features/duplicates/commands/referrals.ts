import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { OPEN_STATES } from '#src/features/referrals/moves.ts';

interface Sides {
  fromId: string;
  toId: string;
}

/**
 * True when open referrals cannot follow a service into another: the two are of different organisations, and nobody
 * agreed to share anything with the other one; or somebody was referred to both.
 */
export async function cannotFollow(trx: Transaction<Database>, { fromId, toId }: Sides): Promise<boolean> {
  const open = await trx
    .selectFrom('referral')
    .select(['request_id', 'service_id'])
    .where('service_id', 'in', [fromId, toId])
    .where('state', 'in', OPEN_STATES)
    .execute();
  const going = open.filter((row) => row.service_id === fromId);
  if (going.length === 0) return false;
  const owners = await trx
    .selectFrom('service')
    .select('organisation_id')
    .distinct()
    .where('id', 'in', [fromId, toId])
    .execute();
  const there = new Set(open.filter((row) => row.service_id === toId).map((row) => row.request_id));
  return owners.length > 1 || going.some((row) => there.has(row.request_id));
}

/** Gives the open referrals of one service to the one that takes its place, each with its event; answers their ids. */
export async function giveReferrals(
  trx: Transaction<Database>,
  { fromId, toId }: Sides,
  by: Actor,
  at: Date,
): Promise<string[]> {
  const moved = await trx
    .updateTable('referral')
    .set((row) => ({ service_id: toId, version: row('version', '+', 1) }))
    .where('service_id', '=', fromId)
    .where('state', 'in', OPEN_STATES)
    .returning('id')
    .execute();
  const ids = moved.map(({ id }) => id);
  await recordFollowing(trx, ids, { fromId, toId }, by, at);
  return ids;
}

/** Gives referrals back that a merge had moved, whatever became of them since. */
export async function takeReferralsBack(
  trx: Transaction<Database>,
  ids: readonly string[],
  { fromId, toId }: Sides,
  by: Actor,
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('referral')
    .set((row) => ({ service_id: fromId, version: row('version', '+', 1) }))
    .where('id', 'in', ids)
    .where('service_id', '=', toId)
    .execute();
  await recordFollowing(trx, ids, { fromId: toId, toId: fromId }, by, at);
}

const recordFollowing = (
  trx: Transaction<Database>,
  ids: readonly string[],
  { fromId, toId }: Sides,
  by: Actor,
  at: Date,
): Promise<void> =>
  recordEvents(
    trx,
    ids.map((id) => ({
      at,
      actor: by,
      action: 'referral.follow',
      entity: 'referral',
      entityId: id,
      before: { service: fromId },
      after: { service: toId },
    })),
  );
