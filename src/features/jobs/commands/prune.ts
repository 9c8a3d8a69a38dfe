import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { RUNS_KEPT, RUNS_KEPT_DAYS } from '../rules.ts';

type Reader = Db | Transaction<Database>;

const longAgo = (at: Date): string => new Date(at.getTime() - RUNS_KEPT_DAYS * 86_400_000).toISOString();

/** Runs of jobs that nobody needs any more: so many days old, and not among the last ones of their job. */
const oldJobRuns = (db: Reader, at: Date) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('job_run')
        .select(({ fn }) => [
          'id',
          'started_at',
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('name').orderBy('started_at', 'desc').orderBy('id', 'desc'))
            .as('place'),
        ])
        .as('ranked'),
    )
    .select('ranked.id')
    .where('ranked.place', '>', RUNS_KEPT)
    .where('ranked.started_at', '<', longAgo(at));

/** The same of imports, by their source. */
const oldImportRuns = (db: Reader, at: Date) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('import_run')
        .select(({ fn }) => [
          'id',
          'started_at',
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('source_id').orderBy('started_at', 'desc').orderBy('id', 'desc'))
            .as('place'),
        ])
        .as('ranked'),
    )
    .select('ranked.id')
    .where('ranked.place', '>', RUNS_KEPT)
    .where('ranked.started_at', '<', longAgo(at));

/** True when there are runs that nobody needs any more. */
export async function hasOldRuns(db: Db, at: Date): Promise<boolean> {
  const first =
    (await oldJobRuns(db, at).limit(1).executeTakeFirst()) ??
    (await oldImportRuns(db, at).limit(1).executeTakeFirst());
  return first !== undefined;
}

/** Forgets runs of jobs and of imports older than 400 days, but never the last 50 of each job or source. */
export async function pruneHistory(db: Db, at: Date): Promise<{ jobRuns: number; importRuns: number }> {
  return db.transaction().execute(async (trx) => {
    const jobs = await trx.deleteFrom('job_run').where('id', 'in', oldJobRuns(trx, at)).executeTakeFirst();
    const imports = await trx
      .deleteFrom('import_run')
      .where('id', 'in', oldImportRuns(trx, at))
      .executeTakeFirst();
    const counts = {
      jobRuns: Number(jobs.numDeletedRows),
      importRuns: Number(imports.numDeletedRows),
    };
    if (counts.jobRuns + counts.importRuns > 0)
      await recordEvent(trx, {
        at,
        actor: programActor('job'),
        action: 'history.prune',
        entity: 'job',
        entityId: 'prune-history',
        after: counts,
      });
    return counts;
  });
}
