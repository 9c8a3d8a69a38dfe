import { hostname } from 'node:os';
import process from 'node:process';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { releaseLease, renewLease, takeLease } from '#src/features/jobs/commands.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';

/** Long enough for the longest thing done without a pause, short enough that nobody waits over a minute. */
const LEASE_MS = 50_000;
const BEAT_MS = 10_000;

/** Leases of this process: another import in it is as much another as one elsewhere. */
const heldHere = new Set<string>();

/** The right to import a source, which one import has at a time. */
export interface ImportLease {
  name: string;
  holder: string;
  stop(): void;
}

/**
 * Takes the lease `import:SOURCE` and renews it until it is released. One that has run out, or whose process on this
 * machine has ended, is taken over. Refuses (ImportRefused) when another import of the source is going on.
 */
export async function takeImportLease(db: Db, sourceName: string, now: () => Date): Promise<ImportLease> {
  const name = `import:${sourceName}`;
  const holder = `${hostname()}/${process.pid}/${uuidv7()}`;
  const row = await db.selectFrom('job_lease').select('holder').where('name', '=', name).executeTakeFirst();
  if (row !== undefined && hasEnded(row.holder)) await releaseLease(db, name, row.holder);
  if (!(await takeLease(db, name, holder, now(), LEASE_MS))) {
    throw new ImportRefused(
      `Another import of ${sourceName} is going on: wait until it has ended, then try again.`,
    );
  }
  heldHere.add(holder);
  // A beat that finds the file busy is followed by others before the lease runs out.
  const timer = setInterval(
    () => void renewLease(db, name, holder, now(), LEASE_MS).catch(() => undefined),
    BEAT_MS,
  );
  timer.unref();
  return { name, holder, stop: () => clearInterval(timer) };
}

/** Renews the lease within a transaction. Refuses to go on when another import has taken it over meanwhile. */
export async function keepImportLease(
  trx: Transaction<Database>,
  lease: ImportLease,
  now: () => Date,
): Promise<void> {
  if (await renewLease(trx, lease.name, lease.holder, now(), LEASE_MS)) return;
  throw new ImportRefused(
    'Another import of this source has begun in the meantime; this one leaves off, and the other completes it.',
  );
}

/** Gives the lease back; one that another import has taken over stays theirs. */
export async function releaseImportLease(db: Db, lease: ImportLease): Promise<void> {
  lease.stop();
  heldHere.delete(lease.holder);
  await releaseLease(db, lease.name, lease.holder);
}

/** True when the holder was a process of this machine that is no more. */
function hasEnded(holder: string): boolean {
  const [host, pid] = holder.split('/');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return !heldHere.has(holder);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
