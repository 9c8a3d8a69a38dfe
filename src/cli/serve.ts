import { fileURLToPath } from 'node:url';
import { fillDemo } from './fill-demo.ts';
import { describeDemoAccounts } from '#src/features/accounts/demo.ts';
import { addSearches } from '#src/features/insight/commands.ts';
import { addVisits } from '#src/features/visits/commands.ts';
import type { JobDesk } from '#src/features/jobs/desk.ts';
import { startJobProcess } from '#src/jobs/job-process.ts';
import { SCHEDULE } from '#src/jobs/schedule.ts';
import { startTicker, type Ticker, type TickerOptions } from '#src/jobs/ticker.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { logError } from '#src/server/log.ts';
import { startServer, type RunningServer } from '#src/server/start.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Service managers give a program about this long before they kill it. */
const STOP_WITHIN_MS = 10_000;
/** Ctrl-C reaches this program two or three times at once: from the terminal, from npm and from bootstrap.mjs. */
const SAME_SIGNAL_MS = 500;

let running: RunningServer | null = null;
let ticker: Ticker | null = null;
let stoppingSince: number | null = null;

/** The first signal lets requests under way finish and jobs stop; a second one, or ten seconds, does not wait for them. */
async function stop(): Promise<void> {
  if (stoppingSince !== null) {
    if (Date.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await Promise.all([running?.stop(), ticker?.stop()]);
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
process.on('unhandledRejection', (error) => logError('unhandled', error));
process.on('uncaughtException', (error) => {
  logError('uncaught', error);
  process.exit(1);
});

try {
  const config = readConfig(process.env, ROOT);
  const jobs: JobDesk = {
    list: SCHEDULE,
    isOn: config.jobs,
    start: (name, runId) => ticker?.run(name, runId) ?? false,
  };
  running = await startServer(config, ROOT, fillDemo, { searches: addSearches, visits: addVisits }, jobs);
  if (stoppingSince === null) {
    const { db, now } = running.app;
    const start: TickerOptions['start'] = (job, runId, onlyWhenDue) =>
      startJobProcess(ROOT, job.name, runId, onlyWhenDue);
    ticker = startTicker({ db, schedule: SCHEDULE, start, now, isOn: config.jobs });
  }
  console.log(`Front Door is ready: http://localhost:${config.port}`);
  for (const line of describeDemoAccounts(running.app.demoAccounts, config.siteUrl)) console.log(line);
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exit(1);
}
