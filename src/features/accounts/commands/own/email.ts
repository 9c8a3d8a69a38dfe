import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { findToken } from '#src/features/accounts/queries/tokens.ts';
import { emailKey, type TokenRefusal } from '#src/features/accounts/rules.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit, type Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { noticeTo } from '../notices.ts';
import { keepToken, useToken, voidTokens } from '../tokens.ts';
import { takeTurn } from '../turn.ts';

const MOST_IN_AN_HOUR = 5;

const sealedAs = (token: string): string => `email-change:${hashSecret(token)}`;

/** The new address that a link of `requestEmailChange` confirms, from the details that `findToken` gives. */
export const newEmailOf = (keys: Keys, token: string, details: string | null): string =>
  keys.unseal(details ?? '', sealedAs(token));

/**
 * Sends a link to a new email address, which becomes the account's when the link is used. An address that has an
 * account gets none, and the answer is the same: it does not tell who has one. Refuses the address there is, and more
 * than five links in an hour.
 */
export async function requestEmailChange(
  db: Db,
  post: PostOffice,
  { user, email }: { user: SignedIn; email: string },
  by: Actor,
  at: Date,
): Promise<Result<'sent', 'same' | 'too-many'>> {
  const { accountId } = user;
  if (email === user.email) return refused('same');
  const token = newSecret();
  const details = post.keys.seal(email, sealedAs(token));
  const message = prepareMessage(post, {
    kind: 'email',
    template: 'email-change',
    to: email,
    values: {},
    links: { link: post.site.url + paths.accountEmailChange(token) },
    about: { entity: 'account', id: accountId },
    dedupeKey: `email-change:${accountId}:${hashSecret(token)}`,
  });
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if ((await countLately(trx, accountId, at)) >= MOST_IN_AN_HOUR) return refused('too-many');
    await voidTokens(trx, accountId, ['email-change'], at);
    await keepToken(trx, { token, kind: 'email-change', accountId, details }, at);
    if (!(await isTaken(trx, email, accountId))) await queueMessage(trx, message, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.email-request',
      entity: 'account',
      entityId: accountId,
      after: { email: sealedForAudit(post.keys.seal, email, 'account', accountId) },
    });
    return ok('sent');
  });
}

/**
 * Makes the new address the account's, by the link sent to it and signed in as the account; tells the old address.
 * Links sent to the old one open nothing any more. Refuses an address that another account has got meanwhile.
 */
export async function confirmEmailChange(
  db: Db,
  post: PostOffice,
  { token }: { token: string },
  by: Actor,
  at: Date,
): Promise<Result<{ accountId: string }, TokenRefusal | 'not-yours' | 'taken'>> {
  const found = await findToken(db, token, 'email-change', at);
  if (!found.ok) return found;
  const { accountId, email: before, details } = found.value;
  if (accountId !== by.id) return refused('not-yours');
  const email = newEmailOf(post.keys, token, details);
  const notice = noticeTo(post, 'email-changed', { accountId, email: before }, at);
  const sealed = (text: string) => sealedForAudit(post.keys.seal, text, 'account', accountId);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if (await isTaken(trx, email, accountId)) return refused('taken');
    const used = await useToken(trx, token, 'email-change', at);
    if (!used.ok) return used;
    await trx
      .updateTable('account')
      .set((eb) => ({ email, email_key: emailKey(email), version: eb('version', '+', 1) }))
      .where('id', '=', accountId)
      .execute();
    await voidTokens(trx, accountId, ['sign-in', 'reset'], at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.email-change',
      entity: 'account',
      entityId: accountId,
      before: { email: sealed(before) },
      after: { email: sealed(email) },
    });
    await queueMessage(trx, notice, at);
    return ok({ accountId });
  });
}

async function countLately(trx: Transaction<Database>, accountId: string, at: Date): Promise<number> {
  const rows = await trx
    .selectFrom('auth_token')
    .select('token_hash')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'email-change')
    .where('created_at', '>', new Date(at.getTime() - 3_600_000).toISOString())
    .execute();
  return rows.length;
}

async function isTaken(trx: Transaction<Database>, email: string, accountId: string): Promise<boolean> {
  const other = await trx
    .selectFrom('account')
    .select('id')
    .where('email_key', '=', emailKey(email))
    .where('id', '!=', accountId)
    .executeTakeFirst();
  return other !== undefined;
}
