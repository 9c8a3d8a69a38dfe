import type { Db } from '#db/connection.ts';

/** The organisations that had a review mail on a day (London's). */
export async function mailedOn(db: Db, day: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('review_step')
    .innerJoin('service', 'service.id', 'review_step.service_id')
    .select('service.organisation_id')
    .distinct()
    .where('review_step.done_on', '=', day)
    .where('review_step.message_id', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.organisation_id));
}

/** True when an organisation had its review mail of a day. */
export async function wasMailedOn(db: Db, organisationId: string, day: string): Promise<boolean> {
  const row = await db
    .selectFrom('review_step')
    .innerJoin('service', 'service.id', 'review_step.service_id')
    .select('service.id')
    .where('service.organisation_id', '=', organisationId)
    .where('review_step.done_on', '=', day)
    .where('review_step.message_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
