import type { Db } from '#db/connection.ts';
import { keepPairs } from '#src/features/duplicates/commands/pairs.ts';
import type { JobContext, JobReport } from '../job.ts';

/** Looks for services and organisations that are listed twice, for the desk to decide about. */
export async function runFindDuplicates({ db }: JobContext): Promise<JobReport> {
  const services = await keepPairs(db, 'service');
  const organisations = await keepPairs(db, 'organisation');
  return { counts: { services, organisations }, failures: [] };
}

/** True when there is anything to compare. */
export const hasServices = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('service').select('id').limit(1).executeTakeFirst()) !== undefined;
