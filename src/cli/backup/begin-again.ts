import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import type { Manifest } from './manifest.ts';

export interface BegunAgain {
  sessionsEnded: number;
  linksEnded: number;
  messagesWaiting: number; // they were waiting when the backup was made, and may have been sent since
}

/**
 * Makes a restored database fit to be used: what has ended since the backup must not come back to life. All sessions
 * end, browsers are no longer known, links that were on their way no longer open anything (invitations do: whoever
 * accepted one since must do so again), what was kept for after signing in is dropped, leases of processes that are
 * gone are given back. Recorded as one event.
 */
export async function beginAgain(db: Db, manifest: Manifest, at: Date): Promise<BegunAgain> {
  const now = at.toISOString();
  return db.transaction().execute(async (trx) => {
    const sessions = await trx
      .updateTable('session')
      .set({ ended_at: now, ended_by: 'command-line' })
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    const links = await trx
      .updateTable('auth_token')
      .set({ used_at: now })
      .where('kind', '!=', 'invitation')
      .where('used_at', 'is', null)
      .executeTakeFirst();
    await trx.deleteFrom('sign_in_link_request').execute();
    await trx.deleteFrom('known_device').execute();
    await trx.deleteFrom('kept_form').execute();
    await trx.deleteFrom('job_lease').execute();
    const waiting = await trx
      .selectFrom('message')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('next_try_at', 'is not', null)
      .executeTakeFirstOrThrow();
    const begun = {
      sessionsEnded: Number(sessions.numUpdatedRows),
      linksEnded: Number(links.numUpdatedRows),
      messagesWaiting: waiting.n,
    };
    await recordEvent(trx, {
      at,
      actor: programActor('command-line'),
      action: 'backup.restore',
      entity: 'backup',
      entityId: manifest.id,
      after: { madeAt: manifest.madeAt, auditHead: manifest.auditHead, ...begun },
    });
    return begun;
  });
}
