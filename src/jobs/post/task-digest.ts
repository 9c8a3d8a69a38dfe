import type { Db } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import { countOpenTasks } from '#src/features/tasks/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { countOf } from '#src/lib/text.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';

/** True when there are tasks and somebody to tell. */
export const hasTasksToTell = async (db: Db): Promise<boolean> =>
  (await readSettings(db)).taskEmail !== null && (await countOpenTasks(db)) > 0;

/** Tells the address of the settings how many tasks are open, once a day however often it runs. */
export async function runTaskDigest({ db, root, config, at, now }: JobContext): Promise<JobReport> {
  const { taskEmail } = await readSettings(db);
  const open = await countOpenTasks(db);
  if (taskEmail === null || open === 0) return { counts: { queued: 0 }, failures: [] };
  const post = openPostOffice(config, root, openKeyRing(config));
  const message = prepareMessage(post, {
    kind: 'email',
    template: 'new-tasks',
    to: taskEmail,
    values: { tasks: countOf(open, 'task') },
    links: { link: `${config.siteUrl}${paths.adminTasks()}` },
    dedupeKey: `task-digest:${londonNow(at).day}`,
  });
  const queued = await db.transaction().execute((trx) => queueMessage(trx, message, now()));
  return { counts: { queued: queued === 'queued' ? 1 : 0 }, failures: [] };
}
