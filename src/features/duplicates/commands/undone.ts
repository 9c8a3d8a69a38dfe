import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { nextNumber, revisionRow } from '#src/features/revisions/commands/rows.ts';
import { keepContent } from '#src/features/revisions/kept-content.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';

/** Writes into a service's history that its content, `base` until now, is again what it was before. */
export async function keepAsRevision(
  trx: Transaction<Database>,
  serviceId: string,
  base: ServiceRecord,
  baseVersion: number,
  by: Actor,
  at: Date,
): Promise<void> {
  const stored = await findStoredService(trx, serviceId);
  if (stored === undefined) return;
  const row = revisionRow(
    {
      id: uuidv7(),
      service_id: serviceId,
      organisation_id: stored.organisationId,
      number: await nextNumber(trx, serviceId),
      state: 'published',
      content: keepContent(stored.record),
      base_content: keepContent(base),
      base_version: baseVersion,
      author: by.id,
      author_kind: 'undo',
      checked_by: by.id,
      checked_at: at.toISOString(),
    },
    at,
  );
  await trx.insertInto('revision').values(row).execute();
}
