import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { isJobDue } from './queries.ts';
import { LEASE_MS } from './rules.ts';

const leaseEnd = (at: Date, lastsMs: number): string => new Date(at.getTime() + lastsMs).toISOString();

/**
 * Takes a lease that nobody else holds or that has run out, in one statement, so that of two only one gets it. Whoever
 * holds it may take it again: a server does so for the process that it starts.
 */
export async function takeLease(
  db: Db | Transaction<Database>,
  name: string,
  holder: string,
  at: Date,
  lastsMs = LEASE_MS,
): Promise<boolean> {
  const lease = { holder, until: leaseEnd(at, lastsMs) };
  const taken = await db
    .insertInto('job_lease')
    .values({ name, ...lease })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(lease)
        .where((eb) =>
          eb.or([eb('job_lease.until', '<=', at.toISOString()), eb('job_lease.holder', '=', holder)]),
        ),
    )
    .executeTakeFirst();
  return taken.numInsertedOrUpdatedRows === 1n;
}

/** Keeps a lease for longer. False when somebody else has taken it over: the holder must then leave off. */
export async function renewLease(
  db: Db | Transaction<Database>,
  name: string,
  holder: string,
  at: Date,
  lastsMs = LEASE_MS,
): Promise<boolean> {
  const renewed = await db
    .updateTable('job_lease')
    .set({ until: leaseEnd(at, lastsMs) })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return renewed.numUpdatedRows === 1n;
}

/** Gives a lease back; one that somebody else has taken over stays theirs. */
export async function releaseLease(
  db: Db | Transaction<Database>,
  name: string,
  holder: string,
): Promise<void> {
  await db.deleteFrom('job_lease').where('name', '=', name).where('holder', '=', holder).execute();
}

export interface RunRequest {
  id: string; // of the run, and holder of the lease
  job: { name: string; when: string };
  onlyWhenDue: boolean;
  pretendedDay: string | null;
}

/**
 * Takes the job's lease and notes that a run has begun. Refuses a job that another process is running and, when asked
 * to, one whose planned moment another process has answered in the meantime.
 */
export async function beginRun(
  db: Db,
  { id, job, onlyWhenDue, pretendedDay }: RunRequest,
  at: Date,
): Promise<Result<string, 'running' | 'not-due'>> {
  return db.transaction().execute(async (trx) => {
    // First, as a write: whoever comes second waits here and then sees the run of the first.
    if (!(await takeLease(trx, job.name, id, at))) return refused('running');
    if (onlyWhenDue && !(await isJobDue(trx, job, at))) {
      await releaseLease(trx, job.name, id);
      return refused('not-due');
    }
    await trx
      .insertInto('job_run')
      .values({ id, name: job.name, started_at: at.toISOString(), pretended_day: pretendedDay })
      .execute();
    return ok(id);
  });
}

/** How a run ended. */
export interface RunEnd {
  outcome: 'done' | 'failed';
  counts: unknown; // kept as JSON
  message: string | null;
}

/** Notes how a run ended and gives its lease back. */
export async function endRun(
  db: Db,
  run: { id: string; name: string },
  end: RunEnd,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('job_run')
      .set({
        finished_at: at.toISOString(),
        outcome: end.outcome,
        counts: JSON.stringify(end.counts),
        message: end.message,
      })
      .where('id', '=', run.id)
      .execute();
    await releaseLease(trx, run.name, run.id);
  });
}

/**
 * Notes why a run was cut short and gives its lease back, so that it can be begun again at once. A run that has
 * ended, or never began, is left as it is.
 */
export async function noteCutShort(
  db: Db,
  run: { id: string; name: string },
  message: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('job_run')
      .set({ message })
      .where('id', '=', run.id)
      .where('finished_at', 'is', null)
      .execute();
    await releaseLease(trx, run.name, run.id);
  });
}
