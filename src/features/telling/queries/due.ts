import type { Db } from '#db/connection.ts';
import { UNANSWERED_STATES, OPEN_STATES } from '#src/features/referrals/moves.ts';
import { addDays, atLondon } from '#src/lib/dates.ts';
import { feedbackDays, NOT_ASKED } from '../due.ts';

/** So many rows are looked at in one batch of a job. */
export const BATCH = 100;

/** Referrals that wait for an answer and are to be reminded of, by the day in England. */
export const listToChase = (db: Db, today: string, after = ''): Promise<string[]> =>
  ids(
    db
      .selectFrom('referral')
      .select('id')
      .where('state', 'in', UNANSWERED_STATES)
      .where('chased_at', 'is', null)
      .where('chase_on', '<=', today)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute(),
  );

/** Referrals that wait for an answer, of which the navigator is to be told. */
export const listToEscalate = (db: Db, today: string, after = ''): Promise<string[]> =>
  ids(
    db
      .selectFrom('referral')
      .select('id')
      .where('state', 'in', UNANSWERED_STATES)
      .where('escalated_at', 'is', null)
      .where('escalate_on', '<=', today)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute(),
  );

/** Requests nobody got in touch about in time. */
export const listOverdue = (db: Db, today: string, after = ''): Promise<string[]> =>
  ids(
    db
      .selectFrom('request')
      .select('id')
      .where('state', 'in', ['sent', 'with_navigator'])
      .where('contacted_at', 'is', null)
      .where('overdue_told_at', 'is', null)
      .where('contact_due_on', '<', today)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute(),
  );

/** Requests to be read on a day that is over, or before it, that nobody has taken. */
export const listSameDay = (db: Db, lastDay: string, after = ''): Promise<string[]> =>
  ids(
    db
      .selectFrom('request')
      .select('id')
      .where('state', '=', 'sent')
      .where('same_day', '=', 1)
      .where('same_day_told_at', 'is', null)
      .where('contact_due_on', '<=', lastDay)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute(),
  );

/** Requests that were closed so many days ago and whose person has not been asked how it went. */
export function listToAsk(db: Db, today: string, afterDays: number, after = ''): Promise<string[]> {
  const { from, to } = feedbackDays(today, afterDays);
  return ids(
    db
      .selectFrom('request')
      .select('id')
      .where('state', '=', 'closed')
      .where('feedback_asked_at', 'is', null)
      .where('answers_sealed', 'is not', null)
      .where('closed_reason', 'not in', NOT_ASKED)
      .where('closed_at', '>=', atLondon(from, '00:00').toISOString())
      .where('closed_at', '<', atLondon(addDays(to, 1), '00:00').toISOString())
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute(),
  );
}

const ids = async (rows: Promise<{ id: string }[]>): Promise<string[]> => (await rows).map(({ id }) => id);

/** Messages to a service that it cannot do without; the other kind leads to its answer. */
const FOR_PROGRESS = 'referral-progress';
const NEEDED = ['referral-sent', 'referral-chased', 'referral-more-told', FOR_PROGRESS];

/** A message to a service that came back, or could not be sent. */
export interface LostMail {
  messageId: string;
  referralId: string;
  isOfAnswer: boolean; // it led to the page where the service says yes or no
}

/**
 * What did not arrive at services whose referral is open, where nothing was done about it yet. Of an answer only while
 * there is none: who said yes, or no, had the mail from somewhere.
 */
export async function listLostMails(db: Db): Promise<LostMail[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('referral', 'referral.id', 'message.about_id')
    .select(['message.id', 'message.template', 'referral.id as referralId', 'referral.state'])
    .where('message.about_entity', '=', 'referral')
    .where('message.template', 'in', NEEDED)
    .where((eb) => eb.or([eb('message.bounced_at', 'is not', null), eb('message.failed_at', 'is not', null)]))
    .where('referral.state', 'in', OPEN_STATES)
    .orderBy('message.id')
    .execute();
  const open = rows
    .map(({ id, template, referralId, state }) => ({
      messageId: id,
      referralId,
      isOfAnswer: template !== FOR_PROGRESS,
      isAnswered: !['sent', 'opened'].includes(state),
    }))
    .filter(({ isOfAnswer, isAnswered }) => !isOfAnswer || !isAnswered);
  const handled = await handledMails(db, open);
  return open
    .filter(({ messageId }) => !handled.has(messageId))
    .map(({ messageId, referralId, isOfAnswer }) => ({ messageId, referralId, isOfAnswer }));
}

/** Messages after which another address was written to, or somebody asked to ring. */
async function handledMails(db: Db, lost: readonly LostMail[]): Promise<ReadonlySet<string>> {
  const keys = new Map(
    lost.flatMap(({ messageId, referralId }) => [
      [`referral.asked-again:${referralId}:${messageId}:service`, messageId],
      [`referral.told-again:${referralId}:${messageId}:service`, messageId],
      [`referral-ring:lost:${messageId}`, messageId],
    ]),
  );
  const known: string[] = [];
  const all = [...keys.keys()];
  for (let from = 0; from < all.length; from += BATCH) {
    const some = all.slice(from, from + BATCH);
    const messages = await db
      .selectFrom('message')
      .select('dedupe_key')
      .where('dedupe_key', 'in', some)
      .execute();
    const tasks = await db.selectFrom('task').select('dedupe_key').where('dedupe_key', 'in', some).execute();
    known.push(...[...messages, ...tasks].map((row) => row.dedupe_key ?? ''));
  }
  return new Set(known.flatMap((key) => keys.get(key) ?? []));
}
