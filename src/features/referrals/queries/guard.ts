import type { Db } from '#db/connection.ts';
import { endsOrMoves } from '#src/features/services/editing/ending.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { countOpenReferrals } from './counts.ts';

/**
 * True when a change would take a service with open referrals from the people who use it, or give it to another
 * organisation, which nobody agreed to share anything with. `today`: YYYY-MM-DD in London.
 */
export async function isHeldByReferrals(
  db: Db,
  { id, record }: { id: string; record: ServiceRecord },
  after: ServiceRecord,
  today: string,
): Promise<boolean> {
  return endsOrMoves(record, after, today) && (await countOpenReferrals(db, id)) > 0;
}
