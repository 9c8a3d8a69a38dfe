import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { SourceTable } from '#db/schema.ts';
import { ImportHeld } from '#src/features/imports/commands/runs/guard.ts';
import type { ImportCounts } from '#src/features/imports/problem.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { findLease } from '#src/features/jobs/queries.ts';

/** A source as it is now, and whether it may lose as many of its services as it likes. */
export interface ReadRequest {
  source: Selectable<SourceTable>;
  acceptLoss: boolean;
}

/** Reads a source anew, writes what changed and records the run. Throws what a person should know as ImportRefused. */
export type ReadSource = (request: ReadRequest) => Promise<{ counts: ImportCounts; problems: number }>;

/** What became of reading a source again. */
export type Refreshed =
  | { kind: 'done'; counts: ImportCounts; problems: number }
  | { kind: 'held'; reason: string }
  | { kind: 'failed'; reason: string; error: unknown } // error: null when the reason says it all
  | { kind: 'busy'; reason: string }; // another process is importing it

/** Reads one source again and says what became of it; nothing is thrown, so that others can have their turn. */
export async function refreshSource(
  db: Db,
  request: ReadRequest,
  read: ReadSource,
  now: () => Date,
): Promise<Refreshed> {
  try {
    return { kind: 'done', ...(await read(request)) };
  } catch (error) {
    if (error instanceof ImportHeld) return { kind: 'held', reason: error.message };
    if (!(error instanceof ImportRefused)) {
      return { kind: 'failed', reason: 'something went wrong in the program itself.', error };
    }
    // The import has given its own lease back: one that is still there is another's.
    const isBusy = (await findLease(db, `import:${request.source.name}`, now())) !== undefined;
    return isBusy
      ? { kind: 'busy', reason: error.message }
      : { kind: 'failed', reason: error.message, error: null };
  }
}
