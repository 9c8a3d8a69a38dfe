import type { Db } from '#db/connection.ts';
import { HIDDEN_FOR_REVIEW } from '../rules.ts';
import { dueOnOf } from './ladder.ts';

/** A service that somebody can confirm: one of the directory, or hidden only because nobody confirmed it. */
export interface Reviewable {
  id: string;
  slug: string;
  name: string;
  organisationId: string;
  organisationName: string;
  isHidden: boolean; // because its review was overdue
  assuredOn: string | null;
  assuredBy: string | null;
  dueOn: string;
  emails: readonly string[]; // of whoever checked it last, of the service, of the organisation
}

/** The services of an organisation that can be confirmed, by name. */
export async function listReviewable(db: Db, organisationId: string): Promise<Reviewable[]> {
  return (await reviewable(db).where('organisation.id', '=', organisationId).execute()).map(toReviewable);
}

/** One service, if it can be confirmed. */
export async function findReviewable(db: Db, serviceId: string): Promise<Reviewable | undefined> {
  const row = await reviewable(db).where('service.id', '=', serviceId).executeTakeFirst();
  return row === undefined ? undefined : toReviewable(row);
}

const reviewable = (db: Db) =>
  db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .where('organisation.visibility', '=', 'public')
    .where('service.status', 'in', ['active', 'temporarily closed'])
    .where((eb) =>
      eb.or([
        eb('service.visibility', '=', 'public'),
        eb('service.visibility', '=', 'hidden').and('service.hidden_reason', '=', HIDDEN_FOR_REVIEW),
      ]),
    )
    .select(['service.id', 'service.slug', 'service.name', 'service.organisation_id', 'service.visibility'])
    .select(['service.assured_on', 'service.assured_by', 'service.review_due_on', 'service.created_at'])
    .select(['service.assurer_email', 'service.email', 'organisation.email as organisation_email'])
    .select('organisation.name as organisation_name')
    .orderBy('service.name')
    .orderBy('service.id');

type Row = Awaited<ReturnType<ReturnType<typeof reviewable>['execute']>>[number];

const toReviewable = (row: Row): Reviewable => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  isHidden: row.visibility === 'hidden',
  assuredOn: row.assured_on,
  assuredBy: row.assured_by,
  dueOn: dueOnOf(row),
  emails: [row.assurer_email, row.email, row.organisation_email].flatMap((email) => email ?? []),
});
