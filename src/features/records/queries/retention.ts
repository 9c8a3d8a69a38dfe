import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { RetentionRunTable } from '#db/schema.ts';

export type RetentionRun = Selectable<RetentionRunTable>;

/** What went, the newest first. */
export const listRetentionRuns = (db: Db, limit: number): Promise<RetentionRun[]> =>
  db.selectFrom('retention_run').selectAll().orderBy('at', 'desc').orderBy('ending').limit(limit).execute();

/** A request that is on hold; why stays sealed until it is opened. */
export interface HeldRequest {
  id: string;
  reference: string | null;
  heldAt: string | null;
  heldBy: string | null; // account id, or "command-line"
  heldByName: string | null;
}

/** Everything that is on hold, the longest first. */
export async function listHeld(db: Db): Promise<HeldRequest[]> {
  const rows = await db
    .selectFrom('request')
    .leftJoin('account', 'account.id', 'request.legal_hold_by')
    .select([
      'request.id',
      'request.reference',
      'request.legal_hold_at as heldAt',
      'request.legal_hold_by as heldBy',
      'account.name as heldByName',
    ])
    .where('request.legal_hold_sealed', 'is not', null)
    .orderBy('request.legal_hold_at')
    .execute();
  return rows;
}
