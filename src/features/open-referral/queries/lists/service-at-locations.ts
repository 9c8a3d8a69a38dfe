import type { Db } from '#db/connection.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { narrowedServices, type ListSetting } from './narrowing.ts';
import { findRunning } from './running.ts';

/** A service at a location before it is read. */
export interface ServiceAtLocationKey {
  id: string;
  serviceId: string;
  point: { latitude: number; longitude: number } | null;
}

/**
 * The services of the feed at each of their locations, confidential ones apart, that pass everything the tables can tell,
 * by the service's name and id, then by their own id. Of schedules count those of the location and those the service keeps at no one location.
 */
export async function findServiceAtLocationKeys(
  db: Db,
  setting: ListSetting,
  params: FeedParams,
): Promise<ServiceAtLocationKey[]> {
  const narrowed = await narrowedServices(db, setting, params);
  const rows = await narrowed
    .innerJoin('service_at_location', 'service_at_location.service_id', 'service.id')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .select(['service_at_location.id', 'service.id as serviceId', 'location.latitude', 'location.longitude'])
    .where('location.confidential', '=', 0)
    .orderBy('service.name')
    .orderBy('service.id')
    .orderBy('service_at_location.id')
    .execute();
  const running = await findRunning(db, setting.today, params);
  return rows
    .filter(
      ({ id, serviceId }) =>
        running === null || running.serviceAtLocations.has(id) || running.everywhere.has(serviceId),
    )
    .map(({ id, serviceId, latitude, longitude }) => ({
      id,
      serviceId,
      point: latitude === null || longitude === null ? null : { latitude, longitude },
    }));
}
