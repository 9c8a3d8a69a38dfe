import type { Db } from '#db/connection.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import {
  newRecoveryCodes,
  newTotpSecret,
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
import { endOpenSessions, isOpenSession, startSession } from '../sessions.ts';
import { takeTurn } from '../turn.ts';
import { putRecoveryCodes } from './second-step.ts';

/**
 * Begins to move the second step to another authenticator app: a new secret, the same each time until a code of it is
 * given. The old app counts until then, so that leaving off half-way opens nothing. Refuses an account without one.
 */
export async function beginNewAuthenticator(
  db: Db,
  keys: Keys,
  { accountId }: { accountId: string },
  by: Actor,
  at: Date,
): Promise<Result<{ secret: string }, 'not-set-up'>> {
  const secret = newTotpSecret();
  const sealed = sealedTotp(keys, accountId, secret);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .select(['totp_confirmed_at', 'totp_next_sealed'])
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    if (account.totp_confirmed_at === null) return refused('not-set-up');
    if (account.totp_next_sealed !== null)
      return ok({ secret: unsealedTotp(keys, accountId, account.totp_next_sealed) });
    await trx.updateTable('account').set({ totp_next_sealed: sealed }).where('id', '=', accountId).execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'second-step.begin-new',
      entity: 'account',
      entityId: accountId,
    });
    return ok({ secret });
  });
}

type Moved = Result<
  { recoveryCodes: string[]; session: StartedSession },
  'wrong' | 'not-begun' | 'ended' | 'not-strong'
>;

/**
 * Puts the new authenticator app in the place of the old one by a first code of it, gives ten new recovery codes, ends
 * every session and starts a new one here. Refuses a wrong code, a move that was not begun, and a session that was ended
 * or has not taken the second step.
 */
export async function confirmNewAuthenticator(
  db: Db,
  post: PostOffice,
  { user, code, visit }: { user: SignedIn; code: string; visit: Visit },
  by: Actor,
  at: Date,
): Promise<Moved> {
  const { accountId, email, method } = user;
  const recoveryCodes = newRecoveryCodes();
  const notice = noticeTo(post, 'second-step-changed', { accountId, email }, at);
  return db.transaction().execute(async (trx): Promise<Moved> => {
    await takeTurn(trx);
    if (!(await isOpenSession(trx, user, at))) return refused('ended');
    if (user.strength !== 2) return refused('not-strong');
    const { totp_next_sealed: next } = await trx
      .selectFrom('account')
      .select('totp_next_sealed')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    if (next === null) return refused('not-begun');
    const step = verifyTotp(unsealedTotp(post.keys, accountId, next), code, null, at);
    if (step === null) return refused('wrong');
    await trx
      .updateTable('account')
      .set({
        totp_sealed: next,
        totp_next_sealed: null,
        totp_confirmed_at: at.toISOString(),
        totp_last_step: step,
      })
      .where('id', '=', accountId)
      .execute();
    await putRecoveryCodes(trx, post.keys, accountId, recoveryCodes);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'second-step.move',
      entity: 'account',
      entityId: accountId,
    });
    await queueMessage(trx, notice, at);
    await endOpenSessions(trx, accountId, {}, by, at);
    const session = await startSession(trx, { accountId, strength: 2, method, visit }, at);
    return ok({ recoveryCodes, session });
  });
}
