import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type {
  AccessibilityTable,
  AddressTable,
  ClosureTable,
  CostOptionTable,
  Day,
  LanguageTable,
  LocationTable,
  OrganisationTable,
  PhoneTable,
  ScheduleTable,
  ServiceTable,
} from '#db/schema.ts';
import type { Audience, Delivery, Joining } from '#db/vocabulary.ts';

/** A venue as the public may know it: of a confidential one only the area's name is ever read. */
export interface Venue {
  id: string;
  confidential: boolean;
  areaName: string | null;
  name: string | null;
  address: Selectable<AddressTable> | null;
  latitude: number | null;
  longitude: number | null;
  directions: string | null;
  transportation: string | null;
  access: Selectable<AccessibilityTable>[];
  schedules: Selectable<ScheduleTable>[];
}

/** Everything a service's page shows. */
export interface ServiceDetail {
  service: Selectable<ServiceTable>;
  organisation: Selectable<OrganisationTable>;
  needSlugs: string[];
  deliveries: Delivery[];
  joinings: Joining[];
  audiences: Audience[];
  venues: Venue[];
  /** Times that belong to the service and not to one venue. */
  schedules: Selectable<ScheduleTable>[];
  closures: Selectable<ClosureTable>[];
  areas: string[];
  phones: Selectable<PhoneTable>[];
  costs: Selectable<CostOptionTable>[];
  languages: Selectable<LanguageTable>[];
  access: Selectable<AccessibilityTable>[];
}

/** What an address leads to: the service, where it has moved to, or nothing that the public may see on `today`. */
export type FoundService = { kind: 'found'; detail: ServiceDetail } | { kind: 'moved'; slug: string } | { kind: 'none' };

/** The public page of a service by its address; a former address leads on to the present one. */
export async function findServiceBySlug(db: Db, slug: string, today: Day): Promise<FoundService> {
  const [detail] = await findDetails(db, { slugs: [slug] }, today);
  if (detail !== undefined) return { kind: 'found', detail };
  const moved = await db
    .selectFrom('service_slug')
    .innerJoin('service', 'service.id', 'service_slug.service_id')
    .select('service.slug')
    .where('service_slug.slug', '=', slug)
    .executeTakeFirst();
  return moved === undefined ? { kind: 'none' } : { kind: 'moved', slug: moved.slug };
}

