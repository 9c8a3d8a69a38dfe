import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Role } from '#src/features/accounts/roles.ts';
import { isWaiting } from '#src/features/accounts/rules.ts';
import { isTeamRole, TEAM_ROLES, type AbleManager, type TeamMember } from '../rules.ts';

type Reader = Kysely<Database> | Transaction<Database>;

/** Everybody with a role at an organisation, managers first, then by name. */
export async function listTeam(db: Reader, organisationId: string): Promise<TeamMember[]> {
  const rows = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.version', 'account.stopped_at'])
    .select(['account.password_hash', 'account.last_signed_in_at', 'account_role.role'])
    .where('account_role.organisation_id', '=', organisationId)
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
  const members = new Map<string, TeamMember & { roles: Role[] }>();
  for (const row of rows) {
    if (!isTeamRole(row.role)) continue;
    const member = members.get(row.id) ?? {
      accountId: row.id,
      name: row.name,
      email: row.email,
      roles: [],
      state: row.stopped_at !== null ? 'stopped' : isWaiting(row) ? 'invited' : 'active',
      version: row.version,
    };
    member.roles.push(row.role);
    members.set(row.id, member);
  }
  const list = [...members.values()].map((member) => ({
    ...member,
    roles: TEAM_ROLES.filter((role) => member.roles.includes(role)),
  }));
  const rank = ({ roles }: TeamMember): number => Number(!roles.includes('organisation_manager'));
  return list.sort((a, b) => rank(a) - rank(b));
}

/** One of the team, or undefined: somebody without a role there is not in it. */
export const findMember = async (
  db: Reader,
  organisationId: string,
  accountId: string,
): Promise<TeamMember | undefined> =>
  (await listTeam(db, organisationId)).find((member) => member.accountId === accountId);

/** A manager who can sign in, and where mail reaches them. */
export interface Manager extends AbleManager {
  name: string;
  email: string;
}

/** The managers of an organisation who can sign in: an invitation not taken up does not count, nor a stopped account. */
export async function listManagers(db: Reader, organisationId: string): Promise<Manager[]> {
  const rows = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.is_demo'])
    .select(['account.password_hash', 'account.last_signed_in_at'])
    .where('account_role.organisation_id', '=', organisationId)
    .where('account_role.role', '=', 'organisation_manager')
    .where('account.stopped_at', 'is', null)
    .orderBy('account.created_at')
    .orderBy('account.id')
    .execute();
  return rows
    .filter((row) => !isWaiting(row))
    .map(({ id, name, email, is_demo }) => ({ accountId: id, name, email, isDemo: is_demo === 1 }));
}
