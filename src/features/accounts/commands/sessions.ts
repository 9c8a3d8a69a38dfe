import type { Db } from '#db/connection.ts';

/** Notes that a session is in use; asked for at most once a minute, so that reading pages writes little. */
export async function touchSession(db: Db, sessionId: string, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: at.toISOString() })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}
