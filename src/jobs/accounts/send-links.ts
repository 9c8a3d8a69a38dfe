import type { Db } from '#db/connection.ts';
import { handleLinkRequests } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import { hasLinkRequestsBefore } from '#src/features/accounts/queries/sign-in-traces.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';

const OVERDUE_MS = 60_000;

/** True when a request has waited for a minute: the server that took it up was stopped before it came to it. */
export const hasOverdueLinks = (db: Db, at: Date): Promise<boolean> =>
  hasLinkRequestsBefore(db, new Date(at.getTime() - OVERDUE_MS));

/** Puts the links into the outbox that were asked for and are still owed. */
export async function runSendLinks({ db, root, config, now }: JobContext): Promise<JobReport> {
  const post = openPostOffice(config, root, openKeyRing(config));
  return { counts: { queued: await handleLinkRequests(db, post, now()) }, failures: [] };
}
