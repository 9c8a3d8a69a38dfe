import { parseArgs } from 'node:util';
import type { Job } from '#src/jobs/job.ts';
import { isDay } from '#src/lib/dates.ts';

export interface JobOptions {
  job: Job | null; // null: list them all
  on: string | null; // the London day to pretend
  onlyWhenDue: boolean;
  runId: string | null;
}

/** The command line is wrong; the message is the one sentence to print. */
export class WrongJobOption extends Error {}

const USAGE = 'npm run job, or npm run job -- NAME [--on YYYY-MM-DD]';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the command line. `--if-due` and `--run ID` are for the server, which starts jobs so. Throws WrongJobOption. */
export function readJobOptions(args: readonly string[], schedule: readonly Job[]): JobOptions {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  if (more.length > 0) throw new WrongJobOption(`Name one job only; "${more[0]}" is a second one.`);
  const job = schedule.find((each) => each.name === name) ?? null;
  if (name !== undefined && job === null) {
    const names = schedule.map((each) => each.name).join(', ');
    throw new WrongJobOption(`There is no job "${name}": the jobs are ${names}.`);
  }
  const { on = null, run = null } = values;
  if (on !== null && !isDay(on))
    throw new WrongJobOption(`--on cannot be "${on}": give a day that exists, as YYYY-MM-DD.`);
  if (run !== null && !UUID.test(run)) throw new WrongJobOption(`--run cannot be "${run}": give a UUID.`);
  if (job === null && Object.keys(values).length > 0)
    throw new WrongJobOption(`Name the job to run: ${USAGE}.`);
  return { job, on, onlyWhenDue: values['if-due'] ?? false, runId: run };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { on: { type: 'string' }, 'if-due': { type: 'boolean' }, run: { type: 'string' } },
    });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongJobOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
