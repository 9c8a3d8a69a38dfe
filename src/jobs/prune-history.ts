import { pruneHistory } from '#src/features/jobs/commands/prune.ts';
import type { JobContext, JobReport } from './job.ts';

/** Forgets runs of jobs and imports that are long past. */
export async function runPruneHistory({ db, at }: JobContext): Promise<JobReport> {
  return { counts: { ...(await pruneHistory(db, at)) }, failures: [] };
}
