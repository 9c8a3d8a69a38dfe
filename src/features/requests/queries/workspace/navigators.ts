import type { Db } from '#db/connection.ts';
import { PERMISSIONS } from '#src/features/accounts/roles.ts';

/** Who may take a request on: everybody whose role lets them handle requests and who may sign in, by name. */
export async function listNavigatorsWithLoad(db: Db): Promise<{ id: string; name: string; has: number }[]> {
  const people = await db
    .selectFrom('account')
    .select((eb) => [
      'account.id',
      'account.name',
      eb
        .selectFrom('request')
        .select((count) => count.fn.countAll<number>().as('has'))
        .whereRef('request.navigator_id', '=', 'account.id')
        .where('request.state', '=', 'with_navigator')
        .as('has'),
    ])
    .where('account.stopped_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role')
          .select('account_role.id')
          .whereRef('account_role.account_id', '=', 'account.id')
          .where('account_role.role', 'in', PERMISSIONS['requests:handle'].roles),
      ),
    )
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
  return people.map(({ id, name, has }) => ({ id, name, has: Number(has ?? 0) }));
}

/** The names of accounts by their ids; what is no account is left out. */
export async function listNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('account')
          .select(['id', 'name'])
          .where('id', 'in', [...new Set(ids)])
          .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
