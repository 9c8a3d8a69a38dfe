import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { ATTEMPT } from '../queries/attempts.ts';
import { mayReadFacts } from '../rules.ts';

/**
 * Notes that a service tried to reach the person and did not; three of these over two days come before giving up. Sent
 * twice with one key, it is one try. Refuses a referral that the service has not said yes to, or that is over.
 */
export async function recordServiceAttempt(
  db: Db,
  { referralId, key }: { referralId: string; key: string },
  actor: Actor,
  at: Date,
): Promise<Result<{ attempts: number }, 'unknown' | 'not-allowed'>> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('referral')
      .select(['state', 'contact_attempts'])
      .where('id', '=', referralId)
      .executeTakeFirst();
    if (row === undefined) return refused('unknown');
    const known = await trx
      .selectFrom('referral_event')
      .select('id')
      .where('referral_id', '=', referralId)
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (known !== undefined) return ok({ attempts: row.contact_attempts });
    if (!mayReadFacts(row.state)) return refused('not-allowed');
    const attempts = row.contact_attempts + 1;
    await trx
      .updateTable('referral')
      .set((eb) => ({ contact_attempts: attempts, version: eb('version', '+', 1) }))
      .where('id', '=', referralId)
      .execute();
    await trx
      .insertInto('referral_event')
      .values({
        id: uuidv7(),
        referral_id: referralId,
        at: at.toISOString(),
        actor: actor.id,
        from_state: row.state,
        to_state: row.state,
        reason: ATTEMPT,
        note_sealed: null,
        idempotency_key: key,
      })
      .execute();
    await recordEvent(trx, {
      at,
      actor,
      action: 'referral.attempt',
      entity: 'referral',
      entityId: referralId,
      after: { attempts },
    });
    return ok({ attempts });
  });
}
