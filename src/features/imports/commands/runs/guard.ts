import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { countOf } from '#src/lib/text.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import type { ImportContext } from '../sources.ts';

/** A feed that loses more than this at once is more likely to be broken than right. */
const MOST_LOST = 0.2;
/** Of a small source a few may go without anybody being asked. */
const LEAST_LOST = 5;

/** An import that waits for a person: nothing was written. The message says why, with the numbers. */
export class ImportHeld extends ImportRefused {
  override name = 'ImportHeld';
}

/** True when so many of the services that were there are gone that a person should look first. */
export const isSuspiciousLoss = (present: number, gone: number): boolean =>
  gone >= LEAST_LOST && gone > present * MOST_LOST;

/**
 * Holds the import of a source's newest state if it lacks too many of the services that the source had. `seen` are
 * the keys that it has, whether or not they can be used. Throws ImportHeld.
 */
export async function holdSuspiciousLoss(
  trx: Transaction<Database>,
  context: ImportContext,
  seen: ReadonlySet<string>,
): Promise<void> {
  const rows = await trx
    .selectFrom('service')
    .select('source_record_id')
    .where('source_id', '=', context.source.id)
    .where('source_missing_since', 'is', null)
    .execute();
  const gone = rows.filter((row) => !seen.has(row.source_record_id ?? '')).length;
  if (!isSuspiciousLoss(rows.length, gone)) return;
  const percent = Math.floor((gone / rows.length) * 100);
  throw new ImportHeld(
    `Nothing was changed: ${gone.toLocaleString('en-GB')} of ${countOf(rows.length, 'service')} that ${context.source.name} had are not in it any more (${percent} %), and more than 20 % at once is likely to be a mistake at the source. If it is right, import it again with --accept-loss.`,
  );
}

/** Notes that nobody need look at the source any more: it is whole again, or a person accepted the loss. */
export async function releaseHold(trx: Transaction<Database>, context: ImportContext): Promise<void> {
  await trx
    .updateTable('source')
    .set({ held_since: null, held_reason: null })
    .where('id', '=', context.source.id)
    .execute();
}
