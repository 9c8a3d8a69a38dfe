import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { ConsentTable, Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { writeConsent } from '#src/features/consents/commands/write.ts';
import { currentConsents } from '#src/features/consents/queries/consents.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { withdrawReferrals } from '#src/features/referrals/commands/withdraw.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { mayMoveRequest } from '../moves.ts';
import { sentRow, whoActs, writeRequestEvent, type RequestRow } from './event.ts';

/** The person, whoever asks for them, or a navigator who is told so. */
export type WithdrawnBy = 'person' | 'helper' | 'navigator';

/** What a service is told when all of it is over. */
const OVER = 'The person does not want help any more.';

/**
 * Ends a request because the person does not want it any more: what is agreed is withdrawn, open referrals are stopped,
 * and whoever must know is told. Withdrawn again, nothing more happens. Refuses a draft and what was closed before.
 */
export async function withdrawRequest(
  db: Db,
  post: PostOffice,
  { requestId, by, words = null }: { requestId: string; by: WithdrawnBy; words?: string | null },
  actor: Actor,
  at: Date,
): Promise<Result<'withdrawn', 'unknown' | 'closed'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    if (row.state === 'closed')
      return row.closed_reason === 'withdrawn' ? ok('withdrawn') : refused('closed');
    const method = by === 'navigator' ? 'phone' : 'online';
    await withdrawWithin(trx, post, { row, by, words, method }, actor, at);
    return ok('withdrawn');
  });
}

export interface Withdrawing {
  row: RequestRow; // open
  by: WithdrawnBy;
  words: string | null; // why, if they said
  method: ConsentTable['method']; // how they said so
}

/** The same within somebody else's transaction, of a request that is open. */
export async function withdrawWithin(
  trx: Transaction<Database>,
  post: PostOffice,
  { row, by, words, method }: Withdrawing,
  actor: Actor,
  at: Date,
): Promise<void> {
  const mover = by === 'navigator' ? 'navigator' : 'person';
  if (!mayMoveRequest('withdraw', row.state, mover))
    throw new Error(`A request that is ${row.state} cannot be withdrawn`);
  const who = whoActs(actor, row.made_by);
  const messages = await prepareTelling(
    trx,
    post,
    { kind: 'request.withdrawn', requestId: row.id, by: mover, actorId: actor.id },
    at,
  );
  await withdrawReferrals(trx, post, { requestId: row.id, by: mover, words: OVER }, actor, at);
  await withdrawConsents(trx, post, { row, by, method }, { actor, who }, at);
  const now = at.toISOString();
  await trx
    .updateTable('request')
    .set({
      state: 'closed',
      closed_at: now,
      closed_reason: 'withdrawn',
      closed_note_sealed:
        words === null || words === '' ? null : post.keys.seal(words, `request-closed:${row.id}`),
      updated_at: now,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  const event = { requestId: row.id, who, kind: 'withdraw', from: row.state, to: 'closed' as const };
  await writeRequestEvent(trx, post.keys, { ...event, reason: words }, at);
  await recordEvent(trx, {
    at,
    actor,
    action: 'request.withdraw',
    entity: 'request',
    entityId: row.id,
    before: { state: row.state },
    after: { state: 'closed', by },
  });
  for (const message of messages) await queueMessage(trx, message, at);
}

/** What was agreed to counts no more, with the words that it had been agreed to with. */
async function withdrawConsents(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  { row, by, method }: Pick<Withdrawing, 'row' | 'by' | 'method'>,
  who: { actor: Actor; who: string },
  at: Date,
): Promise<void> {
  for (const consent of await currentConsents(trx, row.id)) {
    if (consent.decision !== 'given') continue;
    const withdrawn = {
      ...consent,
      requestId: row.id,
      decision: 'withdrawn' as const,
      givenBy: by === 'helper' ? ('helper' as const) : ('self' as const),
      method,
      reason: null,
      key: `withdrawn:${row.id}:${consent.id}`,
    };
    await writeConsent(trx, keys, withdrawn, who, at);
  }
}
