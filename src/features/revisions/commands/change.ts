import type { Db } from '#db/connection.ts';
import { isHeldByReferrals } from '#src/features/referrals/queries/guard.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';
import { asWritten } from './draft.ts';
import { submitContent, type Sent } from './submit.ts';

export interface Change {
  serviceId: string;
  change: (record: ServiceRecord) => ServiceRecord;
  reason: string | null;
  /** Published whoever the author is: saying "still right". */
  always?: boolean;
}

/**
 * Changes a service in one step, without a draft: published at once or proposed by the same rule as a draft that is
 * sent. A draft that anybody has stays, and is put together with this when it is sent. Refuses to end a service that has
 * open referrals.
 */
export async function changeService(
  db: Db,
  { serviceId, change, reason, always = false }: Change,
  author: Author,
  at: Date,
): Promise<Result<Sent, 'unknown' | 'nothing-changed' | 'open-referrals'>> {
  return db.transaction().execute(async (trx) => {
    const stored = await findStoredService(trx, serviceId);
    if (stored === undefined) return refused('unknown');
    const { organisationId } = stored;
    const record = asWritten({ serviceId, organisationId, stored }, change(stored.record), author);
    if (changedFields(stored.record, record).length === 0) return refused('nothing-changed');
    if (await isHeldByReferrals(trx, stored, record, londonNow(at).day)) return refused('open-referrals');
    return ok(await submitContent(trx, stored, { record, author, reason, always }, at));
  });
}
