import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { findRecords, type FoundRecord, type Sought } from '../queries/find.ts';
import { readRecord, type WholeRecord } from '../queries/record.ts';
import { VIEW_REASONS, type ViewReason } from '../rules.ts';

/** Finds records, and notes that somebody looked, by what, and how many there were; never what they typed. */
export async function searchRecords(
  db: Db,
  keys: Keys,
  sought: Sought,
  actor: Actor,
  at: Date,
): Promise<FoundRecord[]> {
  const found = await findRecords(db, keys, sought);
  const by = Object.entries(sought).flatMap(([name, typed]) => (typed === undefined ? [] : [name]));
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor,
      action: 'request.find',
      entity: 'request',
      entityId: 'all',
      after: { by, found: found.length },
    }),
  );
  return found;
}

/**
 * Opens a whole record to read it, or to give it to the person: noted with the reason before anything is shown. Undefined:
 * there is no such record, and nothing is noted.
 */
export async function openRecord(
  db: Db,
  keys: Keys,
  { requestId, reason, as }: { requestId: string; reason: ViewReason; as: 'view' | 'export' },
  actor: Actor,
  at: Date,
): Promise<WholeRecord | undefined> {
  const row = await db.selectFrom('request').select('id').where('id', '=', requestId).executeTakeFirst();
  if (row === undefined) return undefined;
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor,
      action: `request.${as}`,
      entity: 'request',
      entityId: requestId,
      reason: VIEW_REASONS[reason],
    }),
  );
  return readRecord(db, keys, requestId);
}
