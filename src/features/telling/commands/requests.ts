import type { Selectable, Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, RequestTable } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { londonNow } from '#src/lib/dates.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { isToBeAsked, isToBeToldLate, isToBeToldOverdue } from '../due.ts';
import type { Happening } from '../happenings.ts';
import { prepareTelling } from './prepare.ts';

/** The moment that decides what is due, and the one that is written down. */
export interface When {
  dueAt: Date;
  at: Date;
}

const JOB = programActor('job');

/**
 * Tells navigators, once, that nobody got in touch by the day that was named; with nobody to tell it becomes a task. False
 * when somebody has meanwhile, or it was told.
 */
export async function tellOverdue(
  db: Db,
  post: PostOffice,
  requestId: string,
  { dueAt, at }: When,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await lockedRow(trx, requestId);
    if (row === undefined || !isToBeToldOverdue(waitingOf(row), dueAt)) return false;
    await mark(trx, requestId, { overdue_told_at: at.toISOString() });
    const happening = { kind: 'request.overdue' as const, requestId, dueOn: row.contact_due_on ?? '' };
    await tellTeam(trx, post, { happening, row, why: 'waits too long' }, at);
    return true;
  });
}

/** Tells navigators, once, that nobody has taken a request that was to be read on the same day. */
export async function tellSameDayLate(
  db: Db,
  post: PostOffice,
  requestId: string,
  { dueAt, at }: When,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await lockedRow(trx, requestId);
    if (row === undefined || !isToBeToldLate(waitingOf(row), dueAt)) return false;
    await mark(trx, requestId, { same_day_told_at: at.toISOString() });
    const happening = { kind: 'request.same-day-late' as const, requestId };
    await tellTeam(trx, post, { happening, row, why: 'was to be read on the day it was sent' }, at);
    return true;
  });
}

/**
 * Asks the person, once, how it went, by a link of its own. `unreached`: there is no safe way to ask, and nothing is noted:
 * the agreement to it may have been withdrawn, or no way of writing is safe.
 */
export async function askFeedback(
  db: Db,
  post: PostOffice,
  { requestId, afterDays }: { requestId: string; afterDays: number },
  { dueAt, at }: When,
): Promise<'asked' | 'unreached' | 'not-due'> {
  const token = newSecret();
  return db.transaction().execute(async (trx) => {
    const row = await lockedRow(trx, requestId);
    if (row === undefined || row.answers_sealed === null) return 'not-due';
    const closed = {
      closedAt: row.closed_at,
      closedReason: row.closed_reason,
      askedAt: row.feedback_asked_at,
    };
    if (!isToBeAsked(closed, londonNow(dueAt).day, afterDays)) return 'not-due';
    if (await hasRefusedFeedback(trx, requestId)) return 'unreached';
    const messages = await prepareTelling(trx, post, { kind: 'feedback.asked', requestId, token }, at);
    if (messages.length === 0) return 'unreached';
    await mark(trx, requestId, {
      feedback_asked_at: at.toISOString(),
      feedback_token_hash: hashSecret(token),
    });
    for (const message of messages) await queueMessage(trx, message, at);
    await note(trx, 'request.ask-feedback', requestId, at);
    return 'asked';
  });
}

async function hasRefusedFeedback(trx: Transaction<Database>, requestId: string): Promise<boolean> {
  const latest = await trx
    .selectFrom('consent')
    .select('decision')
    .where('request_id', '=', requestId)
    .where('purpose', '=', 'feedback')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest !== undefined && latest.decision !== 'given';
}

type Row = Selectable<RequestTable>;

async function lockedRow(trx: Transaction<Database>, requestId: string): Promise<Row | undefined> {
  await takeTurn(trx);
  return trx.selectFrom('request').selectAll().where('id', '=', requestId).executeTakeFirst();
}

const waitingOf = (row: Row) => ({
  state: row.state,
  isSameDay: row.same_day === 1,
  contactDueOn: row.contact_due_on,
  contactedAt: row.contacted_at,
  overdueToldAt: row.overdue_told_at,
  sameDayToldAt: row.same_day_told_at,
});

/** Notes a thing that is told once. The version stays: no form that somebody has open becomes stale by it. */
const mark = (
  trx: Transaction<Database>,
  requestId: string,
  told: Partial<
    Pick<Row, 'overdue_told_at' | 'same_day_told_at' | 'feedback_asked_at' | 'feedback_token_hash'>
  >,
): Promise<unknown> => trx.updateTable('request').set(told).where('id', '=', requestId).execute();

async function tellTeam(
  trx: Transaction<Database>,
  post: PostOffice,
  { happening, row, why }: { happening: Happening; row: Row; why: string },
  at: Date,
): Promise<void> {
  const messages = await prepareTelling(trx, post, happening, at);
  for (const message of messages) await queueMessage(trx, message, at);
  await note(trx, 'request.remind', row.id, at);
  if (messages.length > 0) return;
  await openTask(
    trx,
    {
      kind: 'request-waits',
      entity: 'request',
      entityId: row.id,
      title: `Request ${row.reference ?? ''} ${why}, and no navigator can be told by email`,
      dedupeKey: `${happening.kind}:${row.id}`,
    },
    at,
  );
}

const note = (trx: Transaction<Database>, action: string, requestId: string, at: Date): Promise<unknown> =>
  recordEvent(trx, { at, actor: JOB, action, entity: 'request', entityId: requestId });
