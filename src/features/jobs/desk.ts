/** A job as the schedule plans it. */
export interface PlannedJob {
  name: string;
  when: string; // a cron expression, in London's time
  whenInWords: string;
  purpose: string; // a sentence
}

/** What this server knows of jobs, and can do about them; made at the start, as `app.jobs`. */
export interface JobDesk {
  list: readonly PlannedJob[];
  isOn: boolean; // this server starts what is due
  /** Starts a job in a process of its own, as a run with this id. False when this server is running it already. */
  start(name: string, runId: string): boolean;
}
