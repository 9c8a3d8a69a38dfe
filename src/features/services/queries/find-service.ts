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
import {
  AUDIENCES,
  DELIVERIES,
  JOININGS,
  type Audience,
  type Delivery,
  type Joining,
} from '#db/vocabulary.ts';
import { findPictures, type KnownPicture } from '#src/features/pictures/queries.ts';
import type { EasyReadRecord, ServiceTextRecord } from '#src/features/services/record.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';
import { readWords } from '#src/features/services/queries/records/words.ts';
import { followMerges } from './merged.ts';

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
  picture: KnownPicture | null;
  /** Its own easy-read text; null: it has written none. */
  easyRead: EasyReadRecord | null;
  /** What it says of itself in other languages, by the language's code. */
  texts: ServiceTextRecord[];
}

/** What an address leads to: the service, where it has moved to, or nothing that the public may see on `today`. */
export type FoundService =
  { kind: 'found'; detail: ServiceDetail } | { kind: 'moved'; slug: string } | { kind: 'none' };

/**
 * The public page of a service by its address; a former address, and that of a service that was merged into another, leads
 * on to the present one, if that is public.
 */
export async function findServiceBySlug(db: Db, slug: string, today: Day): Promise<FoundService> {
  const [detail] = await findDetails(db, { slugs: [slug] }, today);
  if (detail !== undefined) return { kind: 'found', detail };
  const moved = await publicServices(db, today)
    .innerJoin('service_slug', 'service_slug.service_id', 'service.id')
    .select('service.slug')
    .where('service_slug.slug', '=', slug)
    .executeTakeFirst();
  const present = moved ?? (await findKept(db, slug, today));
  return present === undefined ? { kind: 'none' } : { kind: 'moved', slug: present.slug };
}

/** The service that took the place of one that had this address, now or formerly. */
async function findKept(db: Db, slug: string, today: Day): Promise<{ slug: string } | undefined> {
  const former = db.selectFrom('service_slug').select('service_id').where('slug', '=', slug);
  const merged = await db
    .selectFrom('service')
    .select('id')
    .where('merged_into', 'is not', null)
    .where((eb) => eb.or([eb('slug', '=', slug), eb('id', 'in', former)]))
    .executeTakeFirst();
  if (merged === undefined) return undefined;
  const kept = (await followMerges(db, [merged.id])).get(merged.id) ?? '';
  return publicServices(db, today).select('service.slug').where('service.id', '=', kept).executeTakeFirst();
}

