import { hasPapersRunningOut, remindOfEvidence } from '#src/features/evidence/commands/remind.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';

export { hasPapersRunningOut };

/** Reminds managers of papers that run out within 30 days, each once for each paper. */
export async function runEvidenceReminders({ db, root, config, at, now }: JobContext): Promise<JobReport> {
  const post = openPostOffice(config, root, openKeyRing(config));
  return { counts: { queued: await remindOfEvidence(db, post, at, now()) }, failures: [] };
}
