import type { Db } from '#db/connection.ts';
import { addMonths } from '#src/lib/dates.ts';

export type VisitKind = 'seen' | 'saved' | 'asked';
export type VisitCounts = Readonly<Record<VisitKind, number>>;

/** What visitors did with a service in this month so far and in the whole of the last. Counts, never people. */
export interface ServiceVisits {
  id: string;
  name: string;
  thisMonth: VisitCounts;
  lastMonth: VisitCounts;
}

/** What visitors did with each service of an organisation, by name; `today` says which months these are. */
export async function listVisits(db: Db, organisationId: string, today: string): Promise<ServiceVisits[]> {
  const thisMonth = `${today.slice(0, 7)}-01`;
  const lastMonth = addMonths(thisMonth, -1);
  const services = await db
    .selectFrom('service')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('merged_into', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const days = await db
    .selectFrom('service_day')
    .innerJoin('service', 'service.id', 'service_day.service_id')
    .select(['service.id', 'service_day.day', 'service_day.kind', 'service_day.visits'])
    .where('service.organisation_id', '=', organisationId)
    .where('service_day.day', '>=', lastMonth)
    .where('service_day.day', '<=', today)
    .execute();
  return services.map(({ id, name }) => {
    const sum = (kind: VisitKind, from: string, before: string): number =>
      days
        .filter((row) => row.id === id && row.kind === kind && row.day >= from && row.day < before)
        .reduce((total, { visits }) => total + visits, 0);
    const counts = (from: string, before: string): VisitCounts => ({
      seen: sum('seen', from, before),
      saved: sum('saved', from, before),
      asked: sum('asked', from, before),
    });
    return {
      id,
      name,
      thisMonth: counts(thisMonth, addMonths(thisMonth, 1)),
      lastMonth: counts(lastMonth, thisMonth),
    };
  });
}
