import type { FeedOrganization, FeedService, FeedServiceAtLocation } from './types.ts';

/** An item as lists show it unless asked for more: its own fields and single objects, without the lists in it. */
type Listed<Item> = {
  [Field in keyof Item as NonNullable<Item[Field]> extends unknown[] ? never : Field]: Item[Field];
};

/** Leaves out every list of an item; `front_door` stays whole, for it says where a record is from and on what terms. */
function withoutLists<Item extends object>(item: Item): Listed<Item> {
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) => !Array.isArray(value)),
  ) as Listed<Item>;
}

/** A service with its organization, both without lists (specification 3.0, service_list). */
export function listedService(service: FeedService): Listed<FeedService> {
  const listed = withoutLists(service);
  return service.organization === undefined
    ? listed
    : { ...listed, organization: listedOrganization(service.organization) };
}

/** An organization without lists (specification 3.0, organization_list). */
export const listedOrganization = (organization: FeedOrganization): FeedOrganization =>
  withoutLists(organization) as FeedOrganization;

/** A service at a location with both, all without lists (specification 3.0, service_at_location_list). */
export function listedServiceAtLocation(item: FeedServiceAtLocation): Listed<FeedServiceAtLocation> {
  const listed = { ...withoutLists(item), location: withoutLists(item.location) };
  return item.service === undefined
    ? listed
    : { ...listed, service: listedService(item.service) as FeedService };
}
