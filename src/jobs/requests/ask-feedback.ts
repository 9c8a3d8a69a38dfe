import type { Db } from '#db/connection.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import { askFeedback } from '#src/features/telling/commands/requests.ts';
import { listToAsk } from '#src/features/telling/queries/due.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { londonNow } from '#src/lib/dates.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';
import { eachDue } from './each-due.ts';

/** True when a request was closed long enough ago to ask how it went. */
export async function hasFeedbackToAsk(db: Db, at: Date): Promise<boolean> {
  const { feedbackDays } = await readSettings(db);
  return (await listToAsk(db, londonNow(at).day, feedbackDays)).length > 0;
}

/** Asks people once how it went, some days after their request was closed. */
export async function runAskFeedback({ db, root, config, ...moment }: JobContext): Promise<JobReport> {
  const post = openPostOffice(config, root, openKeyRing(config));
  return askHowItWent(db, post, moment);
}

/** The job without its surroundings. */
export async function askHowItWent(
  db: Db,
  post: PostOffice,
  { at, now, signal }: Pick<JobContext, 'at' | 'now' | 'signal'>,
): Promise<JobReport> {
  const { feedbackDays: afterDays } = await readSettings(db);
  const today = londonNow(at).day;
  const failures: string[] = [];
  let unreached = 0;
  const asked = await eachDue(
    { signal, failures },
    'Asking about request',
    (after) => listToAsk(db, today, afterDays, after),
    async (requestId) => {
      const how = await askFeedback(db, post, { requestId, afterDays }, { dueAt: at, at: now() });
      if (how === 'unreached') unreached += 1;
      return how === 'asked';
    },
  );
  return { counts: { asked, unreached }, failures };
}
