import type { Db } from '#db/connection.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { tellOverdue, tellSameDayLate } from '#src/features/telling/commands/requests.ts';
import { lastDayOver } from '#src/features/telling/due.ts';
import { listOverdue, listSameDay } from '#src/features/telling/queries/due.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { londonNow } from '#src/lib/dates.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';
import { eachDue } from './each-due.ts';

/** True when navigators may have to be told of a request that waits. */
export async function hasRequestsWaiting(db: Db, at: Date): Promise<boolean> {
  const { day } = londonNow(at);
  return (await listOverdue(db, day)).length > 0 || (await listSameDay(db, lastDayOver(at))).length > 0;
}

/** Tells navigators of requests that wait too long, each once. */
export async function runRequestReminders({ db, root, config, ...moment }: JobContext): Promise<JobReport> {
  const post = openPostOffice(config, root, openKeyRing(config));
  return remindOfRequests(db, post, moment);
}

/** The job without its surroundings. */
export async function remindOfRequests(
  db: Db,
  post: PostOffice,
  { at, now, signal }: Pick<JobContext, 'at' | 'now' | 'signal'>,
): Promise<JobReport> {
  const today = londonNow(at).day;
  const failures: string[] = [];
  const rounds = { signal, failures };
  const sameDay = await eachDue(
    rounds,
    'Telling of request for the same day',
    (after) => listSameDay(db, lastDayOver(at), after),
    (id) => tellSameDayLate(db, post, id, { dueAt: at, at: now() }),
  );
  const overdue = await eachDue(
    rounds,
    'Telling of request',
    (after) => listOverdue(db, today, after),
    (id) => tellOverdue(db, post, id, { dueAt: at, at: now() }),
  );
  return { counts: { sameDay, overdue }, failures };
}
