import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { isInPlace, onceEach, roleValue } from '#src/features/accounts/people/given-roles.ts';
import { isRole } from '#src/features/accounts/roles.ts';
import type { GivenRole } from '#src/features/accounts/visit.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { takeTurn } from '../turn.ts';
import { isLastAdministrator } from './last-administrator.ts';

export interface RolesChange {
  accountId: string;
  roles: readonly GivenRole[];
  version: number; // of the account, as it was when the roles were chosen
}

/**
 * Gives somebody these roles and no others; it counts from their next click. Refuses a choice made while somebody else
 * changed the account, an organisation that is not in the directory, and to leave no administrator who can sign in.
 */
export async function changeRoles(
  db: Db,
  { accountId, roles, version }: RolesChange,
  by: Actor,
  at: Date,
): Promise<Result<'changed', 'stale' | 'unknown' | 'last-administrator' | 'unknown-organisation'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .select('version')
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (account === undefined) return refused('unknown');
    if (account.version !== version) return refused('stale');
    if (!(await areOfKnownOrganisations(trx, roles))) return refused('unknown-organisation');
    const keepsAdministrator = roles.some(({ role }) => role === 'administrator');
    if (!keepsAdministrator && (await isLastAdministrator(trx, accountId)))
      return refused('last-administrator');
    const before = await heldValues(trx, accountId);
    await removeRoles(trx, accountId, roles);
    await addRoles(trx, accountId, roles, by.id, at);
    await trx
      .updateTable('account')
      .set({ version: version + 1 })
      .where('id', '=', accountId)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.roles',
      entity: 'account',
      entityId: accountId,
      before: { roles: before },
      after: { roles: await heldValues(trx, accountId) },
    });
    return ok('changed');
  });
}

/** True when each role stands in its place, and each organisation is in the directory. */
export async function areOfKnownOrganisations(
  trx: Transaction<Database>,
  roles: readonly GivenRole[],
): Promise<boolean> {
  if (!roles.every(isInPlace)) return false;
  const ids = new Set(roles.flatMap(({ organisationId }) => organisationId ?? []));
  if (ids.size === 0) return true;
  const known = await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return known.length === ids.size;
}

/** Gives an account the roles that it does not hold yet. */
export async function addRoles(
  trx: Transaction<Database>,
  accountId: string,
  roles: readonly GivenRole[],
  grantedBy: string,
  at: Date,
): Promise<void> {
  const held = new Set(await heldValues(trx, accountId));
  const rows = onceEach(roles)
    .filter((given) => !held.has(roleValue(given)))
    .map(({ role, organisationId }) => ({
      id: uuidv7(),
      account_id: accountId,
      role,
      organisation_id: organisationId,
      granted_at: at.toISOString(),
      granted_by: grantedBy,
    }));
  if (rows.length > 0) await trx.insertInto('account_role').values(rows).execute();
}

async function removeRoles(trx: Transaction<Database>, accountId: string, kept: readonly GivenRole[]) {
  const values = new Set(kept.map(roleValue));
  const gone = (await heldRows(trx, accountId)).filter((row) => !values.has(row.value)).map(({ id }) => id);
  if (gone.length > 0) await trx.deleteFrom('account_role').where('id', 'in', gone).execute();
}

async function heldValues(trx: Transaction<Database>, accountId: string): Promise<string[]> {
  return (await heldRows(trx, accountId)).map(({ value }) => value).sort();
}

/** A role that this version does not know is read by its bare name, and goes when roles are changed. */
async function heldRows(trx: Transaction<Database>, accountId: string) {
  const rows = await trx
    .selectFrom('account_role')
    .select(['id', 'role', 'organisation_id'])
    .where('account_id', '=', accountId)
    .execute();
  return rows.map(({ id, role, organisation_id }) => ({
    id,
    value: isRole(role) ? roleValue({ role, organisationId: organisation_id }) : role,
  }));
}
