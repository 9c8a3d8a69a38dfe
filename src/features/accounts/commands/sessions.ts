import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { SESSION_HOURS } from '../rules.ts';
import type { SignInMethod } from '../signed-in.ts';
import type { StartedSession, Visit } from '../visit.ts';

/** What a session begins with. */
export interface SessionStart {
  accountId: string;
  strength: 1 | 2; // 2: the second step was taken
  method: SignInMethod;
  visit: Visit;
}

/**
 * Signs somebody in who has proved who they are: a new session with a new secret, and a browser known from now on.
 * Whether the account may sign in is for the caller to have checked in this transaction.
 */
export async function startSession(
  trx: Transaction<Database>,
  { accountId, strength, method, visit }: SessionStart,
  at: Date,
): Promise<StartedSession> {
  const sessionId = uuidv7();
  const token = newSecret();
  await trx
    .insertInto('session')
    .values({
      id: sessionId,
      token_hash: hashSecret(token),
      account_id: accountId,
      created_at: at.toISOString(),
      last_seen_at: at.toISOString(),
      ends_at: new Date(at.getTime() + SESSION_HOURS * 3_600_000).toISOString(),
      strength,
      method,
      device: visit.device,
      address_hash: visit.addressHash,
    })
    .execute();
  await trx
    .updateTable('account')
    .set({ last_signed_in_at: at.toISOString() })
    .where('id', '=', accountId)
    .execute();
  await recordEvent(trx, {
    at,
    actor: { id: accountId, sessionId, addressHash: visit.addressHash },
    action: 'session.start',
    entity: 'session',
    entityId: sessionId,
    after: { account: accountId, method, strength },
  });
  return { token, sessionId, accountId, deviceToken: await knowDevice(trx, accountId, visit, at) };
}

/** Keeps the browser's secret when it is one of this account's, and gives it one when it is not. */
async function knowDevice(
  trx: Transaction<Database>,
  accountId: string,
  { deviceToken }: Visit,
  at: Date,
): Promise<string> {
  if (deviceToken !== null) {
    const { numUpdatedRows } = await trx
      .updateTable('known_device')
      .set({ last_used_at: at.toISOString() })
      .where('token_hash', '=', hashSecret(deviceToken))
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return deviceToken;
  }
  const token = newSecret();
  await trx
    .insertInto('known_device')
    .values({
      token_hash: hashSecret(token),
      account_id: accountId,
      created_at: at.toISOString(),
      last_used_at: at.toISOString(),
    })
    .execute();
  return token;
}

/** Notes that a session is in use; asked for at most once a minute, so that reading pages writes little. */
export async function touchSession(db: Db, sessionId: string, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: at.toISOString() })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends one session of an account. Refuses one that is another's, unknown or ended already. */
export async function endSession(
  db: Db,
  { sessionId, accountId }: { sessionId: string; accountId: string },
  by: Actor,
  at: Date,
): Promise<Result<'ended', 'unknown'>> {
  return db.transaction().execute(async (trx) => {
    const ended = await endOpenSession(trx, { sessionId, accountId }, by, at);
    if (!ended) return refused('unknown');
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'session.end',
      entity: 'session',
      entityId: sessionId,
      after: { account: accountId },
    });
    return ok('ended');
  });
}

/** The same within another change, which has its own event; answers whether it was still open. */
export async function endOpenSession(
  trx: Transaction<Database>,
  { sessionId, accountId }: { sessionId: string; accountId: string },
  by: Actor,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({ ended_at: at.toISOString(), ended_by: by.id })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at.toISOString())
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** True when the session has not been ended, in the transaction that goes on with it. */
export async function isOpenSession(
  trx: Transaction<Database>,
  { sessionId, accountId }: { sessionId: string; accountId: string },
  at: Date,
): Promise<boolean> {
  const session = await trx
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at.toISOString())
    .executeTakeFirst();
  return session !== undefined;
}

/** Signs an account out everywhere, or everywhere but in the session `except`; answers how many sessions that ended. */
export async function endAllSessions(
  db: Db,
  accountId: string,
  { except }: { except?: string },
  by: Actor,
  at: Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const ended = await endOpenSessions(trx, accountId, { except }, by, at);
    if (ended === 0) return 0;
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.sign-out-everywhere',
      entity: 'account',
      entityId: accountId,
      after: { sessions: ended },
    });
    return ended;
  });
}

/** The same within another change, which has its own event. */
export async function endOpenSessions(
  trx: Transaction<Database>,
  accountId: string,
  { except }: { except?: string | undefined },
  by: Actor,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({ ended_at: at.toISOString(), ended_by: by.id })
    .where('account_id', '=', accountId)
    .where('id', '!=', except ?? '')
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at.toISOString())
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
