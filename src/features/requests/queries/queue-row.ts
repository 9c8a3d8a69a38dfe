import type { ExpressionBuilder } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { OPEN_STATES, UNANSWERED_STATES, type ReferralState } from '#src/features/referrals/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { readAnswers } from '../answers.ts';
import { communicationFlags, isOverdue } from '../rules.ts';
import type { QueueRow } from './queue.ts';

export type Requests = ExpressionBuilder<Database, 'request'>;

/** How many referrals of the request are in one of these states. */
export const referralsIn = (eb: Requests, states: readonly ReferralState[]) =>
  eb
    .selectFrom('referral')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .whereRef('referral.request_id', '=', 'request.id')
    .where('referral.state', 'in', states);

/** What a list shows of requests, names still sealed. */
export const selectQueueRows = (db: Db) =>
  db
    .selectFrom('request')
    .leftJoin('account', 'account.id', 'request.navigator_id')
    .select(['request.id', 'request.reference', 'request.answers_sealed', 'request.area'])
    .select(['request.same_day', 'request.state', 'request.sent_at', 'request.contact_due_on'])
    .select(['request.contacted_at', 'request.navigator_id', 'account.name as navigatorName'])
    .select((eb) => [
      referralsIn(eb, OPEN_STATES).as('openReferrals'),
      referralsIn(eb, UNANSWERED_STATES).as('unansweredReferrals'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof selectQueueRows>['execute']>>[number];

/** Names are unsealed row by row, for the page that is shown only. */
export function toQueueRow(keys: Keys, row: Row, today: string): QueueRow {
  const answers =
    row.answers_sealed === null ? {} : readAnswers(keys.unseal(row.answers_sealed, `request:${row.id}`));
  const { state, contact_due_on: contactDueOn, contacted_at: contactedAt } = row;
  return {
    id: row.id,
    reference: row.reference ?? '',
    personName: answers.name?.called ?? answers.name?.full ?? '',
    needs: answers.needs?.slugs ?? [],
    area: row.area,
    sameDay: row.same_day === 1,
    state,
    sentAt: row.sent_at ?? '',
    contactDueOn,
    isOverdue: isOverdue({ state, contactDueOn, contactedAt }, today),
    contactedAt,
    navigator:
      row.navigator_id === null ? null : { id: row.navigator_id, name: row.navigatorName ?? 'Somebody' },
    communicationFlags: communicationFlags(answers),
    openReferrals: Number(row.openReferrals ?? 0),
    unansweredReferrals: Number(row.unansweredReferrals ?? 0),
  };
}
