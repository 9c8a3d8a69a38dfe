import type { Db } from '#db/connection.ts';
import { OPEN_STATES, type ReferralState } from '../moves.ts';

/** How many referrals to a service somebody still has to do something about: as long as there are any, it stays public. */
export async function countOpenReferrals(db: Db, serviceId: string): Promise<number> {
  return (await countOpenReferralsOf(db, [serviceId])).get(serviceId) ?? 0;
}

/** The same for many services at once, by their ids; those without any are left out. */
export async function countOpenReferralsOf(
  db: Db,
  serviceIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (let start = 0; start < serviceIds.length; start += 500) {
    const rows = await db
      .selectFrom('referral')
      .select(['service_id', (eb) => eb.fn.countAll<number>().as('count')])
      .where('service_id', 'in', serviceIds.slice(start, start + 500))
      .where('state', 'in', OPEN_STATES)
      .groupBy('service_id')
      .execute();
    for (const row of rows) counts.set(row.service_id, Number(row.count));
  }
  return counts;
}

/** All services that have open referrals: for whoever changes the directory as a whole. */
export async function servicesWithOpenReferrals(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('referral')
    .select('service_id')
    .distinct()
    .where('state', 'in', OPEN_STATES)
    .execute();
  return new Set(rows.map((row) => row.service_id));
}

/** States in which it is the service's turn to say something. */
const WAITING_FOR_SERVICE = ['sent', 'opened'] as const satisfies readonly ReferralState[];

/** How many referrals wait for the answer of these organisations. */
export async function countWaitingReferrals(db: Db, organisationIds: readonly string[]): Promise<number> {
  if (organisationIds.length === 0) return 0;
  const { count } = await db
    .selectFrom('referral')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organisation_id', 'in', organisationIds)
    .where('state', 'in', WAITING_FOR_SERVICE)
    .executeTakeFirstOrThrow();
  return Number(count);
}
