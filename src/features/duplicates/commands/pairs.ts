import type { Db } from '#db/connection.ts';
import { findDuplicates } from '../queries/find-duplicates.ts';
import type { SubjectKind } from '../types.ts';

/** Rows written by one statement. */
const AT_ONCE = 500;

/**
 * Looks through the whole directory for what is listed twice and keeps what was found in the place of what was found
 * before, for the desk to read. Takes seconds: for a job, never for a request. Returns how many pairs there are.
 */
export async function keepPairs(db: Db, kind: SubjectKind): Promise<number> {
  const { pairs } = await findDuplicates(db, { kind });
  const rows = pairs.map(({ first, second, level, score, reasons }) => ({
    kind,
    first_id: first.id,
    second_id: second.id,
    level,
    score,
    reasons: JSON.stringify(reasons),
  }));
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('duplicate_pair').where('kind', '=', kind).execute();
    for (let start = 0; start < rows.length; start += AT_ONCE)
      await trx
        .insertInto('duplicate_pair')
        .values(rows.slice(start, start + AT_ONCE))
        .execute();
  });
  return rows.length;
}
