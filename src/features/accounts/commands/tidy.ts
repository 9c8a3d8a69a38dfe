import type { Db } from '#db/connection.ts';
import { KEPT_MINUTES } from '../signing-in/guessing.ts';

const DAY_MS = 24 * 60 * 60_000;
const TOKENS_DAYS = 30; // so long a used link says that it was used
const DEVICES_DAYS = 365;
const SESSIONS_DAYS = 90;

/**
 * Clears away what signing in leaves behind: old attempts, requests, links, kept forms, browsers and sessions; and notes
 * the end of sessions that were left idle. `at` decides what is old, the end is dated `now`. Answers how many rows that
 * touched.
 */
export async function tidyAccounts(
  db: Db,
  { idleMinutes }: { idleMinutes: number },
  at: Date,
  now: Date = at,
): Promise<{ idle: number; removed: number }> {
  const before = (ms: number): string => new Date(at.getTime() - ms).toISOString();
  return db.transaction().execute(async (trx) => {
    const idle = await trx
      .updateTable('session')
      .set({ ended_at: now.toISOString(), ended_by: 'idle' })
      .where('ended_at', 'is', null)
      .where('last_seen_at', '<=', before(idleMinutes * 60_000))
      .executeTakeFirst();
    const deletions = [
      trx.deleteFrom('sign_in_attempt').where('at', '<', before(KEPT_MINUTES * 60_000)),
      trx.deleteFrom('sign_in_link_request').where('handled_at', '<', before(DAY_MS)),
      trx.deleteFrom('auth_token').where('expires_at', '<', before(TOKENS_DAYS * DAY_MS)),
      trx.deleteFrom('kept_form').where('expires_at', '<', at.toISOString()),
      trx.deleteFrom('known_device').where('last_used_at', '<', before(DEVICES_DAYS * DAY_MS)),
      trx.deleteFrom('session').where('ends_at', '<', before(SESSIONS_DAYS * DAY_MS)),
    ];
    let removed = 0;
    for (const deletion of deletions) removed += Number((await deletion.executeTakeFirst()).numDeletedRows);
    return { idle: Number(idle.numUpdatedRows), removed };
  });
}
