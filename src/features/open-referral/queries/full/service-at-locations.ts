import type { Db } from '#db/connection.ts';
import type {
  FeedService,
  FeedServiceAtLocation,
  FullFeedSetting,
} from '#src/features/open-referral/types.ts';
import { readFeedServices } from './services.ts';

/**
 * Services at locations in the order of `ids`, each with its location, and with the whole service where asked for.
 * Those of services outside the feed and those at confidential locations are left out.
 */
export async function readFeedServiceAtLocations(
  db: Db,
  setting: FullFeedSetting,
  ids: readonly string[],
  options: { withService: boolean },
): Promise<FeedServiceAtLocation[]> {
  if (ids.length === 0) return [];
  const links = await db
    .selectFrom('service_at_location')
    .where('id', 'in', ids)
    .select('service_id')
    .distinct()
    .execute();
  const services = await readFeedServices(
    db,
    setting,
    links.map((link) => link.service_id),
  );
  const found = new Map(
    services.flatMap((service) =>
      (service.service_at_locations ?? []).map((link) => [link.id, toItem(link, service, options)] as const),
    ),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

function toItem(
  link: FeedServiceAtLocation,
  service: FeedService,
  { withService }: { withService: boolean },
): FeedServiceAtLocation {
  const { service_at_locations: _, ...rest } = service;
  const { name, status, last_modified } = service;
  return withService ? { ...link, name, status, last_modified, service: rest } : link;
}
