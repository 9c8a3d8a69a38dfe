import { pruneReports } from '#src/features/reports/commands/prune.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

/** Removes the words and addresses of reports that were answered long ago. */
export async function runPruneReports({ db, at }: JobContext): Promise<JobReport> {
  return { counts: { pruned: await pruneReports(db, at) }, failures: [] };
}
