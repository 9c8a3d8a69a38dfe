import type { Db } from '#db/connection.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';
import { readContent } from '../kept-content.ts';
import { asWritten } from './draft.ts';
import { submitContent, type Sent } from './submit.ts';

export interface Restoration {
  serviceId: string;
  revisionId: string; // of this service, and no draft
  which: 'content' | 'base'; // what the revision says, or what stood before it
  reason?: string | null;
}

/**
 * Brings back the whole of an earlier content, as a new revision: at once for the desk, for partners by the same rule as
 * any change. What stands now stays in the revisions. Refuses a revision of another service, one that says nothing
 * (`base` of a new service), and a service that is not in the directory.
 */
export async function restoreContent(
  db: Db,
  { serviceId, revisionId, which, reason = null }: Restoration,
  author: Author,
  at: Date,
): Promise<Result<Sent, 'unknown' | 'nothing-changed'>> {
  return db.transaction().execute(async (trx) => {
    const stored = await findStoredService(trx, serviceId);
    const revision = await trx
      .selectFrom('revision')
      .select(['content', 'base_content'])
      .where('id', '=', revisionId)
      .where('service_id', '=', serviceId)
      .where('state', '!=', 'draft')
      .executeTakeFirst();
    const text = which === 'content' ? revision?.content : revision?.base_content;
    if (stored === undefined || text === undefined || text === null) return refused('unknown');
    const { organisationId } = stored;
    const record = asWritten({ serviceId, organisationId, stored }, readContent(text), author);
    if (changedFields(stored.record, record).length === 0) return refused('nothing-changed');
    const submission = { record, author, reason, always: false, restoredFrom: revisionId };
    return ok(await submitContent(trx, stored, submission, at));
  });
}
