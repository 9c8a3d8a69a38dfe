import type { Db } from '#db/connection.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { CALL_OUTCOMES, isTriedCall } from '../calls.ts';
import { firstDueOn, type Reviewed, type Step, type TakenStep } from '../rules.ts';

/** The first mail goes out 30 days before the due date, and may be brought forward by as many. */
const SEEN_DAYS_BEFORE = 60;

/** A service on the ladder, with the addresses that were given for it, the nearest first. */
export interface LadderRow extends Reviewed {
  organisationName: string;
  emails: readonly string[]; // of whoever checked it last, of the service, of the organisation
}

interface StepRow {
  service_id: string;
  due_on: string;
  step: string;
  done_on: string;
  message_id: string | null;
  bounced_at: string | null;
  failed_at: string | null;
}

/** The services that the ladder is about: of the directory, due soon, and not made up as an example. */
const onLadder = (db: Db, today: string) =>
  publicServices(db, today)
    .leftJoin('source', 'source.id', 'service.source_id')
    .where((eb) => eb.or([eb('source.format', 'is', null), eb('source.format', '!=', 'demo')]))
    .where((eb) =>
      eb.or([
        eb('service.review_due_on', 'is', null),
        eb('service.review_due_on', '<=', addDays(today, SEEN_DAYS_BEFORE)),
      ]),
    );

/** True when there is a service to be kept current. */
export async function hasLadder(db: Db, today: string): Promise<boolean> {
  return (await onLadder(db, today).select('service.id').limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Every service whose review is due within 60 days or has been, with the steps that were taken for that due date; or
 * those of one organisation.
 */
export async function readLadder(
  db: Db,
  today: string,
  organisationId: string | null = null,
): Promise<LadderRow[]> {
  const services = await onLadder(db, today)
    .$if(organisationId !== null, (query) => query.where('organisation.id', '=', organisationId))
    .select(['service.id', 'service.name', 'service.review_due_on', 'service.created_at'])
    .select(['service.assurer_email', 'service.email', 'organisation.email as organisation_email'])
    .select(['organisation.id as organisation_id', 'organisation.name as organisation_name'])
    .orderBy('service.id')
    .execute();
  if (services.length === 0) return [];
  const steps = Map.groupBy(await readSteps(db, today, organisationId), (row) => row.service_id);
  const calls = Map.groupBy(await readCalls(db, organisationId), (row) => row.service_id);
  return services.flatMap((row) => {
    const dueOn = dueOnOf(row);
    if (dueOn > addDays(today, SEEN_DAYS_BEFORE)) return [];
    const taken = (steps.get(row.id) ?? []).filter((step) => step.due_on === dueOn);
    return {
      id: row.id,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      name: row.name,
      dueOn,
      isFirstRound: row.review_due_on === null,
      steps: taken.map(toTakenStep),
      calledOn:
        (calls.get(row.id) ?? [])
          .flatMap((call) => (call.due_on === dueOn && isTriedCall(call.outcome) ? [call.called_on] : []))
          .sort()
          .at(-1) ?? null,
      emails: [row.assurer_email, row.email, row.organisation_email].flatMap((email) => email ?? []),
    };
  });
}

/** When a service's review is due, whether somebody has checked it before or not. */
export const dueOnOf = (row: {
  review_due_on: string | null;
  created_at: string;
  organisation_id: string;
}): string => row.review_due_on ?? firstDueOn(londonNow(new Date(row.created_at)).day, row.organisation_id);

const isUndelivered = (row: Pick<StepRow, 'bounced_at' | 'failed_at'>): boolean =>
  row.bounced_at !== null || row.failed_at !== null;

const toTakenStep = (row: StepRow): TakenStep => ({
  step: row.step as Step,
  doneOn: row.done_on,
  messageId: row.message_id,
  isUndelivered: isUndelivered(row),
});

/** What was done about services for the due date they still have. */
const readSteps = (db: Db, today: string, organisationId: string | null): Promise<StepRow[]> =>
  db
    .selectFrom('review_step')
    .innerJoin('service', 'service.id', 'review_step.service_id')
    .leftJoin('message', 'message.id', 'review_step.message_id')
    // Most services are not due for months: their steps of years are not looked at.
    .where('review_step.service_id', 'in', (eb) =>
      eb
        .selectFrom('service as due')
        .select('due.id')
        .where((or) =>
          or.or([
            or('due.review_due_on', 'is', null),
            or('due.review_due_on', '<=', addDays(today, SEEN_DAYS_BEFORE)),
          ]),
        ),
    )
    .$if(organisationId !== null, (query) => query.where('service.organisation_id', '=', organisationId))
    .where((eb) =>
      eb.or([
        eb('service.review_due_on', '=', eb.ref('review_step.due_on')),
        eb('service.review_due_on', 'is', null),
      ]),
    )
    .select(['review_step.service_id', 'review_step.due_on', 'review_step.step', 'review_step.done_on'])
    .select(['review_step.message_id', 'message.bounced_at', 'message.failed_at'])
    .execute();

const readCalls = (db: Db, organisationId: string | null) =>
  db
    .selectFrom('review_call')
    .innerJoin('service', 'service.id', 'review_call.service_id')
    .$if(organisationId !== null, (query) => query.where('service.organisation_id', '=', organisationId))
    .where('review_call.outcome', 'in', Object.keys(CALL_OUTCOMES))
    .select(['review_call.service_id', 'review_call.due_on', 'review_call.called_on'])
    .select('review_call.outcome')
    .execute();
