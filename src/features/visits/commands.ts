import { sql, type Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { addDays } from '#src/lib/dates.ts';
import type { VisitCount } from './tally.ts';

/** A year, and a month to compare it with (content/legal/privacy.md says so). */
export const VISITS_KEPT_DAYS = 396;

/**
 * Adds what visitors did to what the table has, whichever process wrote that, and forgets days that are too old, in one
 * transaction. A service that is not in the directory is passed over. No audit event: nobody acted on a record.
 */
export async function addVisits(db: Db, counts: readonly VisitCount[], today: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('service_day').where('day', '<', addDays(today, -VISITS_KEPT_DAYS)).execute();
    await countVisits(trx, counts);
  });
}

/** Adds counts in the transaction of what was done, so that they stand or fall with it. */
export async function countVisits(trx: Transaction<Database>, counts: readonly VisitCount[]): Promise<void> {
  for (const { serviceId, day, kind, visits } of counts)
    await sql`
      insert into service_day (service_id, day, kind, visits)
      select id, ${day}, ${kind}, ${visits} from service where id = ${serviceId}
      on conflict (service_id, day, kind) do update set visits = visits + excluded.visits`.execute(trx);
}
