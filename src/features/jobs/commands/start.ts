import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { releaseLease, takeLease } from '../commands.ts';
import type { JobDesk } from '../desk.ts';

/**
 * Starts a job because somebody asked for it, whether or not it is due, and records who did. Gives the id of the run.
 * Refuses a job that does not exist, and one that is being run: of two clicks one starts it. `stopping`: this server
 * is being stopped and starts nothing more.
 */
export async function startJob(
  db: Db,
  desk: JobDesk,
  name: string,
  by: Actor,
  at: Date,
): Promise<Result<string, 'unknown' | 'running' | 'stopping'>> {
  if (!desk.list.some((job) => job.name === name)) return refused('unknown');
  const runId = uuidv7();
  const isOurs = await db.transaction().execute(async (trx) => {
    // The process takes the lease over under the same name.
    if (!(await takeLease(trx, name, runId, at))) return false;
    const after = { run: runId };
    await recordEvent(trx, { at, actor: by, action: 'job.start', entity: 'job', entityId: name, after });
    return true;
  });
  if (!isOurs) return refused('running');
  if (desk.start(name, runId)) return ok(runId);
  await releaseLease(db, name, runId);
  return refused('stopping');
}
