import type { Db } from '#db/connection.ts';
import { deleteDue } from '#src/features/records/commands/retention.ts';
import { hasDue } from '#src/features/records/queries/due.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

/** True when something has been kept for as long as the settings say. */
export const hasRecordsDue = async (db: Db, at: Date): Promise<boolean> =>
  hasDue(db, await readSettings(db), at);

/** Deletes requests that have been kept for long enough. */
export async function runRetention({ db, at, now, signal }: JobContext): Promise<JobReport> {
  const { deleted } = await deleteDue(db, { days: await readSettings(db), at, now, signal });
  return { counts: { deleted }, failures: [] };
}
