import type { Db } from '#db/connection.ts';
import { ok, type Result } from '#src/lib/result.ts';
import type { HeldRole } from '../roles.ts';
import type { TokenRefusal } from '../rules.ts';
import { listHeldRoles } from './sign-in-state.ts';
import { findToken } from './tokens.ts';

/** What an invitation says to whoever holds its link. */
export interface Invitation {
  email: string;
  name: string; // as whoever invited wrote it
  invitedBy: string | null; // a name; null: the command line, or somebody who is gone
  roles: readonly HeldRole[];
}

/** Finds the invitation that a link's secret belongs to, without using it up. */
export async function findInvitation(
  db: Db,
  token: string,
  at: Date,
): Promise<Result<Invitation, TokenRefusal>> {
  const found = await findToken(db, token, 'invitation', at);
  if (!found.ok) return found;
  const { accountId, email, name } = found.value;
  const inviter = await db
    .selectFrom('account')
    .innerJoin('account as inviter', 'inviter.id', 'account.created_by')
    .select('inviter.name')
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  return ok({ email, name, invitedBy: inviter?.name ?? null, roles: await listHeldRoles(db, accountId) });
}
