import type { Db } from '#db/connection.ts';
import { toOrganization } from '#src/features/open-referral/shape/organisation.ts';
import { toService } from '#src/features/open-referral/shape/service.ts';
import type { FeedOrganization, FeedService, FullFeedSetting } from '#src/features/open-referral/types.ts';
import { feedServices } from '../feed-services.ts';
import { byOwner } from './by-owner.ts';
import { organisationsInFeed, readOrganisationRows } from './organisation-rows.ts';
import { readServiceRows } from './service-rows.ts';

/**
 * Organisations that run at least one service of the feed, in the order of `ids`, with those services where asked
 * for (by name, then id); the others are left out.
 */
export async function readFeedOrganisations(
  db: Db,
  setting: FullFeedSetting,
  ids: readonly string[],
  options: { withServices: boolean },
): Promise<FeedOrganization[]> {
  const inFeed = await organisationsInFeed(db, setting.today, ids);
  const wanted = ids.filter((id) => inFeed.has(id));
  const rows = await readOrganisationRows(db, setting.today, wanted);
  const services = options.withServices ? await servicesOf(db, setting, wanted) : null;
  return wanted.flatMap((id) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    const organisation = toOrganization(row, setting);
    return services === null ? organisation : { ...organisation, services: services.get(id) ?? [] };
  });
}

async function servicesOf(
  db: Db,
  setting: FullFeedSetting,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, FeedService[]>> {
  if (organisationIds.length === 0) return new Map();
  const order = await feedServices(db, setting.today)
    .where('organisation.id', 'in', organisationIds)
    .select(['service.id', 'service.organisation_id'])
    .orderBy('service.name')
    .orderBy('service.id')
    .execute();
  const rows = await readServiceRows(
    db,
    setting.today,
    order.map((row) => row.id),
  );
  const services = new Map(
    rows.map((row) => [row.service.id, toService(row, { organization: null, locations: true }, setting)]),
  );
  const theirs = order.flatMap((row) => services.get(row.id) ?? []);
  return byOwner(theirs, (service) => service.organization_id);
}
