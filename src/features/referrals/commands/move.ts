import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { endSessionsOf } from '#src/features/proofs/commands/sessions.ts';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { REFERRAL_MOVES, type ReferralMoveName } from '../moves.ts';
import { attemptsOf } from '../queries/attempts.ts';
import {
  canGiveUp,
  CHASE_WORKING_DAYS,
  ESCALATE_WORKING_DAYS,
  isOpenReferral,
  moveRefusal,
} from '../rules.ts';
import type { MovedReferral, ReferralMoveInput, ReferralMoveRefusal } from '../types.ts';
import { useReferralLinks } from './links.ts';
import { tellOfMove } from './tell.ts';

type Moved = Result<MovedReferral, ReferralMoveRefusal>;

/**
 * Makes one of the moves of REFERRAL_MOVES: the state, its event, the audit event and every message it leads to, all or
 * none. What was done already is answered as done, and nothing is done again. Refuses what the table does not allow from
 * the state that the referral has by now, a reason that is missing, and giving up before the tries (`too-soon`).
 */
export function moveReferral(
  db: Db,
  post: PostOffice,
  input: ReferralMoveInput,
  actor: Actor,
  at: Date,
): Promise<Moved> {
  return db.transaction().execute((trx) => moveReferralWithin(trx, post, input, actor, at));
}

/** The same within somebody else's transaction; on a refusal nothing was written. */
export async function moveReferralWithin(
  trx: Transaction<Database>,
  post: PostOffice,
  input: ReferralMoveInput,
  actor: Actor,
  at: Date,
): Promise<Moved> {
  const { referralId, move, by, code, words = '', version, key } = input;
  const row = await trx
    .selectFrom('referral')
    .select(['id', 'request_id', 'state', 'version', 'opened_at', 'service_id'])
    .where('id', '=', referralId)
    .executeTakeFirst();
  if (row === undefined) return refused('unknown');
  const { to } = REFERRAL_MOVES[move];
  const done = { referralId, requestId: row.request_id, state: row.state, isRepeat: true };
  if (key !== undefined && (await isKnown(trx, referralId, key))) return ok(done);
  const refusal = moveRefusal({ move, by, code, words }, row.state);
  if (refusal === 'made-already') return ok(done);
  if (refusal !== null) return refused(refusal);
  if (version !== undefined && version !== row.version) return refused('not-allowed');
  if (move === 'give-up' && !canGiveUp(await attemptsOf(trx, referralId))) return refused('too-soon');

  const now = at.toISOString();
  await trx
    .updateTable('referral')
    .set((eb) => ({
      state: to,
      version: eb('version', '+', 1),
      ...(row.opened_at === null && by === 'service' && { opened_at: now }),
      ...((move === 'accept' || move === 'decline') && { answered_at: now }),
      ...(move === 'decline' && { decline_reason: code ?? null }),
      ...(move === 'tell-more' && countingAgain(at, input.bankHolidays)),
      ...(!isOpenReferral(to) && { closed_at: now }),
    }))
    .where('id', '=', referralId)
    .execute();
  const eventId = await writeEvent(trx, post, { input, from: row.state }, actor, at);
  if (move === 'ask-more' || move === 'tell-more') await writeThread(trx, post, row, input, actor, at);
  if (move === 'accept') await useReferralLinks(trx, referralId, ['answer'], at);
  if (!isOpenReferral(to)) {
    await useReferralLinks(trx, referralId, ['answer', 'progress'], at);
    await endSessionsOf(trx, { subject: 'referral', subjectId: referralId });
  }
  await recordEvent(trx, {
    at,
    actor,
    action: `referral.${move}`,
    entity: 'referral',
    entityId: referralId,
    before: { state: row.state },
    after: { state: to, ...(by !== 'service' && { by }) },
    ...(code !== undefined && { reason: code }),
  });
  const told = { ...input, requestId: row.request_id, serviceId: row.service_id };
  await tellOfMove(trx, post, { ...told, eventId, actorId: actor.id }, at);
  return ok({ ...done, state: to, isRepeat: false });
}

async function isKnown(trx: Transaction<Database>, referralId: string, key: string): Promise<boolean> {
  const row = await trx
    .selectFrom('referral_event')
    .select('id')
    .where('referral_id', '=', referralId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a service asked back stops the clock; once it is answered, the days are counted anew. */
function countingAgain(at: Date, bankHolidays: ReadonlySet<string> = new Set()) {
  const { day } = londonNow(at);
  return {
    chase_on: addWorkingDays(day, CHASE_WORKING_DAYS, bankHolidays),
    escalate_on: addWorkingDays(day, ESCALATE_WORKING_DAYS, bankHolidays),
  };
}

const THREAD_MOVES: readonly ReferralMoveName[] = ['ask-more', 'tell-more'];

async function writeEvent(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  { input, from }: { input: ReferralMoveInput; from: MovedReferral['state'] },
  actor: Actor,
  at: Date,
): Promise<string> {
  const id = uuidv7();
  const { move, words = '', code, key } = input;
  // A question and its answer are kept once, in the thread.
  const note = THREAD_MOVES.includes(move) || words === '' ? null : words;
  await trx
    .insertInto('referral_event')
    .values({
      id,
      referral_id: input.referralId,
      at: at.toISOString(),
      actor: actor.id,
      from_state: from,
      to_state: REFERRAL_MOVES[move].to,
      reason: code ?? null,
      note_sealed: note === null ? null : keys.seal(note, `referral-event:${id}`),
      idempotency_key: key ?? null,
    })
    .execute();
  return id;
}

async function writeThread(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  { id: referralId, request_id: requestId }: { id: string; request_id: string },
  { move, words = '' }: ReferralMoveInput,
  actor: Actor,
  at: Date,
): Promise<void> {
  const id = uuidv7();
  await trx
    .insertInto('request_note')
    .values({
      id,
      request_id: requestId,
      referral_id: referralId,
      author: move === 'ask-more' ? 'service' : 'navigator',
      kind: move === 'ask-more' ? 'question' : 'answer',
      words_sealed: keys.seal(words, `request-note:${id}`),
      idempotency_key: null,
      at: at.toISOString(),
      by: actor.id,
    })
    .execute();
}
