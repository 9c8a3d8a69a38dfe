import type { Db } from '#db/connection.ts';
import type { Id, Instant } from '#db/schema.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { fold } from '#src/lib/text.ts';
import { stateOfPerson, type PersonFilter, type PersonState } from '../people/rules.ts';
import { isRole, type HeldRole } from '../roles.ts';
import { mustTakeSecondStep } from '../rules.ts';
import { listHeldRoles } from './sign-in-state.ts';

export interface PersonRow {
  id: Id;
  name: string;
  email: string;
  isDemo: boolean;
  state: PersonState;
  lacksSecondStep: boolean; // their roles ask for one, and they have none yet
  roles: readonly HeldRole[];
  lastSignedInAt: Instant | null;
}

/** How a list of people is narrowed and ordered, and which part of it is shown. */
export interface PeopleAsked extends PersonFilter {
  page: number; // from 1
  pageSize: number;
  partnersNeedSecondStep: boolean;
}

const byName = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/**
 * The people who may sign in, were invited or were stopped, and how many the filter selects. Words are looked for in
 * names and addresses, whatever their case and accents. Everybody is read: a place has hundreds of them, and no
 * database compares names of all scripts alike.
 */
export async function listPeople(
  db: Db,
  asked: PeopleAsked,
): Promise<{ people: PersonRow[]; total: number }> {
  const all = await everybody(db, asked.partnersNeedSecondStep);
  const words = fold(asked.words ?? '').split(' ');
  const chosen = all.filter(
    (person) =>
      (asked.role === undefined || person.roles.some(({ role }) => role === asked.role)) &&
      (asked.state === undefined ||
        (asked.state === 'no-second-step' ? person.lacksSecondStep : person.state === asked.state)) &&
      words.every((word) => fold(`${person.name} ${person.email}`).includes(word)),
  );
  const inOrder = (a: PersonRow, b: PersonRow): number =>
    asked.sort === 'last-signed-in'
      ? (b.lastSignedInAt ?? '').localeCompare(a.lastSignedInAt ?? '') || byName.compare(a.name, b.name)
      : byName.compare(a.name, b.name) || a.email.localeCompare(b.email);
  const start = (asked.page - 1) * asked.pageSize;
  return { people: chosen.sort(inOrder).slice(start, start + asked.pageSize), total: chosen.length };
}

async function everybody(db: Db, partnersNeedSecondStep: boolean): Promise<PersonRow[]> {
  const [accounts, roles] = await Promise.all([
    db
      .selectFrom('account')
      .select(['id', 'name', 'email', 'is_demo', 'password_hash', 'totp_confirmed_at'])
      .select(['stopped_at', 'last_signed_in_at'])
      .execute(),
    heldRolesByAccount(db),
  ]);
  return accounts.map((account) => {
    const held = roles.get(account.id) ?? [];
    const state = stateOfPerson(account);
    return {
      id: account.id,
      name: account.name,
      email: account.email,
      isDemo: account.is_demo === 1,
      state,
      lacksSecondStep:
        state === 'active' &&
        account.totp_confirmed_at === null &&
        mustTakeSecondStep(held, partnersNeedSecondStep),
      roles: held,
      lastSignedInAt: account.last_signed_in_at,
    };
  });
}

async function heldRolesByAccount(db: Db): Promise<ReadonlyMap<Id, HeldRole[]>> {
  const rows = await db
    .selectFrom('account_role')
    .leftJoin('organisation', 'organisation.id', 'account_role.organisation_id')
    .select(['account_role.account_id', 'account_role.role', 'account_role.organisation_id'])
    .select('organisation.name')
    .orderBy('organisation.name')
    .orderBy('account_role.role')
    .execute();
  const held = new Map<Id, HeldRole[]>();
  for (const { account_id, role, organisation_id, name } of rows) {
    if (!isRole(role)) continue;
    const roles = held.get(account_id) ?? [];
    roles.push({ role, organisationId: organisation_id, organisationName: name });
    held.set(account_id, roles);
  }
  return held;
}

/** How many people need their second step, and how many invitations wait; for the overview. */
export async function countPeople(
  db: Db,
  partnersNeedSecondStep: boolean,
): Promise<{ active: number; invited: number; withoutSecondStep: number }> {
  const people = await everybody(db, partnersNeedSecondStep);
  return {
    active: people.filter(({ state }) => state === 'active').length,
    invited: people.filter(({ state }) => state === 'invited').length,
    withoutSecondStep: people.filter((person) => person.lacksSecondStep).length,
  };
}

/** Somebody as the pages about them show it; nothing that could be used to sign in as them. */
export interface PersonDetail {
  id: Id;
  name: string;
  email: string;
  isDemo: boolean;
  state: PersonState;
  version: number;
  roles: readonly HeldRole[];
  hasPassword: boolean;
  hasSecondStep: boolean;
  systems: number; // sign-ins of other systems
  createdAt: Instant;
  invitedBy: string | null; // a name; null: the command line, or somebody who is gone
  invitation: { sentAt: Instant; expiresAt: Instant } | null; // the one that was not used yet
  lastSignedInAt: Instant | null;
  stoppedAt: Instant | null;
  stoppedReason: string | null;
}

/** Somebody's account, and how they can sign in; undefined when there is none of this id. */
export async function findPerson(db: Db, id: string): Promise<PersonDetail | undefined> {
  const account = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
  if (account === undefined) return undefined;
  const [roles, inviter, invitation, systems] = await Promise.all([
    listHeldRoles(db, id),
    db
      .selectFrom('account')
      .select('name')
      .where('id', '=', account.created_by ?? '')
      .executeTakeFirst(),
    db
      .selectFrom('auth_token')
      .select(['created_at', 'expires_at'])
      .where('account_id', '=', id)
      .where('kind', '=', 'invitation')
      .where('used_at', 'is', null)
      .orderBy('created_at', 'desc')
      .executeTakeFirst(),
    db.selectFrom('external_identity').select('subject').where('account_id', '=', id).execute(),
  ]);
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    isDemo: account.is_demo === 1,
    state: stateOfPerson(account),
    version: account.version,
    roles,
    hasPassword: account.password_hash !== null,
    hasSecondStep: account.totp_confirmed_at !== null,
    systems: systems.length,
    createdAt: account.created_at,
    invitedBy: inviter?.name ?? null,
    invitation:
      invitation === undefined ? null : { sentAt: invitation.created_at, expiresAt: invitation.expires_at },
    lastSignedInAt: account.last_signed_in_at,
    stoppedAt: account.stopped_at,
    stoppedReason: account.stopped_reason,
  };
}

/** True when this session is or was somebody's, whether or not it has ended. */
export const isSessionOf = async (db: Db, sessionId: string, accountId: string): Promise<boolean> =>
  (await db
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()) !== undefined;

/** A mark of somebody's recovery codes: another once they are replaced. It tells nothing of the codes. */
export async function recoveryCodesMark(db: Db, accountId: string): Promise<string> {
  const codes = await db
    .selectFrom('recovery_code')
    .select('code_hash')
    .where('account_id', '=', accountId)
    .orderBy('code_hash')
    .execute();
  return hashSecret(codes.map(({ code_hash }) => code_hash).join(' ')).slice(0, 16);
}
