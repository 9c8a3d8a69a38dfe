import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';

/** Notes that the desk has looked at what was published without it. */
export async function markChecked(
  db: Db,
  revisionId: string,
  { actor }: Author,
  at: Date,
): Promise<Result<'checked', 'unknown' | 'checked-already'>> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('revision')
      .select(['service_id', 'checked_at'])
      .where('id', '=', revisionId)
      .where('state', '=', 'published')
      .executeTakeFirst();
    if (found === undefined) return refused('unknown');
    if (found.checked_at !== null) return refused('checked-already');
    await trx
      .updateTable('revision')
      .set({ checked_by: actor.id, checked_at: at.toISOString() })
      .where('id', '=', revisionId)
      .execute();
    await recordEvent(trx, {
      at,
      actor,
      action: 'service.check',
      entity: 'service',
      entityId: found.service_id,
      after: { revision: revisionId },
    });
    return ok('checked');
  });
}
