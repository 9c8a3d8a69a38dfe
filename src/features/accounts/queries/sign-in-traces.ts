import type { Db } from '#db/connection.ts';

/** True when somebody asked for a link before this moment and has not got it yet. */
export async function hasLinkRequestsBefore(db: Db, moment: Date): Promise<boolean> {
  const request = await db
    .selectFrom('sign_in_link_request')
    .select('id')
    .where('handled_at', 'is', null)
    .where('requested_at', '<=', moment.toISOString())
    .limit(1)
    .executeTakeFirst();
  return request !== undefined;
}

/** True when anybody has tried to sign in, so that there may be something to clear away. */
export async function hasSignInTraces(db: Db): Promise<boolean> {
  for (const table of ['session', 'sign_in_attempt', 'auth_token', 'sign_in_link_request'] as const) {
    const row = await db.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}
