import type { Db } from '#db/connection.ts';
import type { ImportRun } from '../commands/runs/record.ts';
import { sourcedId } from '../identity.ts';
import type { PageKeeper } from './pages.ts';

/** A feed that changed since its first pages were fetched is better begun anew. */
const KEPT_HOURS = 24;

/**
 * Keeps the pages of a source's feed in the database, so that an interrupted import goes on from the next page. Pages
 * of another address, or begun over 24 hours ago, are thrown away.
 */
export function keepInDatabase(db: Db, run: ImportRun, address: string): PageKeeper {
  const sourceId = sourcedId('source', '', run.terms.name);
  const { at } = run.options;
  return {
    read: async () => {
      const rows = await db
        .selectFrom('import_page')
        .select(['page', 'address', 'body', 'fetched_at'])
        .where('source_id', '=', sourceId)
        .orderBy('page')
        .execute();
      const oldest = new Date(at.getTime() - KEPT_HOURS * 3_600_000).toISOString();
      if (rows.every((row) => row.address === address && row.fetched_at >= oldest)) {
        return new Map(rows.map((row) => [row.page, row.body]));
      }
      await run.within((trx) => trx.deleteFrom('import_page').where('source_id', '=', sourceId).execute());
      return new Map();
    },
    keep: async (page, body) => {
      const row = { address, body, fetched_at: at.toISOString() };
      await run.within((trx) =>
        trx
          .insertInto('import_page')
          .values({ source_id: sourceId, page, ...row })
          .onConflict((conflict) => conflict.columns(['source_id', 'page']).doUpdateSet(row))
          .execute(),
      );
    },
  };
}
