import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { passwordRefusal, type PasswordRefusal } from '#src/features/accounts/common-passwords.ts';
import { findToken } from '#src/features/accounts/queries/tokens.ts';
import type { TokenRefusal } from '#src/features/accounts/rules.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import type { StartedSession, Visit } from '#src/features/accounts/visit.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { noticeTo } from '../notices.ts';
import { endOpenSessions, startSession } from '../sessions.ts';
import { settleAttempt } from '../signing-in/attempts.ts';
import { useToken, voidTokens } from '../tokens.ts';
import { takeTurn } from '../turn.ts';
import { checkPassword, storedHash } from './confirm-password.ts';

/**
 * Chooses another password; ends every session but this one, and tells the person. Refuses a wrong current password,
 * too many of them (a budget of this session alone), a new one with a fault, and an account that has none.
 */
export async function changePassword(
  db: Db,
  post: PostOffice,
  { user, current, next }: { user: SignedIn; current: string; next: string },
  by: Actor,
  at: Date,
): Promise<Result<'changed', 'wrong' | 'too-many' | 'no-password' | PasswordRefusal>> {
  const { accountId, email, sessionId } = user;
  const fault = await passwordRefusal(next, { email, siteName: post.site.name });
  if (fault !== null) return refused(fault);
  const checked = await checkPassword(db, post.keys, { user, current }, by, at);
  if (!checked.ok) return checked;
  const { attemptId, stored } = checked.value;
  const hash = await ARGON2.hash(next);
  const notice = noticeTo(post, 'password-changed', { accountId, email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if ((await storedHash(trx, accountId)) !== stored) return refused('wrong'); // changed meanwhile
    await settleAttempt(trx, attemptId);
    await putPassword(trx, accountId, hash, at);
    const ended = await endOpenSessions(trx, accountId, { except: sessionId }, by, at);
    await record(trx, 'change', accountId, by, at, ended);
    await queueMessage(trx, notice, at);
    return ok('changed');
  });
}

/** Gives a password to somebody who signs in by link or through another system. Refuses who has one already. */
export async function setPassword(
  db: Db,
  post: PostOffice,
  { user, password }: { user: SignedIn; password: string },
  by: Actor,
  at: Date,
): Promise<Result<'set', 'has-password' | PasswordRefusal>> {
  const { accountId, email } = user;
  const fault = await passwordRefusal(password, { email, siteName: post.site.name });
  if (fault !== null) return refused(fault);
  const hash = await ARGON2.hash(password);
  const notice = noticeTo(post, 'password-changed', { accountId, email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if ((await storedHash(trx, accountId)) !== null) return refused('has-password');
    await putPassword(trx, accountId, hash, at);
    await record(trx, 'set', accountId, by, at, 0);
    await queueMessage(trx, notice, at);
    return ok('set');
  });
}

/**
 * Chooses a new password by the link that was sent, which is used up; signs the person out everywhere, forgets the
 * browsers that were known, tells them, and begins a session that has the second step still before it.
 */
export async function resetPassword(
  db: Db,
  post: PostOffice,
  { token, password, visit }: { token: string; password: string; visit: Visit },
  at: Date,
): Promise<Result<StartedSession, TokenRefusal | 'stopped' | PasswordRefusal>> {
  const found = await findToken(db, token, 'reset', at);
  if (!found.ok) return found;
  const { accountId, email } = found.value;
  const fault = await passwordRefusal(password, { email, siteName: post.site.name });
  if (fault !== null) return refused(fault);
  const hash = await ARGON2.hash(password);
  const notice = noticeTo(post, 'password-changed', { accountId, email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const used = await useToken(trx, token, 'reset', at);
    if (!used.ok) return used;
    const { account } = used.value;
    if (account.is_demo === 1 && !visit.allowDemo) return refused('unknown');
    if (account.stopped_at !== null) return refused('stopped');
    const by = { id: accountId, sessionId: null, addressHash: visit.addressHash };
    await putPassword(trx, accountId, hash, at);
    const ended = await endOpenSessions(trx, accountId, {}, by, at);
    await trx.deleteFrom('known_device').where('account_id', '=', accountId).execute();
    await record(trx, 'reset', accountId, by, at, ended);
    await queueMessage(trx, notice, at);
    return ok(await startSession(trx, { accountId, strength: 1, method: 'link', visit }, at));
  });
}

/** Links that were sent under the old password open nothing any more. */
async function putPassword(trx: Transaction<Database>, accountId: string, hash: string, at: Date) {
  await trx
    .updateTable('account')
    .set({ password_hash: hash, password_changed_at: at.toISOString() })
    .where('id', '=', accountId)
    .execute();
  await voidTokens(trx, accountId, ['sign-in', 'reset', 'email-change'], at);
}

const record = (
  trx: Transaction<Database>,
  what: 'change' | 'set' | 'reset',
  accountId: string,
  by: Actor,
  at: Date,
  sessionsEnded: number,
) =>
  recordEvent(trx, {
    at,
    actor: by,
    action: `password.${what}`,
    entity: 'account',
    entityId: accountId,
    after: { sessionsEnded },
  });
