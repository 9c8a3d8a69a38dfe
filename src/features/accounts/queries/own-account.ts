import type { Db } from '#db/connection.ts';

/** How somebody can sign in, for their own account's page. */
export interface WaysIn {
  hasPassword: boolean;
  recoveryCodesLeft: number;
}

/** The ways in that somebody has; throws when there is no such account. */
export async function findWaysIn(db: Db, accountId: string): Promise<WaysIn> {
  const account = await db
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const codes = await db
    .selectFrom('recovery_code')
    .select('code_hash')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute();
  return { hasPassword: account.password_hash !== null, recoveryCodesLeft: codes.length };
}
