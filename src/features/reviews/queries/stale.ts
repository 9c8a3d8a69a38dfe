import type { Db } from '#db/connection.ts';
import { daysBetween } from '#src/lib/dates.ts';
import { isTriedCall } from '../calls.ts';
import { HIDDEN_FOR_REVIEW, type Step } from '../rules.ts';
import { dueOnOf } from './ladder.ts';

export const STALE_REASONS = ['overdue', 'no-address', 'hidden', 'answered'] as const;
/** Why a service is on the desk's list; the first that is true of it. */
export type StaleReason = (typeof STALE_REASONS)[number];

export interface StaleRow {
  id: string;
  name: string;
  organisationName: string;
  assuredOn: string | null;
  dueOn: string;
  daysOverdue: number; // negative: not due yet, but there is nobody to write to
  reasons: readonly StaleReason[];
  calls: number; // tried for this due date
  lastCallOn: string | null;
}

/**
 * The services that somebody must ring about: overdue for 60 days or more, hidden because of it, or with nobody to write
 * to. The longest overdue first; what nobody rang about before what was tried.
 */
export async function listStale(db: Db, today: string): Promise<StaleRow[]> {
  const services = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .where('organisation.visibility', '=', 'public')
    .where('service.status', 'in', ['active', 'temporarily closed'])
    .where((eb) => eb.or([eb('service.valid_to', 'is', null), eb('service.valid_to', '>=', today)]))
    .where((eb) =>
      eb.or([
        eb('service.visibility', '=', 'public'),
        eb('service.visibility', '=', 'hidden').and('service.hidden_reason', '=', HIDDEN_FOR_REVIEW),
      ]),
    )
    .where('service.id', 'in', (eb) =>
      eb
        .selectFrom('review_step')
        .select('review_step.service_id')
        .where('review_step.step', 'in', ['call', 'no-address', 'hidden']),
    )
    .select(['service.id', 'service.name', 'service.organisation_id', 'service.visibility'])
    .select(['service.assured_on', 'service.review_due_on', 'service.created_at'])
    .select('organisation.name as organisation_name')
    .execute();
  const steps = Map.groupBy(
    await db
      .selectFrom('review_step')
      .select(['service_id', 'due_on', 'step'])
      .where('step', 'in', ['call', 'no-address', 'hidden', 'answered'])
      .execute(),
    (row) => row.service_id,
  );
  const mailed = await lastMailed(db);
  const calls = Map.groupBy(
    await db.selectFrom('review_call').select(['service_id', 'due_on', 'outcome', 'called_on']).execute(),
    (row) => row.service_id,
  );
  return services
    .flatMap((row): StaleRow[] => {
      const dueOn = dueOnOf(row);
      const taken = new Set(
        (steps.get(row.id) ?? []).flatMap(({ due_on, step }) => (due_on === dueOn ? (step as Step) : [])),
      );
      // Somebody has turned up who answers for it: the mails go on.
      if (mailed.has(`${row.id} ${dueOn}`)) taken.delete('no-address');
      if (!taken.has('call') && !taken.has('no-address') && !taken.has('hidden')) return [];
      const tried = (calls.get(row.id) ?? []).filter(
        (call) => call.due_on === dueOn && isTriedCall(call.outcome),
      );
      return [
        {
          id: row.id,
          name: row.name,
          organisationName: row.organisation_name,
          assuredOn: row.assured_on,
          dueOn,
          daysOverdue: daysBetween(dueOn, today),
          reasons: STALE_REASONS.filter((reason) => taken.has(reason === 'overdue' ? 'call' : reason)),
          calls: tried.length,
          lastCallOn:
            tried
              .map((call) => call.called_on)
              .sort()
              .at(-1) ?? null,
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(a.calls > 0) - Number(b.calls > 0) ||
        a.dueOn.localeCompare(b.dueOn) ||
        a.id.localeCompare(b.id),
    );
}

/** What was mailed, and did not come back, as "service due-date". */
async function lastMailed(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('review_step')
    .innerJoin('message', 'message.id', 'review_step.message_id')
    .select(['review_step.service_id', 'review_step.due_on'])
    .where('message.bounced_at', 'is', null)
    .where('message.failed_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => `${row.service_id} ${row.due_on}`));
}
