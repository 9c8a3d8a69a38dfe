import { tidyProofs } from '#src/features/proofs/commands/sessions.ts';
import { hasOldLinks, tidyLinks } from '#src/features/telling/commands/tidy.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

export { hasOldLinks };

/** Forgets links that ran out long ago, and codes and sessions of links that ran out. */
export async function runTidyLinks({ db, at }: JobContext): Promise<JobReport> {
  return { counts: { ...(await tidyLinks(db, at)), proofs: await tidyProofs(db, at) }, failures: [] };
}
