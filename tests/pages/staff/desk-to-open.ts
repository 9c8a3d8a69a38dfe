import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';

/** One of each thing that the desk has a page for, so that "not found" hides no missing refusal. */
export async function addDeskThings(
  db: Db,
): Promise<{ reportId: string; undoId: string; sourceId: string; entryId: string }> {
  const at = new Date().toISOString();
  const [reportId, undoId, entryId] = [uuidv7(), uuidv7(), uuidv7()];
  const service = await db.selectFrom('service').select('id').orderBy('id').executeTakeFirstOrThrow();
  const source = await db.selectFrom('source').select('id').orderBy('id').executeTakeFirstOrThrow();
  await db
    .insertInto('report')
    .values({
      id: reportId,
      service_id: service.id,
      topic: 'times',
      words_sealed: null,
      contact_sealed: null,
      idempotency_key: reportId,
      created_at: at,
    })
    .execute();
  await db
    .insertInto('undo')
    .values({
      id: undoId,
      action: 'services.change',
      entity: 'service',
      entity_id: service.id,
      state: JSON.stringify({ kind: 'hide', names: [], contents: [], visibilities: [] }),
      done_at: at,
      done_by: 'command-line',
      until: '2999-01-01T00:00:00.000Z',
      undone_at: null,
      undone_by: null,
    })
    .execute();
  await db
    .insertInto('do_not_list')
    .values({
      id: entryId,
      name: 'Nobody at all',
      name_key: 'nobody at all',
      postcode: null,
      charity_number: null,
      website_host: null,
      source_id: null,
      source_record_id: null,
      reason: null,
      created_at: at,
      lifted_at: null,
    })
    .execute();
  return { reportId, undoId, sourceId: source.id, entryId };
}
