import type { Metric } from 'prom-client';
import { BUCKETS, CLASSES, type KindFigures } from './meter.ts';
import type { Readings } from './readings.ts';

const REQUESTS = 'front_door_requests_total';
const DURATION = 'front_door_request_duration_seconds';

/** Writes the process's own numbers: processor, memory, the event loop's lag, collections of garbage. */
export type WriteProcess = () => Promise<string>;

/** Starts to watch the process. The library is loaded now: most websites never ask. */
export async function watchProcess(): Promise<WriteProcess> {
  const { Registry, collectDefaultMetrics } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register });
  return () => register.metrics();
}

/** The website's numbers as Prometheus reads them. Labels are words of this program alone, so their number is bounded. */
export async function writeMetrics(figures: readonly KindFigures[], readings: Readings): Promise<string> {
  const { Counter, Gauge, Registry } = await import('prom-client');
  const register = new Registry();
  const registers = [register];
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name: `front_door_${name}`, help, registers }).set(value);

  const requests = new Counter({
    name: REQUESTS,
    help: 'Requests answered, by how and with what. "kept" came from memory.',
    labelNames: ['kind', 'status'],
    registers,
  });
  for (const { kind, classes } of figures)
    CLASSES.forEach((status, at) => requests.inc({ kind, status }, classes[at] ?? 0));
  register.registerMetric(durationsOf(figures));

  gauge('messages_waiting', 'Messages in the outbox that are still to be sent.', readings.messagesWaiting);
  gauge(
    'messages_failed',
    'Messages that could not be sent and are not tried again.',
    readings.messagesFailed,
  );
  gauge('tasks_open', 'Tasks that nobody has done yet.', readings.tasksOpen);
  gauge('sessions_open', 'Sessions that have not ended.', readings.sessionsOpen);
  gauge('audit_sequence', 'The number of the last event of the audit trail.', readings.auditSequence);
  gauge('database_bytes', 'The size of the database file and its log.', readings.databaseBytes);

  const signIns = new Gauge({
    name: 'front_door_sign_in_tries',
    help: 'Tries to sign in that are still kept, about a day of them.',
    labelNames: ['step', 'result'],
    registers,
  });
  for (const { step, ok, tries } of readings.signIns)
    signIns.set({ step, result: ok ? 'ok' : 'wrong' }, tries);
  const jobs = new Gauge({
    name: 'front_door_job_last_run_timestamp_seconds',
    help: 'When each job last ended, by how.',
    labelNames: ['job', 'outcome'],
    registers,
  });
  for (const { name: job, lastDone, lastFailed } of readings.jobs) {
    if (lastDone !== null) jobs.set({ job, outcome: 'done' }, lastDone);
    if (lastFailed !== null) jobs.set({ job, outcome: 'failed' }, lastFailed);
  }
  return register.metrics();
}

/** A histogram whose counts were made elsewhere: the library only makes those it counted itself. */
function durationsOf(figures: readonly KindFigures[]): Metric {
  const values = figures.flatMap(({ kind, buckets, seconds }) => {
    let sum = 0;
    const lines = buckets.map((count, at) => {
      sum += count;
      return { metricName: `${DURATION}_bucket`, labels: { kind, le: BUCKETS[at] ?? '+Inf' }, value: sum };
    });
    return [
      ...lines,
      { metricName: `${DURATION}_sum`, labels: { kind }, value: seconds },
      { metricName: `${DURATION}_count`, labels: { kind }, value: sum },
    ];
  });
  const help = 'How long answers took, in seconds, by how they were made.';
  const metric = { name: DURATION, help, type: 'histogram', aggregator: 'sum', values };
  return { name: DURATION, get: async () => metric } as unknown as Metric;
}
