import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { newReference } from '#src/features/requests/reference.ts';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import { remindOfReferrals } from '#src/jobs/requests/referral-reminders.ts';
import { londonNow } from '#src/lib/dates.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { CLUB, LUNCH, NEEDS, SHARED } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';

/** Boxing Day fell on a Saturday in 2026, so that the Monday is free too. */
export const HOLIDAYS: ReadonlySet<string> = new Set(['2026-12-25', '2026-12-28', '2027-01-01']);

/** A request of its own with a referral, as sending leaves it. */
export async function addReferral(
  db: Db,
  sentAt: Date,
  added: NewRequest & { serviceId?: string } = {},
): Promise<{ id: string; requestId: string }> {
  const request = await addRequest(db, TEST_KEYS, added);
  const id = uuidv7();
  const { day } = londonNow(sentAt);
  await db
    .insertInto('referral')
    .values({
      id,
      request_id: request.id,
      service_id: added.serviceId ?? LUNCH,
      organisation_id: CLUB,
      reference: newReference(),
      state: 'sent',
      shared: JSON.stringify(SHARED),
      sent_at: sentAt.toISOString(),
      sent_by: 'x',
      chase_on: addWorkingDays(day, 3, HOLIDAYS),
      escalate_on: addWorkingDays(day, 5, HOLIDAYS),
    })
    .execute();
  return { id, requestId: request.id };
}

/** One run of the job that reminds of referrals. */
export const remind = (db: Db, at: Date, signal = new AbortController().signal) =>
  remindOfReferrals(db, TEST_POST, { at, now: () => at, signal, bankHolidays: HOLIDAYS, needs: NEEDS });

/** How often each message lies in the outbox. */
export async function templates(db: Db): Promise<Record<string, number>> {
  const rows = await db.selectFrom('message').select('template').execute();
  const counts: Record<string, number> = {};
  for (const { template } of rows) counts[template] = (counts[template] ?? 0) + 1;
  return counts;
}

export const tasks = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('task').select('title').orderBy('id').execute()).map(({ title }) => title);
