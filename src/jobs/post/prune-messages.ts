import type { Db } from '#db/connection.ts';
import { pruneMessages } from '#src/features/messages/commands/keep.ts';
import { hasWordsFromBefore } from '#src/features/messages/queries.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

const DAY_MS = 86_400_000;

/** The moment before which messages were written whose words go, by the settings. */
async function keptSince(db: Db, at: Date): Promise<Date> {
  const { messageDays } = await readSettings(db);
  return new Date(at.getTime() - messageDays * DAY_MS);
}

/** True when there are messages whose words have been kept long enough. */
export const hasOldWords = async (db: Db, at: Date): Promise<boolean> =>
  hasWordsFromBefore(db, await keptSince(db, at));

/** Removes the words and receivers of old messages. */
export async function runPruneMessages({ db, at, now }: JobContext): Promise<JobReport> {
  return { counts: { pruned: await pruneMessages(db, await keptSince(db, at), now()) }, failures: [] };
}
