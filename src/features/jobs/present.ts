import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import type { JobRunTable } from '#db/schema.ts';
import type { Selectable } from 'kysely';

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
