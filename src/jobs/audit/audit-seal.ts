import type { Db } from '#db/connection.ts';
import { sealTrail } from '#src/features/audit/commands/seal.ts';
import { findUnsealed } from '#src/features/audit/queries/seals.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

/** True when something was recorded since the last seal. */
export const hasEventsToSeal = async (db: Db): Promise<boolean> => (await findUnsealed(db)) !== undefined;

/** Seals the end of the audit trail; a stretch that is not whole is not sealed, and the run fails. */
export async function runAuditSeal({ db, config, now }: JobContext): Promise<JobReport> {
  const sealing = await sealTrail(db, openKeyRing(config), now());
  if (sealing.kind === 'broken')
    return { counts: { sealed: 0 }, failures: sealing.faults.map(({ text }) => text) };
  return { counts: { sealed: sealing.kind === 'sealed' ? sealing.events : 0 }, failures: [] };
}
