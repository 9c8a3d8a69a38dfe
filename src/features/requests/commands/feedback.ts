import type { Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import type { RequestFeedback } from '../rules.ts';
import { whoActs, writeRequestEvent } from './event.ts';

/** Keeps what somebody says of the help they got, by the link they were sent. It is stored once. */
export async function giveFeedback(
  db: Db,
  keys: Keys,
  { secret, feedback }: { secret: string; feedback: RequestFeedback },
  actor: Actor,
  at: Date,
): Promise<Result<'kept', 'unknown' | 'given-already'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await trx
      .selectFrom('request')
      .selectAll()
      .where('feedback_token_hash', '=', hashSecret(secret))
      .executeTakeFirst();
    if (row === undefined) return refused('unknown');
    if (row.feedback_given_at !== null) return refused('given-already');
    await trx
      .updateTable('request')
      .set({
        feedback_sealed: keys.seal(JSON.stringify(feedback), `request-feedback:${row.id}`),
        feedback_given_at: at.toISOString(),
        updated_at: at.toISOString(),
      })
      .where('id', '=', row.id)
      .execute();
    const event = { requestId: row.id, who: whoActs(actor, row.made_by), kind: 'feedback' };
    await writeRequestEvent(trx, null, { ...event, from: row.state, to: row.state }, at);
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.feedback',
      entity: 'request',
      entityId: row.id,
    });
    return ok('kept');
  });
}
