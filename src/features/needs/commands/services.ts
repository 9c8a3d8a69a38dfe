import type { Db } from '#db/connection.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { changeService } from '#src/features/revisions/commands/change.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';

/**
 * Says of services that they meet a need, or that they do not: what the computer suggested becomes what a person said, or
 * goes. Each is a revision of its own. A service that has not got the need, or is confirmed already, is passed over.
 * Returns how many were changed.
 */
export async function settleNeed(
  db: Db,
  { needSlug, serviceIds, isMet }: { needSlug: string; serviceIds: readonly string[]; isMet: boolean },
  author: Author,
  at: Date,
): Promise<number> {
  let changed = 0;
  for (const serviceId of new Set(serviceIds)) {
    const change = (record: ServiceRecord): ServiceRecord => ({
      ...record,
      needs: record.needs.flatMap((need) => {
        if (need.slug !== needSlug) return [need];
        return isMet ? [{ ...need, suggested: false }] : [];
      }),
    });
    const result = await changeService(db, { serviceId, change, reason: null }, author, at);
    if (result.ok) changed += 1;
  }
  return changed;
}
