import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { FeedbackTable } from '#db/schema.ts';

/** Feedback that nobody has dealt with yet, oldest first, still sealed. */
export async function listOpenFeedback(db: Db): Promise<Selectable<FeedbackTable>[]> {
  return db
    .selectFrom('feedback')
    .selectAll()
    .where('handled_at', 'is', null)
    .orderBy('created_at')
    .execute();
}
