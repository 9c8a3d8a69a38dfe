import type { Db } from '#db/connection.ts';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import { startTally, type SearchCount } from '#src/features/insight/tally.ts';
import { londonNow } from '#src/lib/dates.ts';
import { logError } from './log.ts';

/** Writes counts of searches; `addSearches` of the insight feature, passed in by the command that starts us. */
export type KeepSearches = (db: Db, counts: readonly SearchCount[], today: string) => Promise<void>;

export interface SearchLog {
  /**
   * Counts one answered search, in memory: takes microseconds, never waits, never throws. Crawlers are not counted,
   * nor pages that searched for nothing.
   */
  record(searched: SearchedFor | undefined, userAgent?: string): void;
  /** Writes what was counted. A failure is logged, and the counts are kept for the next time; it never rejects. */
  flush(): Promise<void>;
  /** Writes what is left and stops writing by itself. */
  close(): Promise<void>;
}

const WRITE_EVERY_MS = 10_000;
/** After failures the pause doubles, up to this. */
const LONGEST_PAUSE_MS = 320_000;
const MINUTE_MS = 60_000;
const CRAWLER = /bot|crawl|spider/i;

/** Opens the log of what was searched for: counted in memory, written every ten seconds and at the end. */
export function openSearchLog(db: Db, keep: KeepSearches, now: () => Date): SearchLog {
  const tally = startTally();
  let failures = 0;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let minute = -1;
  let day = '';

  async function write(): Promise<void> {
    const counts = tally.take();
    if (counts.length === 0) return;
    try {
      await keep(db, counts, londonNow(now()).day);
      failures = 0;
    } catch (error) {
      tally.giveBack(counts);
      failures += 1;
      logError('search-log', error);
    }
  }
  /** One after another: what a failed write gives back is there before the next one takes. */
  const flush = (): Promise<void> => (writing = writing.then(write));
  const wait = (): void => {
    const pause = Math.min(WRITE_EVERY_MS * 2 ** failures, LONGEST_PAUSE_MS);
    timer = setTimeout(() => void flush().then(() => timer !== undefined && wait()), pause);
    timer.unref();
  };
  wait();

  return {
    record(searched, userAgent = '') {
      if (searched === undefined || CRAWLER.test(userAgent)) return;
      const at = now().getTime();
      // The London day costs more than all the rest, and changes at most once a minute.
      if (Math.floor(at / MINUTE_MS) !== minute) {
        minute = Math.floor(at / MINUTE_MS);
        day = londonNow(new Date(at)).day;
      }
      tally.add(searched, day, minute);
    },
    flush,
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await flush();
    },
  };
}
