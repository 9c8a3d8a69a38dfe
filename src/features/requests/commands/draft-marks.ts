import type { Db } from '#db/connection.ts';

/** Notes when a page of a draft was opened last: from then the half hour counts, after which it is put away. */
export async function markDraftSeen(db: Db, requestId: string, seenAt: Date): Promise<void> {
  await db
    .updateTable('request')
    .set({ draft_seen_at: seenAt.toISOString() })
    .where('id', '=', requestId)
    .where('state', '=', 'draft')
    .execute();
}

/** Notes that urgent help was shown before sending; the first time counts. */
export async function markUrgentShown(db: Db, requestId: string, at: Date): Promise<void> {
  await db
    .updateTable('request')
    .set({ urgent_shown_at: at.toISOString() })
    .where('id', '=', requestId)
    .where('state', '=', 'draft')
    .where('urgent_shown_at', 'is', null)
    .execute();
}
