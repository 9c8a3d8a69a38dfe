import { beginRun, endRun, type RunEnd, type RunRequest } from '#src/features/jobs/commands.ts';
import { ok, type Result } from '#src/lib/result.ts';
import type { Job, JobContext, JobReport } from './job.ts';
import { keepLease } from './lease.ts';

/** What a finished run is told by; `error` is what a job threw, for the log. */
export interface FinishedRun extends RunEnd {
  counts: JobReport['counts'];
  error: unknown;
}

/**
 * Runs a job under its lease and notes how it went. Refuses one that another process is running, or has already run
 * when it was only wanted if due. A job that throws is a failed run, not an error here.
 */
export async function runJob(
  job: Job,
  request: Omit<RunRequest, 'job'>,
  context: JobContext,
): Promise<Result<FinishedRun, 'running' | 'not-due'>> {
  const { db, now } = context;
  const begun = await beginRun(db, { ...request, job }, now());
  if (!begun.ok) return begun;
  const kept = keepLease(db, { name: job.name, holder: request.id }, now);
  const signal = AbortSignal.any([context.signal, kept.signal]);
  const finished = await attempt(job, { ...context, signal });
  kept.stop();
  const { outcome, counts, message } = finished;
  await endRun(db, { id: request.id, name: job.name }, { outcome, counts, message }, now());
  return ok(finished);
}

async function attempt(job: Job, context: JobContext): Promise<FinishedRun> {
  try {
    const { counts, failures } = await job.run(context);
    const isDone = failures.length === 0;
    return {
      outcome: isDone ? 'done' : 'failed',
      counts,
      message: isDone ? null : failures.join(' '),
      error: null,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', counts: {}, message, error };
  }
}