/** Services by id, in the order asked for; those that the public may not see on `today` are left out. */
export async function findServicesByIds(
  db: Db,
  ids: readonly string[],
  today: Day,
): Promise<ServiceDetail[]> {
  const details = ids.length === 0 ? [] : await findDetails(db, { ids }, today);
  const byId = new Map(details.map((detail) => [detail.service.id, detail]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function findDetails(
  db: Db,
  by: { slugs?: readonly string[]; ids?: readonly string[] },
  today: Day,
): Promise<ServiceDetail[]> {
  let query = publicServices(db, today).selectAll('service');
  if (by.slugs !== undefined) query = query.where('service.slug', 'in', by.slugs);
  if (by.ids !== undefined) query = query.where('service.id', 'in', by.ids);
  const services = await query.execute();
  if (services.length === 0) return [];

  const ids = services.map((service) => service.id);
  const organisationIds = [...new Set(services.map((service) => service.organisation_id))];
  const links = db.selectFrom('service_at_location').where('service_id', 'in', ids);
  const openLocations = db
    .selectFrom('location')
    .select('id')
    .where('confidential', '=', 0)
    .where('id', 'in', links.select('location_id'));
  const [
    organisations,
    needs,
    deliveries,
    joinings,
    audiences,
    schedules,
    closures,
    areas,
    phones,
    costs,
    languages,
    access,
    venues,
    addresses,
  ] = await Promise.all([
    db.selectFrom('organisation').selectAll().where('id', 'in', organisationIds).execute(),
    db.selectFrom('service_need').selectAll().where('service_id', 'in', ids).orderBy('need_slug').execute(),
    db.selectFrom('service_delivery').selectAll().where('service_id', 'in', ids).execute(),
    db.selectFrom('service_joining').selectAll().where('service_id', 'in', ids).execute(),
    db.selectFrom('service_audience').selectAll().where('service_id', 'in', ids).execute(),
    db
      .selectFrom('schedule')
      .selectAll()
      .where((eb) =>
        eb.or([eb('service_id', 'in', ids), eb('service_at_location_id', 'in', links.select('id'))]),
      )
      .orderBy('opens_at')
      .orderBy('id')
      .execute(),
    db.selectFrom('closure').selectAll().where('service_id', 'in', ids).orderBy('starts_on').execute(),
    db.selectFrom('service_area').selectAll().where('service_id', 'in', ids).orderBy('name').execute(),
    db.selectFrom('phone').selectAll().where('service_id', 'in', ids).orderBy('sort_order').execute(),
    db
      .selectFrom('cost_option')
      .selectAll()
      .where('service_id', 'in', ids)
      .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', today)]))
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
      .orderBy('sort_order')
      .execute(),
    db.selectFrom('language').selectAll().where('service_id', 'in', ids).orderBy('name').execute(),
    db
      .selectFrom('accessibility')
      .selectAll()
      .where((eb) => eb.or([eb('service_id', 'in', ids), eb('location_id', 'in', openLocations)]))
      .orderBy('id')
      .execute(),
    db
      .selectFrom('service_at_location')
      .innerJoin('location', 'location.id', 'service_at_location.location_id')
      .selectAll('location')
      .select(['service_at_location.id as link_id', 'service_at_location.service_id'])
      .where('service_at_location.service_id', 'in', ids)
      .orderBy('service_at_location.id')
      .execute(),
    db.selectFrom('address').selectAll().where('location_id', 'in', openLocations).execute(),
  ]);
  const pictures = await findPictures(
    db,
    services.flatMap((service) => service.picture_id ?? []),
  );
  const words = await readWords(db, ids);
  const of = <Row extends { service_id: string | null }>(rows: Row[], id: string): Row[] =>
    rows.filter((row) => row.service_id === id);
  return services.flatMap((service) => {
    const organisation = organisations.find((row) => row.id === service.organisation_id);
    if (organisation === undefined) return [];
    return {
      service,
      organisation,
      needSlugs: of(needs, service.id).map((row) => row.need_slug),
      deliveries: inOrder(
        DELIVERIES,
        of(deliveries, service.id).map((row) => row.delivery),
      ),
      joinings: inOrder(
        JOININGS,
        of(joinings, service.id).map((row) => row.joining),
      ),
      audiences: inOrder(
        AUDIENCES,
        of(audiences, service.id).map((row) => row.audience),
      ),
      venues: of(venues, service.id).map((row) => ({
        ...publicVenue(row, addresses, access),
        schedules: schedules.filter((schedule) => schedule.service_at_location_id === row.link_id),
      })),
      schedules: of(schedules, service.id),
      closures: of(closures, service.id),
      areas: of(areas, service.id).flatMap((row) => row.name ?? []),
      phones: of(phones, service.id),
      costs: of(costs, service.id),
      languages: of(languages, service.id),
      access: of(access, service.id),
      picture: pictures.get(service.picture_id ?? '') ?? null,
      easyRead: shownEasyRead(words(service.id).ideas, service.easy_read_tested_by),
      texts: words(service.id).texts,
    };
  });
}

/** An easy-read text as the public may know it: one that has words. */
export const shownEasyRead = (
  ideas: EasyReadRecord['ideas'],
  testedBy: string | null,
): EasyReadRecord | null => (ideas.length === 0 ? null : { ideas, testedBy });

/** What a service has of a closed list, in the order of that list: the easiest way to join is first. */
export const inOrder = <Item extends string>(list: readonly Item[], chosen: readonly Item[]): Item[] =>
  list.filter((item) => chosen.includes(item));

/** A location as the public may know it. */
export function publicVenue(
  location: Selectable<LocationTable>,
  addresses: Selectable<AddressTable>[],
  access: Selectable<AccessibilityTable>[],
): Omit<Venue, 'schedules'> {
  const shown = location.confidential === 0;
  return {
    id: location.id,
    confidential: !shown,
    areaName: location.area_name,
    name: shown ? location.name : null,
    address: shown ? (addresses.find((row) => row.location_id === location.id) ?? null) : null,
    latitude: shown ? location.latitude : null,
    longitude: shown ? location.longitude : null,
    directions: shown ? location.directions : null,
    transportation: shown ? location.transportation : null,
    access: shown ? access.filter((row) => row.location_id === location.id) : [],
  };
}
