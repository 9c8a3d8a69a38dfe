import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';

/** A service of an organisation with a proposal that waits, its first revision. */
export async function addProposal(
  db: Db,
  organisationId: string,
  author = 'nobody',
): Promise<{ serviceId: string; revisionId: string }> {
  const { id: serviceId } = await db
    .selectFrom('service')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const stored = await findStoredService(db, serviceId);
  if (stored === undefined) throw new Error('The service is not there');
  const revisionId = uuidv7();
  const at = new Date().toISOString();
  await db
    .insertInto('revision')
    .values({
      id: revisionId,
      service_id: serviceId,
      organisation_id: organisationId,
      number: 1,
      state: 'proposed',
      content: JSON.stringify({ ...stored.record, summary: 'Soup and company' }),
      base_content: JSON.stringify(stored.record),
      base_version: stored.version,
      author,
      author_kind: 'partner',
      created_at: at,
      updated_at: at,
      sent_at: at,
    })
    .execute();
  return { serviceId, revisionId };
}
