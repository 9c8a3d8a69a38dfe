import type { Db } from '#db/connection.ts';

/** A try of the service to reach the person, as `referral_event.reason` says it. */
export const ATTEMPT = 'attempt';

/** When a service tried to reach the person, the first try first. */
export async function attemptsOf(db: Db, referralId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('referral_event')
    .select('at')
    .where('referral_id', '=', referralId)
    .where('reason', '=', ATTEMPT)
    .orderBy('at')
    .execute();
  return rows.map((row) => row.at);
}
