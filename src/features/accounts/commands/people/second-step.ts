import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { noticeTo } from '../notices.ts';
import { clearSecondStep } from '../own/second-step.ts';
import { endOpenSessions } from '../sessions.ts';
import { takeTurn } from '../turn.ts';

/**
 * Lets somebody who lost their phone and their recovery codes set up the second step anew at their next sign-in; signs
 * them out everywhere and tells them. Refuses an account without a second step.
 */
export async function resetSecondStep(
  db: Db,
  post: PostOffice,
  accountId: string,
  by: Actor,
  at: Date,
): Promise<Result<'reset', 'unknown' | 'not-set-up'>> {
  const account = await db
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) return refused('unknown');
  const notice = noticeTo(post, 'second-step-reset', { accountId, email: account.email }, at);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const now = await trx
      .selectFrom('account')
      .select('totp_sealed')
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (now === undefined) return refused('unknown');
    if (now.totp_sealed === null) return refused('not-set-up');
    await clearSecondStep(trx, accountId);
    const sessionsEnded = await endOpenSessions(trx, accountId, {}, by, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'second-step.reset',
      entity: 'account',
      entityId: accountId,
      after: { sessionsEnded },
    });
    await queueMessage(trx, notice, at);
    return ok('reset');
  });
}
