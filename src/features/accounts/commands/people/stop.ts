import type { Db } from '#db/connection.ts';
import { isWaiting } from '#src/features/accounts/rules.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { cancelMessages, queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { noticeTo } from '../notices.ts';
import { endOpenSessions } from '../sessions.ts';
import { voidTokens } from '../tokens.ts';
import { takeTurn } from '../turn.ts';
import { isLastAdministrator } from './last-administrator.ts';

/**
 * Keeps somebody from signing in from now on, signs them out at once, and tells them. What they did and may do stays on
 * record, for when they return. Refuses the only administrator who can sign in, and an account that is stopped already.
 */
export async function stopAccount(
  db: Db,
  post: PostOffice,
  { accountId, reason }: { accountId: string; reason: string },
  by: Actor,
  at: Date,
): Promise<Result<'stopped', 'unknown' | 'already' | 'last-administrator'>> {
  const found = await db
    .selectFrom('account')
    .select(['email', 'password_hash', 'last_signed_in_at'])
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (found === undefined) return refused('unknown');
  const notice = noticeTo(post, 'account-stopped', { accountId, email: found.email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .select('stopped_at')
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (account === undefined) return refused('unknown');
    if (account.stopped_at !== null) return refused('already');
    if (await isLastAdministrator(trx, accountId)) return refused('last-administrator');
    await trx
      .updateTable('account')
      .set((eb) => ({
        stopped_at: at.toISOString(),
        stopped_reason: reason,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', accountId)
      .execute();
    const sessionsEnded = await endOpenSessions(trx, accountId, {}, by, at);
    await voidTokens(trx, accountId, ['invitation', 'sign-in', 'reset', 'email-change'], at);
    await trx.deleteFrom('known_device').where('account_id', '=', accountId).execute();
    await cancelMessages(trx, { entity: 'account', id: accountId }, at);
    if (!isWaiting(found)) await queueMessage(trx, notice, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.stop',
      entity: 'account',
      entityId: accountId,
      after: { sessionsEnded },
      reason,
    });
    return ok('stopped');
  });
}

/** Lets somebody sign in again, with the roles they had. */
export async function letAccountReturn(
  db: Db,
  { accountId }: { accountId: string },
  by: Actor,
  at: Date,
): Promise<Result<'returned', 'unknown' | 'not-stopped'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .select('stopped_at')
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (account === undefined) return refused('unknown');
    if (account.stopped_at === null) return refused('not-stopped');
    await trx
      .updateTable('account')
      .set((eb) => ({ stopped_at: null, stopped_reason: null, version: eb('version', '+', 1) }))
      .where('id', '=', accountId)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.return',
      entity: 'account',
      entityId: accountId,
    });
    return ok('returned');
  });
}
