import type { Selectable } from 'kysely';
import type { ImportRunTable } from '#db/schema.ts';
import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import type { SourceWithRuns } from '../queries.ts';
import { cannotRefresh, endingOf, isWebAddress, type Ending, type Timetable } from '../rules.ts';
import { describeNext, describeRhythm, problemsOf } from './command-line.ts';

const instant = (at: string): string => {
  const { day, time } = londonNow(new Date(at));
  return `${formatDay(day)}, ${formatTime(time)}`;
};

const ENDINGS: Readonly<Record<Ending, { text: string; kind: 'good' | 'caution' | 'bad' | 'off' }>> = {
  done: { text: 'Done', kind: 'good' },
  held: { text: 'Stopped', kind: 'caution' },
  failed: { text: 'Failed', kind: 'bad' },
  'cut-short': { text: 'Not finished', kind: 'off' },
};

/** A run of an import, for a row of a table. */
export interface ShownRun {
  started: string;
  ending: (typeof ENDINGS)[Ending];
  counts: string;
  message: string | null;
}

/** When a run began, how it ended and what it did to services. */
export function shownImportRun(run: Selectable<ImportRunTable>): ShownRun {
  const counts = [
    [run.created, 'new'],
    [run.updated, 'changed'],
    [run.unchanged, 'as they were'],
    [run.gone, 'gone'],
    [run.failed, 'left out'],
  ] as const;
  const inWords = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return {
    started: instant(run.started_at),
    ending: ENDINGS[endingOf(run)],
    counts: [
      ...(inWords.length === 0 ? ['No services'] : inWords),
      ...(run.problems > 0 ? [countOf(run.problems, 'problem')] : []),
    ].join(', '),
    message: run.message,
  };
}

/** A source as the desk sees it. */
export interface ShownSource {
  id: string;
  name: string;
  website: string | null;
  licence: string;
  isRepublished: boolean;
  rhythm: string; // "every 7 days"
  refreshDays: number | null;
  next: string;
  isAsked: boolean; // somebody asked for it to be read again
  canBeRead: boolean; // again by itself
  held: { since: string; reason: string } | null;
  runs: ShownRun[];
  problems: string[]; // of the last run, the first of them
  moreProblems: number;
}

/** A source with its last runs. */
export function shownSource({ source, runs }: SourceWithRuns, timetable: Timetable, at: Date): ShownSource {
  const problems = problemsOf(runs[0]);
  return {
    id: source.id,
    name: source.name,
    website: isWebAddress(source.url) ? source.url : null,
    licence: source.licence,
    isRepublished: source.republish === 1,
    rhythm: describeRhythm(source.refresh_days),
    refreshDays: source.refresh_days,
    next: describeNext(timetable, at),
    isAsked: source.refresh_asked_at !== null,
    canBeRead: cannotRefresh(source) === null,
    held:
      source.held_since === null
        ? null
        : { since: instant(source.held_since), reason: forTheDesk(source.held_reason ?? '') },
    runs: runs.map(shownImportRun),
    problems,
    moreProblems: problems.length === 0 ? 0 : Math.max((runs[0]?.problems ?? 0) - problems.length, 0),
  };
}

/** Why a source is held, without what would be typed at the command line. */
const forTheDesk = (reason: string): string =>
  reason.replace(/ If it is right, import it again with --accept-loss\.$/, '');
