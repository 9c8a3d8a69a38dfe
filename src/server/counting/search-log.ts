import type { Db } from '#db/connection.ts';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import { startTally, type SearchCount } from '#src/features/insight/tally.ts';
import { londonNow } from '#src/lib/dates.ts';
import { isCrawler, openCounting, type Counting } from './counting.ts';

/** Writes counts of searches; `addSearches` of the insight feature, passed in by the command that starts us. */
export type KeepSearches = (db: Db, counts: readonly SearchCount[], today: string) => Promise<void>;

export interface SearchLog extends Counting {
  /**
   * Counts one answered search, in memory: takes microseconds, never waits, never throws. Crawlers are not counted,
   * nor pages that searched for nothing.
   */
  record(searched: SearchedFor | undefined, userAgent?: string): void;
}

const MINUTE_MS = 60_000;

/** Opens the log of what was searched for: counted in memory, written every ten seconds and at the end. */
export function openSearchLog(db: Db, keep: KeepSearches, now: () => Date): SearchLog {
  const tally = startTally();
  let minute = -1;
  let day = '';
  return {
    record(searched, userAgent = '') {
      if (searched === undefined || isCrawler(userAgent)) return;
      const at = now().getTime();
      // The London day costs more than all the rest, and changes at most once a minute.
      if (Math.floor(at / MINUTE_MS) !== minute) {
        minute = Math.floor(at / MINUTE_MS);
        day = londonNow(new Date(at)).day;
      }
      tally.add(searched, day, minute);
    },
    ...openCounting('search-log', tally, (counts) => keep(db, counts, londonNow(now()).day)),
  };
}
