import { tidyAccounts } from '#src/features/accounts/commands/tidy.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

/** Clears away what signing in leaves behind, and notes the end of sessions that were left idle. */
export async function runTidyAccounts({ db, at, now }: JobContext): Promise<JobReport> {
  const { idleMinutes } = await readSettings(db);
  return { counts: { ...(await tidyAccounts(db, { idleMinutes }, at, now())) }, failures: [] };
}
