import type { Selectable, Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { AccountTable, Database } from '#db/schema.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import { recoveryCodeHash, unsealedTotp, verifyTotp } from '#src/features/accounts/signing-in/second-step.ts';
import type { StartedSession, Visit } from '#src/features/accounts/visit.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { endOpenSession, isOpenSession, startSession } from '../sessions.ts';
import { takeTurn } from '../turn.ts';
import { accountHashOf, reserveAttempt, settleAttempt } from './attempts.ts';

/** What somebody halfway through signing in proves the rest with. */
export interface SecondStep {
  user: SignedIn;
  code: string;
  visit: Visit;
}

type Taken = Result<StartedSession, 'wrong' | 'too-many' | 'ended'>;

/**
 * Takes the second step with a code of the authenticator app, and makes a new session of the old one. Refuses a code
 * that was used before, more wrong ones than guessing.ts lets through, and a session that was ended meanwhile.
 */
export const takeSecondStep = (db: Db, keys: Keys, step: SecondStep, at: Date): Promise<Taken> =>
  provingSecondStep(db, keys, step, at, async (trx, account) => {
    const { id, totp_sealed: sealed, totp_confirmed_at: confirmedAt, totp_last_step: lastStep } = account;
    if (sealed === null || confirmedAt === null) return false;
    const used = verifyTotp(unsealedTotp(keys, id, sealed), step.code, lastStep, at);
    if (used === null) return false;
    await trx.updateTable('account').set({ totp_last_step: used }).where('id', '=', id).execute();
    return true;
  });

/** The same with one of the recovery codes, which is then used up. */
export const useRecoveryCode = (db: Db, keys: Keys, step: SecondStep, at: Date): Promise<Taken> =>
  provingSecondStep(db, keys, step, at, async (trx, account, actor) => {
    if (account.totp_confirmed_at === null) return false;
    const { numUpdatedRows } = await trx
      .updateTable('recovery_code')
      .set({ used_at: at.toISOString() })
      .where('code_hash', '=', recoveryCodeHash(keys, account.id, step.code))
      .where('account_id', '=', account.id)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await recordEvent(trx, {
      at,
      actor,
      action: 'account.recovery-code',
      entity: 'account',
      entityId: account.id,
    });
    return true;
  });

type Proof = (
  trx: Transaction<Database>,
  account: Selectable<AccountTable>,
  actor: Actor,
) => Promise<boolean>;

async function provingSecondStep(
  db: Db,
  keys: Keys,
  { user, visit }: SecondStep,
  at: Date,
  isProved: Proof,
): Promise<Taken> {
  const { accountId, sessionId, method } = user;
  const actor = { id: accountId, sessionId, addressHash: visit.addressHash };
  return db.transaction().execute(async (trx): Promise<Taken> => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .selectAll()
      .where('id', '=', accountId)
      .where('stopped_at', 'is', null)
      .executeTakeFirst();
    if (account === undefined || !(await isOpenSession(trx, user, at))) return refused('ended');
    // Counted by account, not by its address, which may be changed meanwhile.
    const attempt = {
      step: 'second-step' as const,
      accountHash: accountHashOf(keys, accountId),
      addressHash: visit.addressHash,
      deviceHash: null,
    };
    const attemptId = await reserveAttempt(trx, attempt, at);
    if (attemptId === null) return refused('too-many');
    if (!(await isProved(trx, account, actor))) return refused('wrong');
    await settleAttempt(trx, attemptId);
    await endOpenSession(trx, { sessionId, accountId }, actor, at);
    return ok(await startSession(trx, { accountId, strength: 2, method, visit }, at));
  });
}
