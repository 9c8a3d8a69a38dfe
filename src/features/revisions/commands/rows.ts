import type { Insertable, Transaction } from 'kysely';
import type { Database, RevisionTable } from '#db/schema.ts';

/** The number of a service's next revision. */
export async function nextNumber(trx: Transaction<Database>, serviceId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('revision')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('service_id', '=', serviceId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

type Given = 'id' | 'service_id' | 'organisation_id' | 'state' | 'content' | 'author' | 'author_kind';

/** A row of a revision: what is not given is not so. */
export const revisionRow = (
  given: Pick<Insertable<RevisionTable>, Given> & Partial<Insertable<RevisionTable>>,
  at: Date,
): Insertable<RevisionTable> => ({
  number: null,
  base_content: null,
  base_version: null,
  reason: null,
  restored_from: null,
  created_at: at.toISOString(),
  updated_at: at.toISOString(),
  sent_at: given.state === 'draft' ? null : at.toISOString(),
  small_fields: null,
  accepted_fields: null,
  decided_by: null,
  decided_at: null,
  decision_reason: null,
  checked_by: null,
  checked_at: null,
  ...given,
});
