import type { Db } from '#db/connection.ts';
import { removeUnusedPictures } from '#src/features/pictures/commands.ts';
import { hasPicturesFromBefore } from '#src/features/pictures/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';

/** Somebody may still be writing the draft for which a picture was sent. */
const KEPT_MS = 30 * 86_400_000;
const keptSince = (at: Date): Date => new Date(at.getTime() - KEPT_MS);

/** True when there are pictures old enough to be looked at. */
export const hasOldPictures = (db: Db, at: Date): Promise<boolean> =>
  hasPicturesFromBefore(db, keptSince(at));

/** Removes pictures that nobody used for a month. */
export async function runTidyPictures({ db, at }: JobContext): Promise<JobReport> {
  return { counts: { removed: await removeUnusedPictures(db, keptSince(at)) }, failures: [] };
}
