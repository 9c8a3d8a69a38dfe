import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening } from '#src/features/telling/happenings.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { mayMoveRequest, REQUEST_MOVES } from '../moves.ts';
import { isNavigator } from '../queries/navigators.ts';
import { sentRow, writeRequestEvent, type RequestRow } from './event.ts';

/**
 * Makes a request the navigator's own; who has it already keeps it. Of two at once one gets it; the other is refused with
 * `taken-already`, and findRequest says by whom.
 */
export async function takeRequest(
  db: Db,
  post: PostOffice,
  { requestId }: { requestId: string },
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'taken-already' | 'closed'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    if (row.state === 'closed') return refused('closed');
    if (!mayMoveRequest('take', row.state, 'navigator'))
      return row.navigator_id === actor.id ? ok({ version: row.version }) : refused('taken-already');
    return ok(await move(trx, post, { name: 'take', row, navigatorId: actor.id, reason: null }, actor, at));
  });
}

export interface HandedOver {
  requestId: string;
  to: string; // account id
  reason: string;
  version: number; // as the page was shown
}

/** Gives a request to another navigator, or takes one over from a colleague. Refuses whoever is no navigator. */
export async function handOverRequest(
  db: Db,
  post: PostOffice,
  { requestId, to, reason, version }: HandedOver,
  actor: Actor,
  at: Date,
): Promise<
  Result<{ version: number }, 'unknown' | 'not-taken' | 'closed' | 'not-a-navigator' | 'changed-elsewhere'>
> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    if (row.state === 'closed') return refused('closed');
    if (!mayMoveRequest('hand-over', row.state, 'navigator')) return refused('not-taken');
    if (row.navigator_id === to) return ok({ version: row.version }); // done already
    if (row.version !== version) return refused('changed-elsewhere');
    if (!(await isNavigator(trx, to))) return refused('not-a-navigator');
    return ok(await move(trx, post, { name: 'hand-over', row, navigatorId: to, reason }, actor, at));
  });
}

/** Puts a request back among the new ones, for any navigator to take. */
export async function putBackRequest(
  db: Db,
  post: PostOffice,
  { requestId, reason, version }: { requestId: string; reason: string; version: number },
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'not-taken' | 'closed' | 'changed-elsewhere'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    if (row.state === 'closed') return refused('closed');
    if (!mayMoveRequest('put-back', row.state, 'navigator')) return refused('not-taken');
    if (row.version !== version) return refused('changed-elsewhere');
    return ok(await move(trx, post, { name: 'put-back', row, navigatorId: null, reason }, actor, at));
  });
}

interface Move {
  name: 'take' | 'hand-over' | 'put-back';
  row: RequestRow;
  navigatorId: string | null; // whose it is afterwards
  reason: string | null;
}

/** Makes the move: whose it is, its event, the audit event and the messages. */
async function move(
  trx: Transaction<Database>,
  post: PostOffice,
  { name, row, navigatorId, reason }: Move,
  actor: Actor,
  at: Date,
): Promise<{ version: number }> {
  const { to } = REQUEST_MOVES[name];
  const now = at.toISOString();
  const event = { requestId: row.id, who: actor.id, kind: name, from: row.state, to, reason };
  const eventId = await writeRequestEvent(trx, post.keys, event, at);
  const messages = await prepareTelling(
    trx,
    post,
    happeningOf({ name, navigatorId, requestId: row.id, actorId: actor.id, key: eventId }),
    at,
  );
  await trx
    .updateTable('request')
    .set({
      state: to,
      navigator_id: navigatorId,
      taken_at: navigatorId === null ? null : now,
      updated_at: now,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await recordEvent(trx, {
    at,
    actor,
    action: `request.${name}`,
    entity: 'request',
    entityId: row.id,
    before: { state: row.state, navigator: row.navigator_id },
    after: { state: to, navigator: navigatorId },
  });
  for (const message of messages) await queueMessage(trx, message, at);
  return { version: row.version + 1 };
}

/** What people hear of a move: `key`, its event's id, tells one time from another. */
function happeningOf({
  name,
  navigatorId,
  ...about
}: {
  name: Move['name'];
  navigatorId: string | null;
  requestId: string;
  actorId: string;
  key: string;
}): Happening {
  if (navigatorId === null) return { kind: 'request.put-back', ...about };
  return { kind: name === 'take' ? 'request.taken' : 'request.handed-over', navigatorId, ...about };
}
