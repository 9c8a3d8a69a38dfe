import type { Db } from '#db/connection.ts';
import { emailKey } from '#src/features/accounts/rules.ts';
import type { StartedSession, Visit } from '#src/features/accounts/visit.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ARGON2, isOutdated, type PasswordHash } from '#src/lib/security/password-hash.ts';
import { startSession } from '../sessions.ts';
import { takeTurn } from '../turn.ts';
import { accountHashOf, knownDeviceHash, reserveAttempt, settleAttempt } from './attempts.ts';

interface PasswordSignIn {
  email: string;
  password: string;
  visit: Visit;
}

/**
 * Signs somebody in by password, up to the second step. The same work is done for an address that has no account, or
 * one without a password. Refuses more wrong passwords than guessing.ts lets through; tells that an account is stopped
 * only to who knows its password.
 */
export async function signInWithPassword(
  db: Db,
  keys: Keys,
  { email, password, visit }: PasswordSignIn,
  at: Date,
  passwords: PasswordHash = ARGON2,
): Promise<Result<StartedSession, 'wrong' | 'too-many' | 'stopped'>> {
  const { attemptId, account } = await begin(db, keys, email, visit, at);
  if (attemptId === null) return refused('too-many');
  const stored = account?.password_hash ?? null;
  const isRight = await passwords.verify(password, stored);
  if (!isRight || account === undefined || stored === null) return refused('wrong');
  const renewed = isOutdated(stored) ? await passwords.hash(password) : stored;
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const now = await trx
      .selectFrom('account')
      .select(['stopped_at', 'password_hash'])
      .where('id', '=', account.id)
      .executeTakeFirst();
    if (now?.password_hash !== stored) return refused('wrong'); // changed while it was being checked
    await settleAttempt(trx, attemptId);
    if (now.stopped_at !== null) return refused('stopped');
    if (renewed !== stored) {
      await trx.updateTable('account').set({ password_hash: renewed }).where('id', '=', account.id).execute();
    }
    return ok(await startSession(trx, { accountId: account.id, strength: 1, method: 'password', visit }, at));
  });
}

async function begin(db: Db, keys: Keys, email: string, visit: Visit, at: Date) {
  const accountHash = accountHashOf(keys, email);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const found = await trx
      .selectFrom('account')
      .select(['id', 'password_hash', 'is_demo'])
      .where('email_key', '=', emailKey(email))
      .executeTakeFirst();
    const account = found?.is_demo === 1 && !visit.allowDemo ? undefined : found;
    const deviceHash = await knownDeviceHash(trx, account?.id, visit.deviceToken);
    const attemptId = await reserveAttempt(
      trx,
      { step: 'password', accountHash, addressHash: visit.addressHash, deviceHash },
      at,
    );
    return { account, attemptId };
  });
}
