import type { Db } from '#db/connection.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';

/** Records that somebody read the words of reports, and which of these showed them who wrote. */
export async function recordReportViews(
  db: Db,
  reports: readonly { id: string; withContact: boolean }[],
  by: Actor,
  at: Date,
): Promise<void> {
  if (reports.length === 0) return;
  await db.transaction().execute((trx) =>
    recordEvents(
      trx,
      reports.map(({ id, withContact }) => ({
        at,
        actor: by,
        action: 'report.view',
        entity: 'report',
        entityId: id,
        after: { contact: withContact },
      })),
    ),
  );
}
