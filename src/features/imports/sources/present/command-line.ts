import type { Selectable } from 'kysely';
import type { ImportRunTable, SourceTable } from '#db/schema.ts';
import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { endingOf, refreshDueFrom, type Timetable } from '../rules.ts';

const formatInstant = (at: Date): string => {
  const { day, time } = londonNow(at);
  return `${formatDay(day)}, ${formatTime(time)}`;
};

const ENDINGS = { done: 'done', held: 'stopped', failed: 'failed', 'cut-short': 'not finished' } as const;

/** One run of an import in a line: when, how it ended, what it did to services and why it failed. */
export function describeImportRun(run: Selectable<ImportRunTable>): string {
  const ending = endingOf(run);
  const done = `${run.created} created, ${run.updated} updated, ${run.unchanged} unchanged, ${run.gone} gone, ${run.failed} left out, ${countOf(run.problems, 'problem')}`;
  const details = [ending === 'done' ? done : '', run.message ?? ''].filter((part) => part !== '').join('. ');
  return `${formatInstant(new Date(run.started_at))}: ${ENDINGS[ending]}${details === '' ? '' : `. ${details}`}`;
}

/** Problems of a run as they were kept: the first of them, as sentences. */
export function problemsOf(run: Selectable<ImportRunTable> | undefined): string[] {
  const kept: unknown = run?.report ? JSON.parse(run.report) : [];
  return Array.isArray(kept) ? kept.map(String) : [];
}

/** "every day", "every 7 days", "by hand only" */
export const describeRhythm = (refreshDays: number | null): string =>
  refreshDays === null ? 'by hand only' : refreshDays === 1 ? 'every day' : `every ${refreshDays} days`;

/** When a source is read next, in words. */
export function describeNext(timetable: Timetable, at: Date): string {
  if (timetable.isHeld) return 'when a person has released it';
  const from = refreshDueFrom(timetable);
  if (from === null) return 'when somebody imports it';
  return from <= at ? 'within the hour' : formatInstant(from);
}

/** A source for the command line, in lines. */
export function describeSource(
  source: Selectable<SourceTable>,
  runs: readonly Selectable<ImportRunTable>[],
  timetable: Timetable,
  at: Date,
): string[] {
  const [last] = runs;
  return [
    `${source.name} (${source.format}${source.url === null ? '' : `, ${source.url}`})`,
    `  Licence: ${source.licence}${source.republish === 1 ? '' : '. Not passed on in our feed'}`,
    ...(source.attribution === null ? [] : [`  Attribution: ${source.attribution}`]),
    `  Read: ${describeRhythm(source.refresh_days)}; next ${describeNext(timetable, at)}`,
    `  Last run: ${last === undefined ? 'none' : describeImportRun(last)}`,
    ...(source.held_since === null
      ? []
      : [`  Held since ${formatInstant(new Date(source.held_since))}: ${source.held_reason ?? ''}`]),
  ];
}
