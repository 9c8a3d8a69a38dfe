import type { Db } from '#db/connection.ts';
import { takeUpRefresh } from '#src/features/imports/sources/commands.ts';
import { listSourcesDue } from '#src/features/imports/sources/queries.ts';
import type { JobContext, JobReport } from './job.ts';
import { readSource } from './read-source.ts';
import { refreshSource, type ReadSource, type Refreshed } from './refresh-source.ts';

/** True when a source is due to be read again. */
export const hasSourcesDue = async (db: Db, at: Date): Promise<boolean> =>
  (await listSourcesDue(db, at)).length > 0;

/** Reads the sources that are due, one after the other. */
export const runSourceRefresh = (context: JobContext): Promise<JobReport> =>
  refreshSources(context, readSource(context));

/** The same with any way of reading; a source that fails does not stop the others. `complain` is told of the program's own faults. */
export async function refreshSources(
  context: JobContext,
  read: ReadSource,
  complain: (error: unknown) => void = console.error,
): Promise<JobReport> {
  const { db, at, now, signal } = context;
  const totals = { done: 0, held: 0, failed: 0, busy: 0 };
  const bySource: Record<string, Record<string, number>> = {};
  const failures: string[] = [];
  for (const source of await listSourcesDue(db, at)) {
    if (signal.aborted) {
      failures.push(
        'It was stopped, or another process has taken it over: the other sources are left to the next run.',
      );
      break;
    }
    const { acceptLoss } = await takeUpRefresh(db, source.id);
    const refreshed = await refreshSource(db, { source, acceptLoss }, read, now);
    totals[refreshed.kind] += 1;
    bySource[`from "${source.name}"`] = countsOf(refreshed);
    if (refreshed.kind === 'failed') {
      failures.push(`${source.name}: ${refreshed.reason}`);
      if (refreshed.error !== null && !signal.aborted) complain(refreshed.error);
    }
  }
  return { counts: { ...totals, ...bySource }, failures };
}

function countsOf(refreshed: Refreshed): Record<string, number> {
  if (refreshed.kind !== 'done') return { [refreshed.kind]: 1 };
  const { created, updated, unchanged, gone, failed } = refreshed.counts;
  return { created, updated, unchanged, gone, failed, problems: refreshed.problems };
}
