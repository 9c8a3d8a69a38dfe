import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import type { NamedService } from '#src/features/requests/questions/question.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';
import { capacityOn } from '#src/features/services/rules.ts';

/**
 * The services that a request names, by id, with what its questions must know of them. Those that the public may not
 * see on `today` are left out. `healthNeeds`: the slugs under which a public body's service is one of health.
 */
export async function findNamedServices(
  db: Db,
  ids: readonly string[],
  { today, healthNeeds }: { today: Day; healthNeeds: readonly string[] },
): Promise<ReadonlyMap<string, NamedService>> {
  if (ids.length === 0) return new Map();
  const [services, needs, deliveries, joinings] = await Promise.all([
    publicServices(db, today)
      .select([
        'service.id',
        'service.slug',
        'service.name',
        'organisation.name as organisation',
        'organisation.sector',
        'service.minimum_age as minimumAge',
        'service.maximum_age as maximumAge',
        'service.not_for_description as notFor',
        'service.capacity',
        'service.capacity_updated_on as updatedOn',
        'service.waiting_weeks as waitingWeeks',
        'service.paused_until as pausedUntil',
      ])
      .where('service.id', 'in', ids)
      .execute(),
    db.selectFrom('service_need').selectAll().where('service_id', 'in', ids).execute(),
    db.selectFrom('service_delivery').selectAll().where('service_id', 'in', ids).execute(),
    db.selectFrom('service_joining').selectAll().where('service_id', 'in', ids).execute(),
  ]);
  const of = <Row extends { service_id: string }>(rows: readonly Row[], id: string): Row[] =>
    rows.filter((row) => row.service_id === id);
  return new Map(
    services.map(({ updatedOn, ...service }) => [
      service.id,
      {
        ...service,
        isHealth:
          service.sector === 'statutory' &&
          of(needs, service.id).some(({ need_slug }) => healthNeeds.includes(need_slug)),
        deliveries: of(deliveries, service.id).map(({ delivery }) => delivery),
        joinings: of(joinings, service.id).map(({ joining }) => joining),
        capacity: capacityOn(
          { capacity: service.capacity, updatedOn, pausedUntil: service.pausedUntil },
          today,
        ),
      },
    ]),
  );
}
