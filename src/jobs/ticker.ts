import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { noteCutShort } from '#src/features/jobs/commands.ts';
import { findLease, isJobDue } from '#src/features/jobs/queries.ts';
import { log, logError, withoutValues } from '#src/server/log.ts';
import type { Job } from './job.ts';

const TICK_MS = 60_000;
/** Within the ten seconds that the server itself is given. */
const STOP_WITHIN_MS = 7_000;

/** How a job's process ended: `complaint` is what it printed as an error. */
export interface EndedProcess {
  code: number | null; // null: by a signal
  signal: NodeJS.Signals | null;
  complaint: string;
}

/** A job running in a process of its own. */
export interface JobProcess {
  ended: Promise<EndedProcess>;
  kill(signal: NodeJS.Signals): void;
}

export interface TickerOptions {
  db: Db;
  schedule: readonly Job[];
  /** Starts `npm run job` for a job, as a run with this id; `onlyWhenDue`: if it is still due by then. */
  start: (job: Job, runId: string, onlyWhenDue: boolean) => JobProcess;
  /** False: nothing is started by itself, only what somebody asks for. */
  isOn?: boolean;
  now: () => Date;
}

export interface Ticker {
  /** Looks what is due now; resolves when that has been started. */
  tick(): Promise<void>;
  /** Starts a job that somebody asked for. False when it is running here already, or the server is being stopped. */
  run(name: string, runId: string): boolean;
  /** Starts nothing more, asks what is running to stop, and in the end makes it. */
  stop(): Promise<void>;
}

/**
 * Every minute starts what is due, each job in a process of its own: the server goes on answering, and a job that
 * crashes is noted, never more. Several servers on one database may do so: the lease lets one run each job.
 */
export function startTicker({ db, schedule, start, now, isOn = true }: TickerOptions): Ticker {
  const running = new Map<string, { process: JobProcess; ended: Promise<void> }>();
  let isStopping = false;

  const begin = (job: Job, id: string, onlyWhenDue: boolean): void => {
    const startedAt = performance.now();
    const process = start(job, id, onlyWhenDue);
    const ended = process.ended.then(async (end) => {
      running.delete(job.name);
      const ms = Math.round(performance.now() - startedAt);
      const { code, signal, complaint } = end;
      // Told to stop it has noted so itself; the database is being closed.
      if (code === 0 || isStopping) return log(code === 0 ? 'job' : 'job-stopped', { job: job.name, ms });
      log('job-failed', {
        job: job.name,
        ms,
        end: signal ?? `code ${code}`,
        complaint: withoutValues(complaint),
      });
      await noteCutShort(db, { id, name: job.name }, `The process ended with ${signal ?? `code ${code}`}.`);
    });
    running.set(job.name, { process, ended: ended.catch((error: unknown) => logError(job.name, error)) });
  };

  const look = async (): Promise<void> => {
    for (const job of schedule) {
      try {
        if (isStopping || running.has(job.name)) continue;
        const at = now();
        if (!(await isJobDue(db, job, at)) || !(await job.hasWork(db, at))) continue;
        if ((await findLease(db, job.name, at)) !== undefined || isStopping) continue;
        begin(job, uuidv7(), true);
      } catch (error) {
        if (!isStopping) logError(job.name, error);
      }
    }
  };
  let lastLook = Promise.resolve();
  const tick = (): Promise<void> => (lastLook = lastLook.then(look));

  const timer = isOn ? setInterval(() => void tick(), TICK_MS).unref() : undefined;
  if (isOn) void tick();

  return {
    tick,
    run(name, runId) {
      const job = schedule.find((each) => each.name === name);
      if (job === undefined || isStopping || running.has(name)) return false;
      begin(job, runId, false);
      return true;
    },
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await lastLook;
      const all = [...running.values()];
      for (const { process } of all) process.kill('SIGTERM');
      const late = setTimeout(() => {
        for (const { process } of all) process.kill('SIGKILL');
      }, STOP_WITHIN_MS);
      await Promise.all(all.map(({ ended }) => ended));
      clearTimeout(late);
    },
  };
}
