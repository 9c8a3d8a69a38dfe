import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';

/** Addresses of the public services on `today`, without those that have a confidential venue. */
export async function listServicesForSitemap(
  db: Db,
  today: Day,
): Promise<{ slug: string; updatedAt: string }[]> {
  return publicServices(db, today)
    .select(['service.slug', 'service.updated_at as updatedAt'])
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
