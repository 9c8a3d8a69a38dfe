import type { Db } from '#db/connection.ts';
import { isMessageDue } from '#src/features/messages/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openChannels } from '#src/server/post/channels.ts';
import { deliverDue } from '#src/server/post/deliver.ts';

/** The server sends what is due by itself, within a quarter of a minute. */
const OVERDUE_MS = 60_000;

/** True when messages wait that no server has sent. */
export const hasOverdueMessages = (db: Db, at: Date): Promise<boolean> =>
  isMessageDue(db, new Date(at.getTime() - OVERDUE_MS));

/** Sends what is due, under the same lease as the server's own sender. */
export async function runSendMessages({ db, config, now, signal }: JobContext): Promise<JobReport> {
  const keys = openKeyRing(config);
  // What a job prints may end up in the log of the server that started it: words of messages only for a person.
  const channels = openChannels(config.mail, (words) => {
    if (process.stderr.isTTY) process.stderr.write(`${words}\n`);
  });
  const counts = await deliverDue({ db, keys, channels, now }, () => Promise.resolve(!signal.aborted));
  return {
    counts,
    failures: counts.closed === 0 ? [] : ['Nothing can be sent at the moment: see the messages that wait.'],
  };
}
