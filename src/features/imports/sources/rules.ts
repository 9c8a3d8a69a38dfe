import { addDays, atLondon, londonNow } from '#src/lib/dates.ts';

const HOUR_MS = 3_600_000;
const LONGEST_WAIT_HOURS = 24;
/** When few people look for help. London's time. */
const REFRESHED_FROM = '03:00';

/** How often a source may be read at most and at least, in days. */
export const REFRESH_DAYS = { least: 1, most: 366 } as const;

/** How a run of an import went. `cut-short`: it never finished, or is still going on. */
export type Ending = 'done' | 'held' | 'failed' | 'cut-short';

/** The ending of a run as the table has it. Runs from before endings were noted are done when they have finished. */
export function endingOf(run: {
  outcome: Exclude<Ending, 'cut-short'> | null;
  finished_at: string | null;
}): Ending {
  return run.outcome ?? (run.finished_at === null ? 'cut-short' : 'done');
}

export interface Timetable {
  refreshDays: number | null;
  lastImportedAt: Date | null;
  isHeld: boolean;
  /** When somebody asked for it to be read again, until a run has taken that up. */
  askedAt?: Date | null;
  /** The last runs, the newest first. */
  runs: readonly { startedAt: Date; ending: Ending }[];
}

/**
 * The instant from which a source is to be read again; null when it is read by hand only, or waits for a person. One
 * that somebody asked for is due at once.
 * Days are London's: a source of every day is read at three each night, whenever it was read yesterday. After a
 * failure it is tried again within an hour, then after two, four and so on, at last once a day; a run that was cut
 * short is taken up again at once, but only once.
 */
export function refreshDueFrom(source: Timetable): Date | null {
  if (source.isHeld) return null;
  if (source.askedAt) return source.askedAt;
  if (source.refreshDays === null) return null;
  const lastTry = source.runs[0];
  const tries = triesInVain(source.runs);
  if (lastTry !== undefined && tries > 0) {
    const again =
      lastTry.ending === 'cut-short' && tries === 1 ? 0 : Math.min(2 ** (tries - 1), LONGEST_WAIT_HOURS);
    return new Date(lastTry.startedAt.getTime() + again * HOUR_MS);
  }
  if (source.lastImportedAt === null) return new Date(0);
  return atLondon(addDays(londonNow(source.lastImportedAt).day, source.refreshDays), REFRESHED_FROM);
}

/** How many of the last runs, one after another, neither finished nor found anything for a person to decide. */
export function triesInVain(runs: Timetable['runs']): number {
  const lastGood = runs.findIndex(({ ending }) => ending === 'done' || ending === 'held');
  return lastGood === -1 ? runs.length : lastGood;
}

/** Of the sources that are due those tried longest ago come first: one that brings the job down is not in the way of others. */
export function inTurn<Source extends Timetable>(sources: readonly Source[], at: Date): Source[] {
  const isDue = (source: Source): boolean => {
    const from = refreshDueFrom(source);
    return from !== null && from <= at;
  };
  const lastTry = (source: Source): number => source.runs[0]?.startedAt.getTime() ?? 0;
  return sources.filter(isDue).sort((a, b) => lastTry(a) - lastTry(b));
}

/** Why a source cannot be read again by itself; null when it can. */
export function cannotRefresh(source: {
  format: string;
  url: string | null;
  mapping: string | null;
}): 'no-address' | 'no-mapping' | 'other-format' | null {
  if (source.format !== 'open-referral' && source.format !== 'csv') return 'other-format';
  if (source.url === null) return 'no-address';
  return source.format === 'csv' && source.mapping === null ? 'no-mapping' : null;
}

/** True for an address that may stand behind a link. */
export function isWebAddress(text: string | null): text is string {
  return text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
