import type { Db } from '#db/connection.ts';
import { recordEvent } from '../commands.ts';
import type { EventFilter } from '../queries.ts';
import type { Actor } from '../rules.ts';

/** Records that somebody looked at an event whose sealed values were opened for them. */
export async function recordTrailView(db: Db, sequence: number, by: Actor, at: Date): Promise<void> {
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor: by,
      action: 'audit.view',
      entity: 'audit_event',
      entityId: String(sequence),
    }),
  );
}

/** Records that somebody took events away as a file: which, and why if they said so. */
export async function recordTrailExport(
  db: Db,
  filter: EventFilter,
  by: Actor,
  at: Date,
  reason?: string,
): Promise<void> {
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor: by,
      action: 'audit.export',
      entity: 'audit_event',
      entityId: 'all',
      after: filter,
      ...(reason === undefined ? {} : { reason }),
    }),
  );
}
