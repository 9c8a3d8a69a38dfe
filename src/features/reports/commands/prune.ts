import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { REPORT_KEPT_DAYS } from '../rules.ts';

type Reader = Db | Transaction<Database>;

const answeredBefore = (at: Date): string =>
  new Date(at.getTime() - REPORT_KEPT_DAYS * 86_400_000).toISOString();

/** Reports that were answered long ago and still have words or an address. */
const withOldWords = (db: Reader, at: Date) =>
  db
    .selectFrom('report')
    .select('id')
    .where('answered_at', '<=', answeredBefore(at))
    .where((eb) =>
      eb.or([
        eb('words_sealed', 'is not', null),
        eb('contact_sealed', 'is not', null),
        eb('partner_words_sealed', 'is not', null),
        eb('answer_sealed', 'is not', null),
      ]),
    );

/** True when there are reports whose words have been kept long enough. */
export const hasOldReports = async (db: Db, at: Date): Promise<boolean> =>
  (await withOldWords(db, at).limit(1).executeTakeFirst()) !== undefined;

/** Removes words and addresses of reports 90 days after they were answered; says of how many. */
export async function pruneReports(db: Db, at: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const pruned = await trx
      .updateTable('report')
      .set({ words_sealed: null, contact_sealed: null, partner_words_sealed: null, answer_sealed: null })
      .where('id', 'in', withOldWords(trx, at))
      .executeTakeFirst();
    const count = Number(pruned.numUpdatedRows);
    if (count > 0)
      await recordEvent(trx, {
        at,
        actor: programActor('job'),
        action: 'report.prune',
        entity: 'report',
        entityId: 'all',
        after: { count },
      });
    return count;
  });
}
