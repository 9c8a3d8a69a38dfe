import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { UndoTable } from '#db/schema.ts';

/** What was done and can be taken back, or was. */
export type UndoRow = Selectable<UndoTable> & { done_by_name: string | null; undone_by_name: string | null };

const withWho = (db: Db) =>
  db
    .selectFrom('undo')
    .leftJoin('account as doer', 'doer.id', 'undo.done_by')
    .leftJoin('account as undoer', 'undoer.id', 'undo.undone_by')
    .selectAll('undo')
    .select(['doer.name as done_by_name', 'undoer.name as undone_by_name']);

/** What was done and can still be taken back at `at`, or has been meanwhile, the last first; and how much there is. */
export async function listUndo(
  db: Db,
  at: Date,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ entries: UndoRow[]; total: number }> {
  const now = at.toISOString();
  const entries = await withWho(db)
    .where('undo.until', '>', now)
    .orderBy('undo.done_at', 'desc')
    .orderBy('undo.id', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  const { total } = await db
    .selectFrom('undo')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('until', '>', now)
    .executeTakeFirstOrThrow();
  return { entries, total };
}

/** One of them. */
export const findUndo = (db: Db, id: string): Promise<UndoRow | undefined> =>
  withWho(db).where('undo.id', '=', id).executeTakeFirst();

/** A change that was accepted at the desk: taken back by restoring what was there before. */
export interface AcceptedRevision {
  id: string;
  serviceId: string;
  serviceName: string;
  number: number;
  decidedAt: string;
  decidedByName: string | null;
}

/** Proposals that the desk accepted since an instant, the last first; at most `limit`. */
export async function listAccepted(db: Db, since: Date, limit: number): Promise<AcceptedRevision[]> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('service', 'service.id', 'revision.service_id')
    .leftJoin('account', 'account.id', 'revision.decided_by')
    .select([
      'revision.id',
      'revision.service_id as serviceId',
      'service.name as serviceName',
      'revision.number',
      'revision.decided_at as decidedAt',
      'account.name as decidedByName',
    ])
    .where('revision.state', '=', 'published')
    .where('revision.accepted_fields', 'is not', null)
    .where('revision.decided_at', '>', since.toISOString())
    .orderBy('revision.decided_at', 'desc')
    .orderBy('revision.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, number: row.number ?? 0, decidedAt: row.decidedAt ?? '' }));
}
