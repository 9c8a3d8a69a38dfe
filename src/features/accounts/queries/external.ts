import type { Db } from '#db/connection.ts';

/** How somebody can sign in beside an emailed link. */
export interface WaysIn {
  hasPassword: boolean;
  linkedAt: Date | null; // null: not through that other system
  lastUsedAt: Date | null;
}

/** Whether an account has a password, and whether it is linked to an issuer. */
export async function findWaysIn(db: Db, accountId: string, issuer: string): Promise<WaysIn> {
  const row = await db
    .selectFrom('account')
    .leftJoin('external_identity', (join) =>
      join
        .onRef('external_identity.account_id', '=', 'account.id')
        .on('external_identity.issuer', '=', issuer),
    )
    .select(['account.password_hash', 'external_identity.created_at', 'external_identity.last_used_at'])
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow();
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return {
    hasPassword: row.password_hash !== null,
    linkedAt: date(row.created_at),
    lastUsedAt: date(row.last_used_at),
  };
}
