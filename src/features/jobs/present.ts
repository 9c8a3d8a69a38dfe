import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import type { JobRunTable } from '#db/schema.ts';
import type { Selectable } from 'kysely';
import type { JobState } from './queries.ts';

/** "21 November 2026, 3:07am", in London's time. */
export function formatInstant(at: Date): string {
  const { day, time } = londonNow(at);
  return `${formatDay(day)}, ${formatTime(time)}`;
}

type Counts = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** Counts as one line: `done 2, failed 1; from "Marl": created 3`. Zeros are left out unless all are. */
export function describeCounts(counts: Counts): string {
  const entries = Object.entries(counts);
  const plain = inLine(
    entries.flatMap(([name, count]) => (typeof count === 'number' ? [[name, count]] : [])),
  );
  const groups = entries.flatMap(([name, group]) =>
    typeof group === 'number' ? [] : [`${name}: ${inLine(Object.entries(group))}`],
  );
  return [plain, ...groups].filter((part) => part !== '').join('; ');
}

function inLine(counts: readonly (readonly [string, number])[]): string {
  const some = counts.filter(([, count]) => count !== 0);
  if (counts.length > 0 && some.length === 0) return 'nothing to do';
  return some.map(([name, count]) => `${name} ${count}`).join(', ');
}

/** How a run went, in a line or two. `isGoingOn`: its lease is still held. */
export function describeRun(run: Selectable<JobRunTable>, isGoingOn: boolean): string {
  const pretended = run.pretended_day === null ? '' : ` (for ${formatDay(run.pretended_day)})`;
  const started = `${formatInstant(new Date(run.started_at))}${pretended}`;
  const counts = run.counts === null ? '' : describeCounts(JSON.parse(run.counts) as Counts);
  const details = [counts, run.message ?? ''].filter((part) => part !== '').join('. ');
  const ending = run.outcome ?? (isGoingOn ? 'going on' : 'cut short');
  return `${started}: ${ending}${details === '' ? '' : `. ${details}`}`;
}

/** How a run ended, in a word or two, with the shape that stands before it (null: a dot). */
export interface RunState {
  words: 'Done' | 'Failed' | 'Going on' | 'Cut short';
  shape: 'good' | 'bad' | 'caution' | null;
}

export function stateOfRun({ outcome }: Pick<JobRunTable, 'outcome'>, isGoingOn: boolean): RunState {
  if (outcome === 'done') return { words: 'Done', shape: 'good' };
  if (outcome === 'failed') return { words: 'Failed', shape: 'bad' };
  return isGoingOn ? { words: 'Going on', shape: null } : { words: 'Cut short', shape: 'caution' };
}

/** A run for a table. */
export interface ShownRun {
  started: string;
  state: RunState;
  lasted: string; // "12 seconds", or ''
  counts: string;
  message: string | null;
}

export function shownRun(run: Selectable<JobRunTable>, isGoingOn: boolean): ShownRun {
  const pretended = run.pretended_day === null ? '' : ` (for ${formatDay(run.pretended_day)})`;
  return {
    started: `${formatInstant(new Date(run.started_at))}${pretended}`,
    state: stateOfRun(run, isGoingOn),
    lasted: run.finished_at === null ? '' : lastedInWords(run.started_at, run.finished_at),
    counts: run.counts === null ? '' : describeCounts(JSON.parse(run.counts) as Counts),
    message: run.message,
  };
}

function lastedInWords(from: string, to: string): string {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  if (seconds < 1) return 'less than a second';
  return seconds < 120 ? countOf(seconds, 'second') : countOf(Math.round(seconds / 60), 'minute');
}

/** "2 failures in 50 runs." */
export const failuresInWords = ({ failed, runs }: Pick<JobState, 'failed' | 'runs'>): string =>
  runs === 0
    ? 'It has not been run yet.'
    : `${failed === 0 ? 'No failure' : countOf(failed, 'failure')} in ${countOf(runs, 'run')}.`;

/** What was just done about a job, or why it was not, by the word in the address. */
export const JOB_DONE: Readonly<Record<string, string>> = {
  started: 'The job was started. Open this page again in a moment to see how it went.',
  running: 'The job is being run already, so it was not started again.',
  stopping: 'This server is being stopped, so the job was not started. Try again in a minute.',
};
