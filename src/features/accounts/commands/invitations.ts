import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit, type Actor } from '#src/features/audit/rules.ts';
import { cancelMessages, queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { roleValue } from '../people/given-roles.ts';
import { emailKey, isWaiting, TOKEN_MINUTES } from '../rules.ts';
import type { GivenRole } from '../visit.ts';
import { addRoles, areOfKnownOrganisations } from './people/roles.ts';
import { keepToken, voidTokens } from './tokens.ts';
import { takeTurn } from './turn.ts';

/** Whom to invite, and what they may do from the start. */
export interface Invited {
  email: string;
  name: string;
  roles: readonly GivenRole[];
}

/** An invitation that went out; the link is the one in the mail. */
export interface Invitation {
  accountId: string;
  link: string;
}

/**
 * Makes an account and sends its owner the link with which they take it up, within seven days. Refuses an email address
 * that has an account, and an organisation that is not in the directory.
 */
export async function invite(
  db: Db,
  post: PostOffice,
  { email, name, roles }: Invited,
  by: Actor,
  at: Date,
): Promise<Result<Invitation, 'has-account' | 'unknown-organisation'>> {
  const accountId = uuidv7();
  const inviter = await nameOf(db, by.id);
  const { token, link, message } = written(post, { accountId, email, inviter });
  const sealed = (text: string) => sealedForAudit(post.keys.seal, text, 'account', accountId);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const other = await trx
      .selectFrom('account')
      .select('id')
      .where('email_key', '=', emailKey(email))
      .executeTakeFirst();
    if (other !== undefined) return refused('has-account');
    if (!(await areOfKnownOrganisations(trx, roles))) return refused('unknown-organisation');
    await trx
      .insertInto('account')
      .values({
        id: accountId,
        email,
        email_key: emailKey(email),
        name,
        created_at: at.toISOString(),
        created_by: inviter === null ? null : by.id,
      })
      .execute();
    await addRoles(trx, accountId, roles, by.id, at);
    await keepToken(trx, { token, kind: 'invitation', accountId }, at);
    await queueMessage(trx, message, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.invite',
      entity: 'account',
      entityId: accountId,
      after: { email: sealed(email), name: sealed(name), roles: roles.map(roleValue).sort() },
    });
    return ok({ accountId, link });
  });
}

/** Sends a new link, good for another seven days, in the place of the one that was sent before. */
export async function inviteAgain(
  db: Db,
  post: PostOffice,
  accountId: string,
  by: Actor,
  at: Date,
): Promise<Result<Invitation, 'unknown' | 'accepted' | 'stopped'>> {
  const account = await db
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) return refused('unknown');
  const inviter = await nameOf(db, by.id);
  const { token, link, message } = written(post, { accountId, email: account.email, inviter });
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const now = await findWaiting(trx, accountId);
    if (!now.ok) return now;
    if (now.value.stopped_at !== null) return refused('stopped');
    await cancelMessages(trx, { entity: 'account', id: accountId }, at);
    await voidTokens(trx, accountId, ['invitation'], at);
    await keepToken(trx, { token, kind: 'invitation', accountId }, at);
    await queueMessage(trx, message, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.invite-again',
      entity: 'account',
      entityId: accountId,
    });
    return ok({ accountId, link });
  });
}

/** Takes an invitation back: the account, which nobody has used, is gone, and its address can be invited anew. */
export async function withdrawInvitation(
  db: Db,
  accountId: string,
  by: Actor,
  at: Date,
): Promise<Result<'withdrawn', 'unknown' | 'accepted'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const now = await findWaiting(trx, accountId);
    if (!now.ok) return now;
    await cancelMessages(trx, { entity: 'account', id: accountId }, at);
    await trx.deleteFrom('account').where('id', '=', accountId).execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.withdraw-invitation',
      entity: 'account',
      entityId: accountId,
    });
    return ok('withdrawn');
  });
}

async function findWaiting(
  trx: Transaction<Database>,
  accountId: string,
): Promise<Result<{ stopped_at: string | null }, 'unknown' | 'accepted'>> {
  const account = await trx
    .selectFrom('account')
    .select(['stopped_at', 'password_hash', 'last_signed_in_at'])
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) return refused('unknown');
  return isWaiting(account) ? ok(account) : refused('accepted');
}

async function nameOf(db: Db, accountId: string): Promise<string | null> {
  const account = await db
    .selectFrom('account')
    .select('name')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return account?.name ?? null;
}

const DAYS = TOKEN_MINUTES.invitation / (24 * 60);

function written(
  post: PostOffice,
  { accountId, email, inviter }: { accountId: string; email: string; inviter: string | null },
) {
  const token = newSecret();
  const link = post.site.url + paths.invitation(token);
  const message = prepareMessage(post, {
    kind: 'email',
    template: 'invitation',
    to: email,
    values: { days: String(DAYS), ...(inviter === null ? {} : { inviter }) },
    links: { link },
    about: { entity: 'account', id: accountId },
    dedupeKey: `invitation:${accountId}:${uuidv7()}`,
  });
  return { token, link, message };
}
