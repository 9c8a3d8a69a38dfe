import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { isToldToOrganisation, type PartnerSaying } from '../rules.ts';

/**
 * Keeps what an organisation says to a report about one of its services, for the desk to pass on; a later answer takes
 * the place of an earlier one. Another organisation's report, and one that is for the desk alone, is `unknown`.
 */
export async function proposeAnswer(
  db: Db,
  keys: Keys,
  said: { id: string; organisationId: string; says: PartnerSaying; because: string | null },
  by: Actor,
  at: Date,
): Promise<Result<'kept', 'unknown' | 'answered-already'>> {
  const { id } = said;
  const sealed = said.because === null ? null : keys.seal(said.because, `report-partner:${id}`);
  return db.transaction().execute(async (trx) => {
    const report = await trx
      .selectFrom('report')
      .innerJoin('service', 'service.id', 'report.service_id')
      .select(['report.topic', 'report.answered_at'])
      .where('report.id', '=', id)
      .where('service.organisation_id', '=', said.organisationId)
      .executeTakeFirst();
    if (report === undefined || !isToldToOrganisation(report.topic)) return refused('unknown');
    if (report.answered_at !== null) return refused('answered-already');
    await trx
      .updateTable('report')
      .set({
        partner_says: said.says,
        partner_words_sealed: sealed,
        partner_at: at.toISOString(),
        partner_by: by.id,
      })
      .where('id', '=', id)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'report.partner-answer',
      entity: 'report',
      entityId: id,
      after: { says: said.says },
    });
    return ok('kept' as const);
  });
}
