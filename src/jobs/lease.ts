import type { Db } from '#db/connection.ts';
import { renewLease } from '#src/features/jobs/commands.ts';
import { HEARTBEAT_MS } from '#src/features/jobs/rules.ts';

export interface KeptLease {
  signal: AbortSignal; // aborted when somebody else has taken the lease over
  stop(): void;
}

/** Renews a lease every half minute until told to stop. */
export function keepLease(
  db: Db,
  lease: { name: string; holder: string },
  now: () => Date,
  everyMs = HEARTBEAT_MS,
): KeptLease {
  const lost = new AbortController();
  const beat = async (): Promise<void> => {
    try {
      if (!(await renewLease(db, lease.name, lease.holder, now()))) lost.abort();
    } catch {
      // The file was busy: there are more beats before the lease runs out.
    }
  };
  const timer = setInterval(() => void beat(), everyMs);
  return { signal: lost.signal, stop: () => clearInterval(timer) };
}
