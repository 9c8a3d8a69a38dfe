import type { Db } from '#db/connection.ts';
import { startVisitTally, type VisitCount, type VisitKind } from '#src/features/visits/tally.ts';
import { londonNow } from '#src/lib/dates.ts';
import { isCrawler, openCounting, type Counting } from './counting.ts';

/** Writes counts of visits; `addVisits` of the visits feature, passed in by the command that starts us. */
export type KeepVisits = (db: Db, counts: readonly VisitCount[], today: string) => Promise<void>;

export interface VisitLog extends Counting {
  /**
   * Counts what a visitor did with a service, in memory: nothing about the visitor, no wait, no throw. Crawlers are not
   * counted; without a service nothing is.
   */
  record(serviceId: string | undefined, kind: VisitKind, userAgent?: string): void;
}

/** Opens the log of what visitors did with services: counted in memory, written every ten seconds and at the end. */
export function openVisitLog(db: Db, keep: KeepVisits, now: () => Date): VisitLog {
  const tally = startVisitTally();
  return {
    record(serviceId, kind, userAgent = '') {
      if (serviceId === undefined || isCrawler(userAgent)) return;
      tally.add(serviceId, kind, londonNow(now()).day);
    },
    ...openCounting('visit-log', tally, (counts) => keep(db, counts, londonNow(now()).day)),
  };
}
