import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { invite, inviteAgain } from '#src/features/accounts/commands/invitations.ts';
import { addRoles } from '#src/features/accounts/commands/people/roles.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { roleValue } from '#src/features/accounts/people/given-roles.ts';
import { isRole, type Role } from '#src/features/accounts/roles.ts';
import { emailKey, isWaiting } from '#src/features/accounts/rules.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';

export interface NewMember {
  organisationId: string;
  email: string;
  name: string;
  roles: readonly Role[];
}

export interface GivenMember {
  accountId: string;
  isNew: boolean; // invited; false: the account was there, and got the roles
}

/**
 * Gives somebody these roles at an organisation, whoever has the address: whoever has no account is invited; whoever has
 * one gets the roles beside what they hold, and a mail that says so. Refuses an organisation that is not in the
 * directory, and an account that was stopped: an administrator decided that.
 */
export async function giveRoles(
  db: Db,
  post: PostOffice,
  { organisationId, email, name, roles }: NewMember,
  by: Actor,
  at: Date,
): Promise<Result<GivenMember, 'stopped' | 'unknown-organisation'>> {
  const given = roles.map((role) => ({ role, organisationId }));
  const invited = await invite(db, post, { email, name, roles: given }, by, at);
  if (invited.ok) return ok({ accountId: invited.value.accountId, isNew: true });
  if (invited.error !== 'has-account') return refused(invited.error);
  const account = await accountOf(db, email);
  if (account === undefined || account.stopped_at !== null) return refused('stopped');
  const organisation = await nameOf(db, organisationId);
  if (organisation === undefined) return refused('unknown-organisation');
  const waits = isWaiting(account);
  const message = waits ? null : addedMail(post, { account, organisationId, organisation }, at);
  await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const before = await valuesOf(trx, account.id);
    await addRoles(trx, account.id, given, by.id, at);
    const after = await valuesOf(trx, account.id);
    if (after.length === before.length) return;
    await trx
      .updateTable('account')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', account.id)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.roles',
      entity: 'account',
      entityId: account.id,
      before: { roles: before },
      after: { roles: after },
    });
    if (message !== null) await queueMessage(trx, message, at);
  });
  // Their first invitation may have run out: they get another, with all that they may do.
  if (waits) await inviteAgain(db, post, account.id, by, at);
  return ok({ accountId: account.id, isNew: false });
}

const accountOf = (db: Db, email: string) =>
  db
    .selectFrom('account')
    .select(['id', 'email', 'stopped_at', 'password_hash', 'last_signed_in_at'])
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();

async function nameOf(db: Db, organisationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  return row?.name;
}

async function valuesOf(trx: Transaction<Database>, accountId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('account_role')
    .select(['role', 'organisation_id'])
    .where('account_id', '=', accountId)
    .execute();
  return rows
    .map(({ role, organisation_id }) =>
      isRole(role) ? roleValue({ role, organisationId: organisation_id }) : role,
    )
    .sort();
}

const addedMail = (
  post: PostOffice,
  about: { account: { id: string; email: string }; organisationId: string; organisation: string },
  at: Date,
) =>
  prepareMessage(post, {
    kind: 'email',
    template: 'team-added',
    to: about.account.email,
    values: { organisation: about.organisation },
    links: { link: post.site.url + paths.partnerOrganisation(about.organisationId) },
    about: { entity: 'account', id: about.account.id },
    dedupeKey: `team-added:${about.account.id}:${about.organisationId}:${at.toISOString()}`,
  });
