import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';

/** Takes a proposal back. Refuses one that is not this author's (`unknown`), and one that the desk was quicker with. */
export async function withdrawProposal(
  db: Db,
  revisionId: string,
  author: Author,
  at: Date,
): Promise<Result<'withdrawn', 'unknown' | 'decided-already'>> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('revision')
      .select(['service_id', 'state'])
      .where('id', '=', revisionId)
      .where('author', '=', author.actor.id)
      .where('state', '!=', 'draft')
      .executeTakeFirst();
    if (found === undefined) return refused('unknown');
    if (found.state !== 'proposed') return refused('decided-already');
    await withdraw(trx, { id: revisionId, serviceId: found.service_id }, author, at);
    return ok('withdrawn');
  });
}

/** A new service that is sent once more takes the place of what its author sent before: it is proposed once. */
export async function replaceProposals(
  trx: Transaction<Database>,
  serviceId: string,
  number: number,
  author: Author,
  at: Date,
): Promise<void> {
  const earlier = await trx
    .selectFrom('revision')
    .select('id')
    .where('service_id', '=', serviceId)
    .where('author', '=', author.actor.id)
    .where('state', '=', 'proposed')
    .where('number', '!=', number)
    .execute();
  for (const { id } of earlier) await withdraw(trx, { id, serviceId }, author, at);
}

async function withdraw(
  trx: Transaction<Database>,
  { id, serviceId }: { id: string; serviceId: string },
  { actor }: Author,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('revision')
    .set({ state: 'withdrawn', updated_at: at.toISOString() })
    .where('id', '=', id)
    .execute();
  await recordEvent(trx, {
    at,
    actor,
    action: 'service.withdraw-proposal',
    entity: 'service',
    entityId: serviceId,
    after: { revision: id },
  });
}
