import type { Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { OPEN_STATES } from '#src/features/referrals/moves.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { mayMoveRequest } from '../moves.ts';
import { canGiveUp, type ClosingReason } from '../rules.ts';
import { sentRow, writeRequestEvent, type RequestRow } from './event.ts';

export interface Closing {
  requestId: string;
  reason: ClosingReason;
  note: string | null;
  version: number; // as the page was shown
}

type Refusal =
  'unknown' | 'not-taken' | 'not-yours' | 'closed' | 'open-referrals' | 'too-soon' | 'changed-elsewhere';

/**
 * Closes a request with a reason, and tells who must know. Refuses while a referral is open, `too-soon` for
 * "could-not-contact" before the attempts of rules.ts, and whoever's it is not.
 */
export async function closeRequest(
  db: Db,
  post: PostOffice,
  closing: Closing,
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, Refusal>> {
  const { requestId, reason, note } = closing;
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    if (row.state === 'closed' && isDone(row, closing, actor)) return ok({ version: row.version });
    const refusal = refusalOf(row, closing, actor);
    if (refusal !== null) return refused(refusal);
    if (await hasOpenReferrals(trx, requestId)) return refused('open-referrals');
    if (reason === 'could-not-contact' && !canGiveUp(await attemptsOf(trx, requestId)))
      return refused('too-soon');
    const happening = { kind: 'request.closed' as const, requestId, reason, actorId: actor.id };
    const messages = await prepareTelling(trx, post, happening, at);
    const now = at.toISOString();
    await trx
      .updateTable('request')
      .set({
        state: 'closed',
        closed_at: now,
        closed_reason: reason,
        closed_note_sealed:
          note === null || note === '' ? null : post.keys.seal(note, `request-closed:${requestId}`),
        updated_at: now,
        version: row.version + 1,
      })
      .where('id', '=', requestId)
      .execute();
    const event = { requestId, who: actor.id, kind: 'close', from: row.state, to: 'closed' as const };
    await writeRequestEvent(trx, post.keys, { ...event, reason: note }, at);
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.close',
      entity: 'request',
      entityId: requestId,
      before: { state: row.state },
      after: { state: 'closed' },
      reason,
    });
    for (const message of messages) await queueMessage(trx, message, at);
    return ok({ version: row.version + 1 });
  });
}

/** The same form sent again. */
const isDone = (row: RequestRow, { reason, version }: Closing, actor: Actor): boolean =>
  row.closed_reason === reason && row.navigator_id === actor.id && row.version === version + 1;

function refusalOf(row: RequestRow, { version }: Closing, actor: Actor): Refusal | null {
  if (row.state === 'closed') return 'closed';
  if (!mayMoveRequest('close', row.state, 'navigator')) return 'not-taken';
  if (row.navigator_id !== actor.id) return 'not-yours';
  return row.version === version ? null : 'changed-elsewhere';
}

const attemptsOf = (db: Db, requestId: string) =>
  db
    .selectFrom('contact_attempt')
    .select(['at', 'channel', 'outcome'])
    .where('request_id', '=', requestId)
    .execute();

async function hasOpenReferrals(db: Db, requestId: string): Promise<boolean> {
  const open = await db
    .selectFrom('referral')
    .select('id')
    .where('request_id', '=', requestId)
    .where('state', 'in', OPEN_STATES)
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}
