import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { withdrawInvitation } from '#src/features/accounts/commands/invitations.ts';
import { addRoles } from '#src/features/accounts/commands/people/roles.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { roleValue } from '#src/features/accounts/people/given-roles.ts';
import { isRole, type Role } from '#src/features/accounts/roles.ts';
import { isWaiting } from '#src/features/accounts/rules.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { listManagers } from '../queries/team.ts';
import { isOnlyManager } from '../rules.ts';

export interface MemberChange {
  organisationId: string;
  accountId: string;
  roles: readonly Role[]; // at this organisation; none: they leave the team
  version: number | null; // of the account when the roles were chosen; null: whatever it is
}

/**
 * Gives one of the team these roles at the organisation and no others there; it counts from their next click. What they
 * hold elsewhere stays. Refuses somebody who is not in the team, a choice made while somebody else changed the account,
 * and to leave the organisation without a manager who can sign in.
 */
export async function changeTeamRoles(
  db: Db,
  { organisationId, accountId, roles, version }: MemberChange,
  by: Actor,
  at: Date,
): Promise<Result<'changed', 'unknown' | 'stale' | 'last-manager'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const before = await heldRows(trx, accountId);
    const here = before.filter((row) => row.organisation_id === organisationId);
    if (here.length === 0) return refused('unknown');
    const account = await trx
      .selectFrom('account')
      .select('version')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    if (version !== null && account.version !== version) return refused('stale');
    const keepsManager = roles.includes('organisation_manager');
    if (!keepsManager && isOnlyManager(await listManagers(trx, organisationId), accountId))
      return refused('last-manager');
    const gone = here.filter(({ role }) => !roles.some((kept) => kept === role)).map(({ id }) => id);
    if (gone.length > 0) await trx.deleteFrom('account_role').where('id', 'in', gone).execute();
    const given = roles.map((role) => ({ role, organisationId }));
    await addRoles(trx, accountId, given, by.id, at);
    await trx
      .updateTable('account')
      .set({ version: account.version + 1 })
      .where('id', '=', accountId)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.roles',
      entity: 'account',
      entityId: accountId,
      before: { roles: valuesOf(before) },
      after: { roles: valuesOf(await heldRows(trx, accountId)) },
    });
    return ok('changed');
  });
}

/**
 * Takes somebody out of the team, or lets them leave it; what they did stays on record. An invitation that nobody took
 * up, and that was for nothing else, is withdrawn. Refuses as `changeTeamRoles` does.
 */
export async function removeFromTeam(
  db: Db,
  { organisationId, accountId, version }: Omit<MemberChange, 'roles'>,
  by: Actor,
  at: Date,
): Promise<Result<'changed', 'unknown' | 'stale' | 'last-manager'>> {
  const removed = await changeTeamRoles(db, { organisationId, accountId, roles: [], version }, by, at);
  if (removed.ok && (await isWaitingForNothing(db, accountId)))
    await withdrawInvitation(db, accountId, by, at);
  return removed;
}

async function isWaitingForNothing(db: Db, accountId: string): Promise<boolean> {
  const account = await db
    .selectFrom('account')
    .leftJoin('account_role', 'account_role.account_id', 'account.id')
    .select(['account.password_hash', 'account.last_signed_in_at', 'account_role.id as roleId'])
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  return account !== undefined && account.roleId === null && isWaiting(account);
}

const heldRows = (trx: Transaction<Database>, accountId: string) =>
  trx
    .selectFrom('account_role')
    .select(['id', 'role', 'organisation_id'])
    .where('account_id', '=', accountId)
    .execute();

const valuesOf = (rows: Awaited<ReturnType<typeof heldRows>>): string[] =>
  rows
    .map(({ role, organisation_id }) =>
      isRole(role) ? roleValue({ role, organisationId: organisation_id }) : role,
    )
    .sort();
