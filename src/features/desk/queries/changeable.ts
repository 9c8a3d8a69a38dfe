import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, Id } from '#db/schema.ts';
import { findUnwanted } from '#src/features/imports/queries/unwanted.ts';
import { readStoredServices, type StoredService } from '#src/features/services/queries/records/read.ts';
import { effectOf, type Change, type Changeable, type Effect } from '../changes.ts';

/** A chosen service, and what the change does to it. */
export interface PlannedChange {
  stored: StoredService;
  hiddenReason: string | null;
  effect: Effect;
}

/** What a change does to each of these services, by name; ids of which there is no service are left out. */
export async function planChange(
  db: Db | Transaction<Database>,
  ids: readonly Id[],
  change: Change,
): Promise<PlannedChange[]> {
  const services = await readStoredServices(db, ids);
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('service')
          .select(['id', 'hidden_reason', 'merged_into'])
          .where('id', 'in', ids)
          .execute();
  const unwanted = change.kind === 'show' ? await findUnwanted(db, ids) : new Set<Id>();
  return rows
    .flatMap(({ id, hidden_reason: hiddenReason, merged_into: mergedInto }) => {
      const stored = services.get(id);
      if (stored === undefined) return [];
      const service: Changeable = {
        visibility: stored.visibility,
        isMerged: mergedInto !== null,
        isUnwanted: unwanted.has(id),
        record: stored.record,
      };
      return [{ stored, hiddenReason, effect: effectOf(change, service) }];
    })
    .sort((a, b) => a.stored.record.name.localeCompare(b.stored.record.name, 'en-GB'));
}
