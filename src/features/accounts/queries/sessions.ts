import type { Db } from '#db/connection.ts';
import type { Id, Instant } from '#db/schema.ts';
import type { SignInMethod } from '../signed-in.ts';

export interface OpenSession {
  id: Id;
  createdAt: Instant;
  lastSeenAt: Instant;
  device: string;
  method: SignInMethod;
  strength: 1 | 2;
}

/** Where somebody is signed in at this moment, the browser used last first. */
export async function listSessions(
  db: Db,
  { accountId, idleMinutes }: { accountId: string; idleMinutes: number },
  at: Date,
): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'created_at', 'last_seen_at', 'device', 'method', 'strength'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at.toISOString())
    .where('last_seen_at', '>', new Date(at.getTime() - idleMinutes * 60_000).toISOString())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ created_at, last_seen_at, ...row }) => ({
    ...row,
    createdAt: created_at,
    lastSeenAt: last_seen_at,
  }));
}
