import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { JobLeaseTable, JobRunTable } from '#db/schema.ts';
import type { PlannedJob } from './desk.ts';
import { isDue, plannedAfter, plannedBefore, RUNS_KEPT } from './rules.ts';

/** The last runs of a job, the newest first. */
export async function listRuns(db: Db, name: string, limit: number): Promise<Selectable<JobRunTable>[]> {
  return db
    .selectFrom('job_run')
    .selectAll()
    .where('name', '=', name)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Who holds a lease that has not run out at `at`. */
export async function findLease(
  db: Db,
  name: string,
  at: Date,
): Promise<Selectable<JobLeaseTable> | undefined> {
  return db
    .selectFrom('job_lease')
    .selectAll()
    .where('name', '=', name)
    .where('until', '>', at.toISOString())
    .executeTakeFirst();
}

/** True when the latest planned moment of a job has not been answered by a run; runs for pretended days do not count. */
export async function isJobDue(db: Db, job: { name: string; when: string }, at: Date): Promise<boolean> {
  const rows = await db
    .selectFrom('job_run')
    .select(['started_at', 'finished_at'])
    .where('name', '=', job.name)
    .where('pretended_day', 'is', null)
    .where('started_at', '>=', plannedBefore(job.when, at).toISOString())
    .execute();
  const attempts = rows.map((row) => ({
    startedAt: new Date(row.started_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  }));
  return isDue(job.when, attempts, at);
}

/** A job with how it has gone. */
export interface JobState {
  job: PlannedJob;
  last: Selectable<JobRunTable> | null; // null: never run
  isGoingOn: boolean;
  isStarting: boolean; // somebody asked for it a moment ago
  failed: number; // of the last runs
  runs: number; // at most the last fifty
  next: Date; // planned
}

/** Each job with its last runs, in the order given. */
export async function listJobStates(db: Db, jobs: readonly PlannedJob[], at: Date): Promise<JobState[]> {
  const states: JobState[] = [];
  for (const job of jobs) {
    const runs = await listRuns(db, job.name, RUNS_KEPT);
    const lease = await findLease(db, job.name, at);
    const [last = null] = runs;
    const isGoingOn = lease !== undefined && lease.holder === last?.id;
    states.push({
      job,
      last,
      isGoingOn,
      isStarting: lease !== undefined && !isGoingOn,
      failed: runs.filter(({ outcome }) => outcome === 'failed').length,
      runs: runs.length,
      next: plannedAfter(job.when, at),
    });
  }
  return states;
}
