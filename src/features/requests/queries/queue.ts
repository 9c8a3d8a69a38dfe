import type { Db } from '#db/connection.ts';
import { UNANSWERED_STATES } from '#src/features/referrals/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { typedLookups } from '../lookup.ts';
import type { RequestState } from '../moves.ts';
import { normaliseReference } from '../reference.ts';
import { referralsIn, selectQueueRows, toQueueRow, type Requests } from './queue-row.ts';

/** `waiting`: mine, and a service has not answered; `overdue` and `same-day`: whoever's they are, nobody spoke with the person yet. */
export const QUEUES = ['new', 'same-day', 'mine', 'waiting', 'overdue', 'all'] as const;
export type Queue = (typeof QUEUES)[number];

/** A request in a list. */
export interface QueueRow {
  id: string;
  reference: string;
  personName: string; // what to call them, or their name; '' of a record that was erased
  needs: string[]; // slugs
  area: string | null;
  sameDay: boolean;
  state: RequestState;
  sentAt: string;
  contactDueOn: string | null;
  isOverdue: boolean;
  contactedAt: string | null;
  navigator: { id: string; name: string } | null;
  communicationFlags: string[]; // in words, "BSL interpreter"
  openReferrals: number;
  unansweredReferrals: number;
}

export interface QueueQuestion {
  queue: Queue;
  navigatorId: string; // who asks
  today: string; // date in England
}

const OPEN = ['sent', 'with_navigator'] as const satisfies readonly RequestState[];

/** The condition of a queue. */
const standsIn =
  ({ queue, navigatorId, today }: QueueQuestion) =>
  (eb: Requests) => {
    const isOpen = eb('request.state', 'in', OPEN);
    const isMine = eb.and([
      eb('request.state', '=', 'with_navigator'),
      eb('request.navigator_id', '=', navigatorId),
    ]);
    const notReached = eb.and([isOpen, eb('request.contacted_at', 'is', null)]);
    switch (queue) {
      case 'new':
        return eb('request.state', '=', 'sent');
      case 'same-day':
        return eb.and([notReached, eb('request.same_day', '=', 1)]);
      case 'mine':
        return isMine;
      case 'waiting':
        return eb.and([isMine, eb(referralsIn(eb, UNANSWERED_STATES), '>', 0)]);
      case 'overdue':
        return eb.and([notReached, eb('request.contact_due_on', '<', today)]);
      case 'all':
        return isOpen;
    }
  };

/** The requests of a queue, the most pressing first, and how many there are in all. Pages are numbered from 1. */
export async function listQueue(
  db: Db,
  keys: Keys,
  question: QueueQuestion,
  { page, size }: { page: number; size: number },
): Promise<{ rows: QueueRow[]; total: number }> {
  const rows = await selectQueueRows(db)
    .where(standsIn(question))
    // What is to be read on the day comes first until somebody has spoken with the person.
    .orderBy((eb) =>
      eb
        .case()
        .when(eb.and([eb('request.same_day', '=', 1), eb('request.contacted_at', 'is', null)]))
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('request.sent_at')
    .orderBy('request.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return {
    rows: rows.map((row) => toQueueRow(keys, row, question.today)),
    total: await countOne(db, question),
  };
}

/** How many requests stand in each queue. */
export async function countQueues(
  db: Db,
  question: Omit<QueueQuestion, 'queue'>,
): Promise<Record<Queue, number>> {
  const counts = { new: 0, 'same-day': 0, mine: 0, waiting: 0, overdue: 0, all: 0 };
  for (const queue of QUEUES) counts[queue] = await countOne(db, { ...question, queue });
  return counts;
}

async function countOne(db: Db, question: QueueQuestion): Promise<number> {
  const { count } = await db
    .selectFrom('request')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(standsIn(question))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** More would be no answer to who rang. */
const MOST_FOUND = 50;

/**
 * Sent requests found by their reference or that of a referral, or by a name, a phone number, an email address, an NHS
 * number, or a date of birth with a postcode, of the person or of whoever asks for them; the newest first.
 */
export async function findByLookup(db: Db, keys: Keys, typed: string, today: string): Promise<QueueRow[]> {
  const reference = normaliseReference(typed);
  const hashes = typedLookups(keys, typed).map(({ hash }) => hash);
  const rows = await selectQueueRows(db)
    .where('request.state', '!=', 'draft')
    .where('request.answers_sealed', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('request.reference', '=', reference ?? ''),
        eb('request.id', 'in', (sub) =>
          sub
            .selectFrom('referral')
            .select('referral.request_id')
            .where('referral.reference', '=', reference ?? ''),
        ),
        ...(hashes.length === 0
          ? []
          : [
              eb('request.id', 'in', (sub) =>
                sub
                  .selectFrom('request_lookup')
                  .select('request_lookup.request_id')
                  .where('request_lookup.hash', 'in', hashes),
              ),
            ]),
      ]),
    )
    .orderBy('request.sent_at', 'desc')
    .orderBy('request.id', 'desc')
    .limit(MOST_FOUND)
    .execute();
  return rows.map((row) => toQueueRow(keys, row, today));
}
