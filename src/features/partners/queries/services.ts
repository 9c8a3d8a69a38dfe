import type { Db } from '#db/connection.ts';
import type { Lack, ServiceFacts } from '../rules.ts';

export interface OwnService extends ServiceFacts {
  organisationId: string;
  slug: string;
  assuredBy: string | null;
}

/** Every service of these organisations that is in the directory, hidden ones too, by name: two questions for all. */
export async function listOwnServices(db: Db, organisationIds: readonly string[]): Promise<OwnService[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom('service')
    .select(['id', 'slug', 'name', 'organisation_id', 'visibility', 'hidden_reason', 'status'])
    .select(['assured_on', 'assured_by', 'review_due_on', 'email', 'url', 'fees_description'])
    .select(['capacity', 'capacity_updated_on', 'paused_until'])
    .select((eb) => [
      eb
        .selectFrom('cost_option')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('cost_option.service_id', '=', 'service.id')
        .as('costs'),
      eb
        .selectFrom('phone')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('phone.service_id', '=', 'service.id')
        .as('phones'),
      eb
        .selectFrom('schedule')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('schedule.service_id', '=', 'service.id')
        .as('times'),
      eb
        .selectFrom('schedule')
        .innerJoin('service_at_location', 'service_at_location.id', 'schedule.service_at_location_id')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('service_at_location.service_id', '=', 'service.id')
        .as('timesAtPlaces'),
    ])
    .where('organisation_id', 'in', organisationIds)
    .where('merged_into', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const venues = new Set(
    (
      await db
        .selectFrom('service_delivery')
        .innerJoin('service', 'service.id', 'service_delivery.service_id')
        .select('service.id')
        .where('service.organisation_id', 'in', organisationIds)
        .where('service_delivery.delivery', '=', 'venue')
        .execute()
    ).map(({ id }) => id),
  );
  return rows.map((row) => {
    const has = (count: number | null): boolean => Number(count ?? 0) > 0;
    const lacks: Lack[] = [
      ...(has(row.costs) || row.fees_description !== null ? [] : ['cost' as const]),
      ...(has(row.phones) || row.email !== null || row.url !== null ? [] : ['contact' as const]),
      // Whoever comes to your home or answers the phone has no times of the week that people would look for.
      ...(has(row.times) || has(row.timesAtPlaces) || !venues.has(row.id) ? [] : ['when' as const]),
    ];
    return {
      id: row.id,
      slug: row.slug,
      name: row.name,
      organisationId: row.organisation_id,
      visibility: row.visibility,
      hiddenReason: row.hidden_reason,
      isActive: row.status === 'active' || row.status === 'temporarily closed',
      assuredOn: row.assured_on,
      assuredBy: row.assured_by,
      reviewDueOn: row.review_due_on,
      capacity: row.capacity,
      capacityUpdatedOn: row.capacity_updated_on,
      pausedUntil: row.paused_until,
      lacks,
    };
  });
}
