import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { accountHashOf, reserveAttempt, settleAttempt } from '../signing-in/attempts.ts';
import { takeTurn } from '../turn.ts';

interface Confirmation {
  user: SignedIn;
  current: string;
}

/**
 * Asks somebody who is signed in for their password once more, before a change that a borrowed browser should not make.
 * Refuses a wrong one, too many of them (a budget of this session alone), and an account that has none.
 */
export async function confirmPassword(
  db: Db,
  keys: Keys,
  confirmation: Confirmation,
  by: Actor,
  at: Date,
): Promise<Result<'right', 'wrong' | 'too-many' | 'no-password'>> {
  const checked = await checkPassword(db, keys, confirmation, by, at);
  if (!checked.ok) return checked;
  await db.transaction().execute((trx) => settleAttempt(trx, checked.value.attemptId));
  return ok('right');
}

/** The same for a change that goes on with it: the attempt to settle, and the hash that must still be there then. */
export async function checkPassword(
  db: Db,
  keys: Keys,
  { user, current }: Confirmation,
  by: Actor,
  at: Date,
): Promise<Result<{ attemptId: string; stored: string }, 'wrong' | 'too-many' | 'no-password'>> {
  const attempt = {
    step: 'password' as const,
    accountHash: accountHashOf(keys, user.email),
    addressHash: by.addressHash ?? '',
    deviceHash: hashSecret(`session:${user.sessionId}`),
  };
  const { attemptId, stored } = await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    return {
      attemptId: await reserveAttempt(trx, attempt, at),
      stored: await storedHash(trx, user.accountId),
    };
  });
  if (attemptId === null) return refused('too-many');
  if (stored === null) return refused('no-password');
  if (!(await ARGON2.verify(current, stored))) return refused('wrong');
  return ok({ attemptId, stored });
}

/** What is stored of an account's password at this moment. Throws when there is no such account. */
export async function storedHash(trx: Transaction<Database>, accountId: string): Promise<string | null> {
  const account = await trx
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return account.password_hash;
}
