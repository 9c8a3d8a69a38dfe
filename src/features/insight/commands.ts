import type { Db } from '#db/connection.ts';
import { addDays } from '#src/lib/dates.ts';
import type { SearchCount } from './tally.ts';

/** A year, and a month to compare it with (content/legal/privacy.md says so). */
export const SEARCHES_KEPT_DAYS = 396;
/** Five values a row: well below what one statement of SQLite may bind. */
const ROWS_A_STATEMENT = 200;

/**
 * Adds counts of searches to what the table has, whichever process wrote that, and forgets days that are too old, in
 * one transaction. No audit event and no new directory version: nobody acted, and nothing the public sees changed.
 */
export async function addSearches(db: Db, counts: readonly SearchCount[], today: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('search_day').where('day', '<', addDays(today, -SEARCHES_KEPT_DAYS)).execute();
    for (let from = 0; from < counts.length; from += ROWS_A_STATEMENT) {
      await trx
        .insertInto('search_day')
        .values(counts.slice(from, from + ROWS_A_STATEMENT))
        .onConflict((conflict) =>
          conflict.columns(['day', 'words', 'needs']).doUpdateSet((eb) => ({
            results: eb.ref('excluded.results'),
            searches: eb('search_day.searches', '+', eb.ref('excluded.searches')),
          })),
        )
        .execute();
    }
  });
}
