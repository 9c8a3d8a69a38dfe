import { hasOldClaims, tidyClaims } from '#src/features/claims/commands/tidy.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

export { hasOldClaims };

/** Ends claims that lay too long, and forgets who asked in old ones. */
export async function runTidyClaims({ db, at }: JobContext): Promise<JobReport> {
  return { counts: { ...(await tidyClaims(db, at)) }, failures: [] };
}
