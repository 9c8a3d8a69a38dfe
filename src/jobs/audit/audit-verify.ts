import type { Db } from '#db/connection.ts';
import type { TrailReport } from '#src/features/audit/chain.ts';
import { findHead } from '#src/features/audit/queries.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

/** True when there is anything to look at. */
export const hasEvents = async (db: Db): Promise<boolean> => (await findHead(db)).sequence > 0;

/** Looks at the whole audit trail. What is wrong with it fails the run and becomes a task, once for each place. */
export async function runAuditVerify({ db, config, now }: JobContext): Promise<JobReport> {
  const report = await verifyTrail(db, openKeyRing(config));
  const { events, seals, faultCount } = report;
  if (!report.isWhole) await tellOf(db, report, now());
  return {
    counts: { events, seals, faults: faultCount },
    failures: report.faults.map(({ text }) => text),
  };
}

function tellOf(db: Db, { faults }: TrailReport, at: Date): Promise<void> {
  const sentences = faults.map(({ text }) => text);
  const place = faults[0]?.sequence ?? 'all';
  return db.transaction().execute((trx) =>
    openTask(
      trx,
      {
        kind: 'audit-broken',
        entity: 'audit_event',
        entityId: String(place),
        title: 'The audit trail is not whole: find out who changed the database',
        details: { faults: sentences },
        dedupeKey: `audit-broken:${place}`,
      },
      at,
    ),
  );
}
