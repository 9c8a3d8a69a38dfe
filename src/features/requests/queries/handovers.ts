import type { Db } from '#db/connection.ts';

/** So many links of one draft may be made in a day: a form that writes to any address must not be a way to pester. */
export const HANDOVERS_A_DAY = 10;
const DAY_MS = 86_400_000;

/** True when too many links were made of this draft in the last 24 hours. */
export async function hasTooManyHandovers(db: Db, requestId: string, at: Date): Promise<boolean> {
  const { made } = await db
    .selectFrom('request_handover')
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .where('request_id', '=', requestId)
    .where('made_at', '>', new Date(at.getTime() - DAY_MS).toISOString())
    .executeTakeFirstOrThrow();
  return made >= HANDOVERS_A_DAY;
}

/** The name of the account that filled in a draft; null: nobody who was signed in, or nobody any more. */
export async function findNavigatorName(db: Db, accountId: string | null): Promise<string | null> {
  if (accountId === null) return null;
  const row = await db.selectFrom('account').select('name').where('id', '=', accountId).executeTakeFirst();
  return row?.name ?? null;
}
