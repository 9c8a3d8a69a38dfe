import type { Insertable, Selectable } from 'kysely';
import type {
  AccessibilityTable,
  AddressTable,
  ClosureTable,
  CostOptionTable,
  Database,
  Day,
  LanguageTable,
  LocationTable,
  OrganisationTable,
  PhoneTable,
  ScheduleTable,
  ServiceTable,
} from '#db/schema.ts';
import { AUDIENCES, DELIVERIES, JOININGS } from '#db/vocabulary.ts';
import { addLocationParts, toLocationColumns } from '#src/features/imports/commands/locations.ts';
import type { Rows } from '#src/features/imports/commands/rows.ts';
import { addParts, toContentColumns } from '#src/features/imports/commands/service-rows.ts';
import {
  inOrder,
  publicVenue,
  shownEasyRead,
  type ServiceDetail,
} from '#src/features/services/queries/find-service.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';

/** What a content does not say of the service it belongs to. */
export interface PreviewOf {
  id: string;
  slug: string;
  organisation: Selectable<OrganisationTable>;
  /** The picture that the content names. */
  picture: ServiceDetail['picture'];
  today: Day;
}

/**
 * What the public page of a service would be made from, were this content published: the rows that publishing writes,
 * chosen and put in order as `find-service.ts` reads them. Nothing is written.
 */
export function previewDetail(record: ServiceRecord, preview: PreviewOf): ServiceDetail {
  const { id, slug, organisation, picture, today } = preview;
  const rows: Rows = {};
  const locations = new Map(record.locations.map(({ location }) => [location.key, location]));
  addParts(rows, id, record, new Map([...locations.keys()].map((key) => [key, key])));
  for (const location of locations.values()) addLocationParts(rows, location.key, location);
  const of = <Table extends keyof Database>(table: Table): Insertable<Database[Table]>[] => [
    ...((rows[table] as Insertable<Database[Table]>[] | undefined) ?? []),
  ];

  const access = byId(of('accessibility').map((row) => whole<AccessibilityTable>(row)));
  const addresses = of('address').map((row) => whole<AddressTable>(row));
  const schedules = of('schedule')
    .map((row) => whole<ScheduleTable>(row))
    .sort((a, b) => compare(a.opens_at, b.opens_at) || compare(a.id, b.id));
  return {
    service: whole<ServiceTable>({
      ...NO_SOURCE,
      ...toContentColumns(record),
      id,
      slug,
      organisation_id: organisation.id,
      visibility: 'public',
    }),
    organisation,
    picture,
    easyRead: shownEasyRead(record.easyRead?.ideas ?? [], record.easyRead?.testedBy ?? null),
    texts: [...(record.texts ?? [])].sort((a, b) => compare(a.language, b.language)),
    needSlugs: of('service_need')
      .map((row) => row.need_slug)
      .sort(),
    deliveries: inOrder(DELIVERIES, record.deliveries),
    joinings: inOrder(JOININGS, record.joinings),
    audiences: inOrder(AUDIENCES, record.audiences),
    venues: byId(
      of('service_at_location').map((row) => whole<{ id: string; location_id: string }>(row)),
    ).flatMap((link) => {
      const location = locations.get(link.location_id);
      if (location === undefined) return [];
      const row = whole<LocationTable>({ ...toLocationColumns(location, ''), id: link.location_id });
      return {
        ...publicVenue(row, addresses, access),
        schedules: schedules.filter((schedule) => schedule.service_at_location_id === link.id),
      };
    }),
    schedules: schedules.filter((schedule) => schedule.service_id === id),
    closures: of('closure')
      .map((row) => whole<ClosureTable>(row))
      .sort((a, b) => compare(a.starts_on, b.starts_on)),
    areas: of('service_area')
      .flatMap((row) => row.name ?? [])
      .sort(),
    phones: of('phone')
      .filter((row) => row.service_id === id)
      .map((row) => whole<PhoneTable>(row)),
    costs: of('cost_option')
      .filter((row) => (row.valid_from ?? today) <= today && (row.valid_to ?? today) >= today)
      .map((row) => whole<CostOptionTable>(row)),
    languages: of('language')
      .map((row) => whole<LanguageTable>(row))
      .sort((a, b) => compare(a.name, b.name)),
    access: access.filter((row) => row.service_id === id),
  };
}

const NO_SOURCE = { source_id: null, source_record_id: null, source_hash: null, source_missing_since: null };

/** A row as reading it gives it: columns that writing leaves out are null there, which only their own table could tell. */
const whole = <Table>(row: object): Selectable<Table> =>
  new Proxy(row, {
    get: (target, name) => Reflect.get(target, name) ?? null,
  }) as Selectable<Table>;

/** Nothing stands first, then texts by their code points (SQLite, "ORDER BY"). */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => compare(a.id, b.id));
