import type { Db } from '#db/connection.ts';
import type { Config } from '#src/server/config/config.ts';

/** Numbers of what was done, by what they count; a job that has several things to do counts for each by its name. */
export type JobCounts = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** What a job did. With failures the run counts as failed, although everything else was done. */
export interface JobReport {
  counts: JobCounts;
  failures: readonly string[]; // sentences
}

export interface JobContext {
  db: Db;
  root: string; // the project, for its content
  config: Config;
  /** The moment to work for: now, or the same time on the day to pretend. It decides what is due, nothing is dated by it. */
  at: Date;
  now: () => Date;
  /** Aborted when another process has taken the job over, or this one must stop: leave off after the piece in hand. */
  signal: AbortSignal;
}

/** A line of the schedule. */
export interface Job {
  name: string; // kebab-case; its file has the same name
  when: string; // a cron expression, in London's time
  whenInWords: string;
  purpose: string; // a sentence
  run: (context: JobContext) => Promise<JobReport>;
  /** Cheap: asked every minute while the job is due. Without anything to do no run is begun, nor noted. */
  hasWork: (db: Db, at: Date) => Promise<boolean>;
}
