import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isWaiting } from '#src/features/accounts/rules.ts';

/**
 * True when nobody else who can sign in is an administrator, in a transaction that has taken its turn. Invitations not
 * taken up do not count; an account of the example place counts only beside others of it, as they all go with it.
 */
export async function isLastAdministrator(trx: Transaction<Database>, accountId: string): Promise<boolean> {
  const rows = await trx
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select(['account.id', 'account.is_demo', 'account.password_hash', 'account.last_signed_in_at'])
    .where('account_role.role', '=', 'administrator')
    .where('account.stopped_at', 'is', null)
    .execute();
  const able = rows.filter((row) => !isWaiting(row));
  const own = able.find(({ id }) => id === accountId);
  if (own === undefined) return false;
  return !able.some(({ id, is_demo }) => id !== accountId && (is_demo === 0 || own.is_demo === 1));
}
