import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { listHeldRoles } from '#src/features/accounts/queries/sign-in-state.ts';
import { mustTakeSecondStep } from '#src/features/accounts/rules.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import {
  newRecoveryCodes,
  newTotpSecret,
  recoveryCodeHash,
  sealedTotp,
  unsealedTotp,
  verifyTotp,
} from '#src/features/accounts/signing-in/second-step.ts';
import type { StartedSession, Visit } from '#src/features/accounts/visit.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { noticeTo } from '../notices.ts';
import { endOpenSession, isOpenSession, startSession } from '../sessions.ts';
import { takeTurn } from '../turn.ts';

/**
 * Begins to set up an authenticator app: the same secret each time until it is confirmed. Refuses an account that has
 * one, whose secret is never shown again.
 */
export async function beginSecondStep(
  db: Db,
  keys: Keys,
  { accountId }: { accountId: string },
  at: Date,
): Promise<Result<{ secret: string }, 'confirmed'>> {
  const secret = newTotpSecret();
  const sealed = sealedTotp(keys, accountId, secret);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await findSecret(trx, accountId);
    if (account.totp_confirmed_at !== null) return refused('confirmed');
    if (account.totp_sealed !== null)
      return ok({ secret: unsealedTotp(keys, accountId, account.totp_sealed) });
    await trx.updateTable('account').set({ totp_sealed: sealed }).where('id', '=', accountId).execute();
    const actor = { id: accountId, sessionId: null, addressHash: null };
    await record(trx, 'begin', accountId, actor, at);
    return ok({ secret });
  });
}

/**
 * Ends the setting up with a first code, gives ten recovery codes, and makes a new session, which has taken the second
 * step, of the one there was. Refuses a wrong code, an account that did not begin or has a second step already, and a
 * session that was ended meanwhile.
 */
export async function confirmSecondStep(
  db: Db,
  post: PostOffice,
  { user, code, visit }: { user: SignedIn; code: string; visit: Visit },
  by: Actor,
  at: Date,
): Promise<Result<{ recoveryCodes: string[]; session: StartedSession }, 'wrong' | 'not-begun' | 'ended'>> {
  const { accountId, sessionId, method } = user;
  const recoveryCodes = newRecoveryCodes();
  const notice = noticeTo(post, 'second-step-changed', { accountId, email: user.email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await findSecret(trx, accountId);
    if (!(await isOpenSession(trx, user, at))) return refused('ended');
    if (account.totp_sealed === null || account.totp_confirmed_at !== null) return refused('not-begun');
    const step = verifyTotp(unsealedTotp(post.keys, accountId, account.totp_sealed), code, null, at);
    if (step === null) return refused('wrong');
    await trx
      .updateTable('account')
      .set({ totp_confirmed_at: at.toISOString(), totp_last_step: step })
      .where('id', '=', accountId)
      .execute();
    await putRecoveryCodes(trx, post.keys, accountId, recoveryCodes);
    await record(trx, 'confirm', accountId, by, at);
    await queueMessage(trx, notice, at);
    await endOpenSession(trx, { sessionId, accountId }, by, at);
    const session = await startSession(trx, { accountId, strength: 2, method, visit }, at);
    return ok({ recoveryCodes, session });
  });
}

/** Makes ten new recovery codes and forgets the old ones. Refuses an account without a second step. */
export async function replaceRecoveryCodes(
  db: Db,
  post: PostOffice,
  { user }: { user: SignedIn },
  by: Actor,
  at: Date,
): Promise<Result<{ recoveryCodes: string[] }, 'not-set-up'>> {
  const { accountId, email } = user;
  const recoveryCodes = newRecoveryCodes();
  const notice = noticeTo(post, 'second-step-changed', { accountId, email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if ((await findSecret(trx, accountId)).totp_confirmed_at === null) return refused('not-set-up');
    await putRecoveryCodes(trx, post.keys, accountId, recoveryCodes);
    await record(trx, 'new-recovery-codes', accountId, by, at);
    await queueMessage(trx, notice, at);
    return ok({ recoveryCodes });
  });
}

/** Gives up the second step. Refuses whoever must take it, by the roles they have at this moment. */
export async function removeSecondStep(
  db: Db,
  post: PostOffice,
  { user, partnersNeedSecondStep }: { user: SignedIn; partnersNeedSecondStep: boolean },
  by: Actor,
  at: Date,
): Promise<Result<'removed', 'required' | 'not-set-up'>> {
  const { accountId, email } = user;
  const notice = noticeTo(post, 'second-step-changed', { accountId, email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if ((await findSecret(trx, accountId)).totp_confirmed_at === null) return refused('not-set-up');
    const roles = await listHeldRoles(trx, accountId);
    if (mustTakeSecondStep(roles, partnersNeedSecondStep)) return refused('required');
    await clearSecondStep(trx, accountId);
    await record(trx, 'remove', accountId, by, at);
    await queueMessage(trx, notice, at);
    return ok('removed');
  });
}

/** Forgets the secret of an authenticator app and the recovery codes, within a change that says why. */
export async function clearSecondStep(trx: Transaction<Database>, accountId: string): Promise<void> {
  await trx
    .updateTable('account')
    .set({ totp_sealed: null, totp_next_sealed: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', accountId)
    .execute();
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
}

/** Puts these recovery codes in the place of those there were, within a change that says why. */
export async function putRecoveryCodes(
  trx: Transaction<Database>,
  keys: Keys,
  accountId: string,
  codes: readonly string[],
): Promise<void> {
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  const rows = codes.map((code) => ({
    code_hash: recoveryCodeHash(keys, accountId, code),
    account_id: accountId,
  }));
  await trx.insertInto('recovery_code').values(rows).execute();
}

const findSecret = (trx: Transaction<Database>, accountId: string) =>
  trx
    .selectFrom('account')
    .select(['totp_sealed', 'totp_confirmed_at'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();

const record = (trx: Transaction<Database>, what: string, accountId: string, by: Actor, at: Date) =>
  recordEvent(trx, {
    at,
    actor: by,
    action: `second-step.${what}`,
    entity: 'account',
    entityId: accountId,
  });