/** Services by id, in the order asked for; those that the public may not see on `today` are left out. */
export async function findServicesByIds(db: Db, ids: readonly string[], today: Day): Promise<ServiceDetail[]> {
  const details = await findDetails(db, { ids }, today);
  const byId = new Map(details.map((detail) => [detail.service.id, detail]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function findDetails(db: Db, by: { slugs?: readonly string[]; ids?: readonly string[] }, today: Day): Promise<ServiceDetail[]> {
  let query = db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .selectAll('service')
    .where('service.visibility', '=', 'public')
    .where('organisation.visibility', '=', 'public')
    .where('service.status', 'in', ['active', 'temporarily closed'])
    .where((eb) => eb.or([eb('service.valid_to', 'is', null), eb('service.valid_to', '>=', today)]));
  if (by.slugs !== undefined) query = query.where('service.slug', 'in', by.slugs);
  if (by.ids !== undefined) query = query.where('service.id', 'in', by.ids);
  const services = await query.execute();
  if (services.length === 0) return [];

  const ids = services.map((service) => service.id);
  const organisationIds = [...new Set(services.map((service) => service.organisation_id))];
  const [organisations, needs, deliveries, joinings, audiences, schedules, closures, areas, phones, costs, languages, access, venues] =
    await Promise.all([
      db.selectFrom('organisation').selectAll().where('id', 'in', organisationIds).execute(),
      db.selectFrom('service_need').selectAll().where('service_id', 'in', ids).orderBy('need_slug').execute(),
      db.selectFrom('service_delivery').selectAll().where('service_id', 'in', ids).execute(),
      db.selectFrom('service_joining').selectAll().where('service_id', 'in', ids).execute(),
      db.selectFrom('service_audience').selectAll().where('service_id', 'in', ids).execute(),
      db.selectFrom('schedule').selectAll().where('service_id', 'in', ids).orderBy('opens_at').orderBy('id').execute(),
      db.selectFrom('closure').selectAll().where('service_id', 'in', ids).orderBy('starts_on').execute(),
      db.selectFrom('service_area').selectAll().where('service_id', 'in', ids).orderBy('name').execute(),
      db.selectFrom('phone').selectAll().where('service_id', 'in', ids).orderBy('sort_order').execute(),
      db.selectFrom('cost_option').selectAll().where('service_id', 'in', ids).orderBy('sort_order').execute(),
      db.selectFrom('language').selectAll().where('service_id', 'in', ids).orderBy('name').execute(),
      db.selectFrom('accessibility').selectAll().where('service_id', 'in', ids).orderBy('id').execute(),
      findVenues(db, ids),
    ]);
  const of = <Row extends { service_id: string | null }>(rows: Row[], id: string): Row[] => rows.filter((row) => row.service_id === id);
  return services.flatMap((service) => {
    const organisation = organisations.find((row) => row.id === service.organisation_id);
    if (organisation === undefined) return [];
    return {
      service,
      organisation,
      needSlugs: of(needs, service.id).map((row) => row.need_slug),
      deliveries: of(deliveries, service.id).map((row) => row.delivery),
      joinings: of(joinings, service.id).map((row) => row.joining),
      audiences: of(audiences, service.id).map((row) => row.audience),
      venues: venues.get(service.id) ?? [],
      schedules: of(schedules, service.id),
      closures: of(closures, service.id),
      areas: of(areas, service.id).flatMap((row) => row.name ?? []),
      phones: of(phones, service.id),
      costs: of(costs, service.id),
      languages: of(languages, service.id),
      access: of(access, service.id),
    };
  });
}

async function findVenues(db: Db, serviceIds: readonly string[]): Promise<Map<string, Venue[]>> {
  const links = await db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .selectAll('location')
    .select(['service_at_location.id as link_id', 'service_at_location.service_id'])
    .where('service_at_location.service_id', 'in', serviceIds)
    .orderBy('service_at_location.id')
    .execute();
  const linkIds = links.map((link) => link.link_id);
  const openIds = links.filter((link) => link.confidential === 0).map((link) => link.id);
  const [addresses, access, schedules] = await Promise.all([
    db.selectFrom('address').selectAll().where('location_id', 'in', openIds).execute(),
    db.selectFrom('accessibility').selectAll().where('location_id', 'in', openIds).orderBy('id').execute(),
    db.selectFrom('schedule').selectAll().where('service_at_location_id', 'in', linkIds).orderBy('opens_at').orderBy('id').execute(),
  ]);
  const venues = new Map<string, Venue[]>();
  for (const link of links) {
    const venue = publicVenue(link, addresses, access);
    venue.schedules = schedules.filter((row) => row.service_at_location_id === link.link_id);
    venues.set(link.service_id, [...(venues.get(link.service_id) ?? []), venue]);
  }
  return venues;
}

function publicVenue(
  location: Selectable<LocationTable>,
  addresses: Selectable<AddressTable>[],
  access: Selectable<AccessibilityTable>[],
): Venue {
  const shown = location.confidential === 0;
  return {
    id: location.id,
    confidential: !shown,
    areaName: location.area_name,
    name: shown ? location.name : null,
    address: addresses.find((row) => row.location_id === location.id) ?? null,
    latitude: shown ? location.latitude : null,
    longitude: shown ? location.longitude : null,
    directions: shown ? location.directions : null,
    transportation: shown ? location.transportation : null,
    access: access.filter((row) => row.location_id === location.id),
    schedules: [],
  };
}
