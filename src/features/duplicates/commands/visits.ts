import type { Transaction } from 'kysely';
import type { Database, ServiceDayTable } from '#db/schema.ts';

/** How often visitors came to a service, day by day. */
export type Visits = Pick<ServiceDayTable, 'day' | 'kind' | 'visits'>[];

/** Adds one service's counts to another's, and returns them for `takeVisitsBack`. */
export async function giveVisits(trx: Transaction<Database>, fromId: string, toId: string): Promise<Visits> {
  const visits = await trx
    .deleteFrom('service_day')
    .where('service_id', '=', fromId)
    .returning(['day', 'kind', 'visits'])
    .execute();
  for (const row of visits) await add(trx, toId, row);
  return visits;
}

/** Gives a service back the counts that were added to another one. */
export async function takeVisitsBack(
  trx: Transaction<Database>,
  visits: Visits,
  fromId: string,
  toId: string,
): Promise<void> {
  for (const row of visits) {
    await add(trx, toId, row);
    await add(trx, fromId, { ...row, visits: -row.visits });
  }
  await trx.deleteFrom('service_day').where('service_id', '=', fromId).where('visits', '<=', 0).execute();
}

async function add(trx: Transaction<Database>, serviceId: string, row: Visits[number]): Promise<void> {
  await trx
    .insertInto('service_day')
    .values({ service_id: serviceId, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['service_id', 'day', 'kind'])
        .doUpdateSet((eb) => ({ visits: eb('service_day.visits', '+', row.visits) })),
    )
    .execute();
}
