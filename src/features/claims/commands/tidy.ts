import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { CLAIM_DAYS, CLAIM_KEPT_DAYS } from '../rules.ts';

const before = (at: Date, days: number): string => new Date(at.getTime() - days * 86_400_000).toISOString();

/** True when a claim has lain too long, or is kept longer than it is needed. */
export async function hasOldClaims(db: Db, at: Date): Promise<boolean> {
  const row = await db
    .selectFrom('claim')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'asked'), eb('created_at', '<=', before(at, CLAIM_DAYS))]),
        eb.and([
          eb('state', '!=', 'asked'),
          eb('decided_at', '<=', before(at, CLAIM_KEPT_DAYS)),
          eb('email_sealed', 'is not', null),
        ]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends claims that nobody settled in 30 days, and forgets who asked in those settled 90 days ago. */
export async function tidyClaims(db: Db, at: Date): Promise<{ ended: number; forgotten: number }> {
  return db.transaction().execute(async (trx) => {
    const ended = await trx
      .updateTable('claim')
      .set({
        state: 'withdrawn',
        decided_at: at.toISOString(),
        decided_by: 'job',
        code_hash: null,
        code_expires_at: null,
      })
      .where('state', '=', 'asked')
      .where('created_at', '<=', before(at, CLAIM_DAYS))
      .executeTakeFirst();
    const forgotten = await trx
      .updateTable('claim')
      .set({ name_sealed: null, email_sealed: null, words_sealed: null, email_hash: '' })
      .where('state', '!=', 'asked')
      .where('decided_at', '<=', before(at, CLAIM_KEPT_DAYS))
      .where('email_sealed', 'is not', null)
      .returning('id')
      .execute();
    if (Number(ended.numUpdatedRows) + forgotten.length > 0)
      await recordEvent(trx, {
        at,
        actor: programActor('job'),
        action: 'claim.forget',
        entity: 'claim',
        entityId: 'old',
        after: { ended: Number(ended.numUpdatedRows), forgotten: forgotten.length },
      });
    return { ended: Number(ended.numUpdatedRows), forgotten: forgotten.length };
  });
}
