import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit, type Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';

/** Changes what somebody is called; the trail keeps both names sealed. */
export async function changeName(
  db: Db,
  keys: Keys,
  { accountId, name }: { accountId: string; name: string },
  by: Actor,
  at: Date,
): Promise<Result<'changed', 'unknown'>> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('account')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return refused('unknown');
    const before = await trx
      .selectFrom('account')
      .select('name')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    await trx.updateTable('account').set({ name }).where('id', '=', accountId).execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.rename',
      entity: 'account',
      entityId: accountId,
      before: { name: sealedForAudit(keys.seal, before.name, 'account', accountId) },
      after: { name: sealedForAudit(keys.seal, name, 'account', accountId) },
    });
    return ok('changed');
  });
}
