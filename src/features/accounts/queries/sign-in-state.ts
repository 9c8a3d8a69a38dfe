import type { Db } from '#db/connection.ts';
import { isRole, type HeldRole } from '../roles.ts';
import { mustTakeSecondStep } from '../rules.ts';
import type { SignedIn, SignInState } from '../signed-in.ts';

/** What decides how long a session lasts and whom it lets in. */
export interface SessionTerms {
  allowDemo: boolean; // accounts of the example place
  idleMinutes: number;
  partnersNeedSecondStep: boolean;
}

export interface FoundSession {
  state: SignInState;
  lastSeenAt: Date | null; // null: nobody
}

const NOBODY: FoundSession = { state: { kind: 'nobody' }, lastSeenAt: null };

/** How far the browser that holds this token's session has come, by what the database says now. */
export async function findSignInState(
  db: Db,
  tokenHash: string,
  terms: SessionTerms,
  at: Date,
): Promise<FoundSession> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session.id as sessionId', 'session.last_seen_at', 'session.ends_at', 'session.ended_at'])
    .select([
      'session.strength',
      'session.method',
      'account.id as accountId',
      'account.name',
      'account.email',
    ])
    .select(['account.is_demo', 'account.stopped_at', 'account.totp_confirmed_at'])
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined || row.stopped_at !== null || (row.is_demo === 1 && !terms.allowDemo)) return NOBODY;
  const lastSeenAt = new Date(row.last_seen_at);
  const idleSince = new Date(at.getTime() - terms.idleMinutes * 60_000).toISOString();
  if (row.ended_at !== null || row.ends_at <= at.toISOString() || row.last_seen_at <= idleSince)
    return { state: { kind: 'ended', accountId: row.accountId }, lastSeenAt };
  const user: SignedIn = {
    accountId: row.accountId,
    name: row.name,
    email: row.email,
    isDemo: row.is_demo === 1,
    roles: await listHeldRoles(db, row.accountId),
    hasSecondStep: row.totp_confirmed_at !== null,
    sessionId: row.sessionId,
    strength: row.strength,
    method: row.method,
    idleMinutes: terms.idleMinutes,
    endsAt: row.ends_at,
  };
  return { state: stateOf(user, terms), lastSeenAt };
}

function stateOf(user: SignedIn, terms: SessionTerms): SignInState {
  if (user.strength === 2) return { kind: 'signed-in', user };
  if (user.hasSecondStep) return { kind: 'second-step', user };
  const mustSetUp = mustTakeSecondStep(user.roles, terms.partnersNeedSecondStep);
  return mustSetUp ? { kind: 'set-up-second-step', user } : { kind: 'signed-in', user };
}

/** The roles somebody holds, everywhere first, then by organisation. A role this version does not know is left out. */
export async function listHeldRoles(db: Db, accountId: string): Promise<HeldRole[]> {
  const rows = await db
    .selectFrom('account_role')
    .leftJoin('organisation', 'organisation.id', 'account_role.organisation_id')
    .select(['account_role.role', 'account_role.organisation_id', 'organisation.name'])
    .where('account_role.account_id', '=', accountId)
    .orderBy('organisation.name')
    .orderBy('account_role.role')
    .execute();
  return rows.flatMap(({ role, organisation_id, name }) =>
    isRole(role) ? [{ role, organisationId: organisation_id, organisationName: name }] : [],
  );
}
