import { Cron } from 'croner';

/** A lease runs out unless its holder renews it; several beats may be missed before somebody else takes over. */
export const LEASE_MS = 120_000;
export const HEARTBEAT_MS = 30_000;
/** How long the history of runs is kept, and how many of each job or source whatever their age. */
export const RUNS_KEPT_DAYS = 400;
export const RUNS_KEPT = 50;
/** So often a run that was cut short (a stop, a crash) is begun again for one planned moment. */
const MOST_TRIES = 3;

const cron = (when: string): Cron => new Cron(when, { timezone: 'Europe/London', paused: true });

/**
 * The latest planned moment at or before `at`, of a cron expression in London's time. A time of day that the clocks
 * leave out in March is planned for right after; one that comes twice in October is planned once.
 */
export function plannedBefore(when: string, at: Date): Date {
  // Croner looks before the instant it is given.
  const [latest] = cron(when).previousRuns(1, new Date(at.getTime() + 1));
  if (latest === undefined) throw new Error(`"${when}" was never planned before ${at.toISOString()}`);
  return latest;
}

/** The first planned moment after `at`. */
export function plannedAfter(when: string, at: Date): Date {
  const next = cron(when).nextRun(at);
  if (next === null) throw new Error(`"${when}" is never planned after ${at.toISOString()}`);
  return next;
}

/** What a job's history says about one run. */
export interface Attempt {
  startedAt: Date;
  finishedAt: Date | null; // null: going on, or cut short
}

/**
 * True when a job has not been run for its latest planned moment, however long ago that was: a computer that slept
 * runs it once after waking. A run that failed waits for the next moment; one that was cut short is begun again, three
 * times at most. Whether such a run is still going on is for the lease to say.
 */
export function isDue(when: string, attempts: readonly Attempt[], at: Date): boolean {
  const planned = plannedBefore(when, at);
  const since = attempts.filter((attempt) => attempt.startedAt >= planned);
  return since.every((attempt) => attempt.finishedAt === null) && since.length < MOST_TRIES;
}
