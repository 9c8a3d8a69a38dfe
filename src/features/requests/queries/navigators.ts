import type { Db } from '#db/connection.ts';

/** Navigators who can sign in, by name: to whom a request can be handed over. */
export const listNavigators = (db: Db): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('stopped_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role')
          .select('account_role.id')
          .whereRef('account_role.account_id', '=', 'account.id')
          .where('account_role.role', '=', 'navigator'),
      ),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();

/** True for a navigator who can sign in. */
export const isNavigator = async (db: Db, accountId: string): Promise<boolean> =>
  (await listNavigators(db)).some(({ id }) => id === accountId);
