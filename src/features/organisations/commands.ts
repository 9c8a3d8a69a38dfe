import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';

/**
 * Decides whether an organisation is a trusted partner: its small changes (times, phone numbers, space now) are then
 * published at once and checked afterwards. Refuses an organisation that is not there, and what is so already.
 */
export async function setTrusted(
  db: Db,
  { organisationId, isTrusted }: { organisationId: string; isTrusted: boolean },
  by: Actor,
  at: Date,
): Promise<Result<'set', 'unknown' | 'already'>> {
  return db.transaction().execute(async (trx) => {
    const now = await trx
      .selectFrom('organisation')
      .select('trusted_since')
      .where('id', '=', organisationId)
      .executeTakeFirst();
    if (now === undefined) return refused('unknown');
    if ((now.trusted_since !== null) === isTrusted) return refused('already');
    await trx
      .updateTable('organisation')
      .set({
        trusted_since: isTrusted ? at.toISOString() : null,
        trusted_by: isTrusted ? by.id : null,
      })
      .where('id', '=', organisationId)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: isTrusted ? 'organisation.trust' : 'organisation.untrust',
      entity: 'organisation',
      entityId: organisationId,
    });
    return ok('set');
  });
}
