import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';

/** Addresses of the public services on `today`, without those that have a confidential venue. */
export async function listServicesForSitemap(
  db: Db,
  today: Day,
): Promise<{ slug: string; updatedAt: string }[]> {
  return db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .select(['service.slug', 'service.updated_at as updatedAt'])
    .where('service.visibility', '=', 'public')
    .where('organisation.visibility', '=', 'public')
    .where('service.status', 'in', ['active', 'temporarily closed'])
    .where((eb) => eb.or([eb('service.valid_to', 'is', null), eb('service.valid_to', '>=', today)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('service_at_location')
            .innerJoin('location', 'location.id', 'service_at_location.location_id')
            .select('location.id')
            .whereRef('service_at_location.service_id', '=', 'service.id')
            .where('location.confidential', '=', 1),
        ),
      ),
    )
    .orderBy('service.slug')
    .execute();
}
