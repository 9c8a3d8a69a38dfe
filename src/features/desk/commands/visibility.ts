import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';

/** How visible a service is, and why not to everybody. */
export interface Shown {
  visibility: Visibility;
  hiddenReason: string | null; // service.hidden_reason
}

export interface VisibilityChange {
  id: string;
  before: Shown;
  after: Shown;
}

/** Hides services or shows them again, with an audit event for each, in the transaction of the change. */
export async function setVisibilities(
  trx: Transaction<Database>,
  changes: readonly VisibilityChange[],
  { by, reason }: { by: Actor; reason: string | null },
  at: Date,
): Promise<void> {
  if (changes.length === 0) return;
  for (const { id, after } of changes) {
    await trx
      .updateTable('service')
      .set((row) => ({
        visibility: after.visibility,
        hidden_reason: after.hiddenReason,
        updated_at: at.toISOString(),
        version: row('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
  }
  await recordEvents(
    trx,
    changes.map(({ id, before, after }) => ({
      at,
      actor: by,
      action: after.visibility === 'public' ? 'service.show' : 'service.hide',
      entity: 'service',
      entityId: id,
      before: { visibility: before.visibility, hidden_reason: before.hiddenReason },
      after: { visibility: after.visibility, hidden_reason: after.hiddenReason },
      ...(reason === null ? {} : { reason }),
    })),
  );
  await bumpDirectoryVersion(trx, at, { services: changes.map(({ id }) => id) });
}
