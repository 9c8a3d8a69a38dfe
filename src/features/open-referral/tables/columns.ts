import { columns, type Column } from './column.ts';

/** A column by which a row says what it is a part of, and the field of that other row where it belongs. */
export interface Owner {
  column: string;
  table: TableName;
  field: readonly string[];
}

/** A column that names a row of another table, and the field that row is put in. */
export interface Link {
  column: string;
  table: TableName;
  field: string;
}

export interface Table {
  otherNames: readonly string[]; // read, never written
  owners: readonly Owner[]; // where several are filled in, the first of them counts
  links: readonly Link[];
  columns: readonly Column[];
  hasIds: boolean;
}

const owner = (column: string, table: TableName, field: string): Owner => ({
  column,
  table,
  field: field.split('.'),
});

const table = (parts: Partial<Table> & Pick<Table, 'columns'>): Table => ({
  otherNames: [],
  owners: [],
  links: [],
  hasIds: true,
  ...parts,
});

/** All tables, services first. */
export const TABLE_NAMES = [
  'services',
  'organizations',
  'organization_identifiers',
  'service_at_location',
  'locations',
  'addresses',
  'schedules',
  'contacts',
  'phones',
  'service_areas',
  'languages',
  'cost_options',
  'funding',
  'required_documents',
  'accessibility',
  'attributes',
  'taxonomy_terms',
  'taxonomies',
  'front_door_closures',
  'front_door_easy_read',
  'front_door_texts',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/**
 * The tables of HSDS 3.0 and of its UK profile (uk-profile/datapackage.json), with the UK profile's columns first.
 * Columns and tables beginning `front_door_` are ours: neither standard has them.
 */
export const TABLES: Readonly<Record<TableName, Table>> = {
  services: table({
    otherNames: ['service'],
    links: [{ column: 'organization_id', table: 'organizations', field: 'organization' }],
    columns: columns(
      `id organization_id name description url email status fees accreditations minimum_age maximum_age assured_date
      alert last_modified alternate_name interpretation_services application_process fees_description wait_time
      licenses eligibility_description front_door_page front_door_summary front_door_not_for
      front_door_first_visit front_door_what_to_bring front_door_capacity front_door_capacity_updated_on
      front_door_waiting_weeks front_door_paused_until front_door_valid_from front_door_valid_to
      front_door_assured_by front_door_review_months front_door_deliveries front_door_joinings
      front_door_audiences front_door_suggested_needs front_door_bsl_video front_door_easy_read_tested_by
      front_door_source_name=front_door.source.name
      front_door_source_licence=front_door.source.licence front_door_source_attribution=front_door.source.attribution`,
      'assurer_email program_id',
    ),
  }),
  organizations: table({
    otherNames: ['organization', 'organisations', 'organisation'],
    columns: columns(
      `id name description email website logo parent_organization_id alternate_name legal_status year_incorporated
      front_door_page front_door_sector front_door_checked_note front_door_checked_on`,
      'uri tax_status tax_id',
    ),
  }),
  organization_identifiers: table({
    otherNames: ['organization_identifier'],
    owners: [owner('organization_id', 'organizations', 'organization_identifiers')],
    columns: columns('id identifier_scheme identifier_type identifier'),
  }),
  service_at_location: table({
    otherNames: ['service_at_locations', 'services_at_location'],
    owners: [owner('service_id', 'services', 'service_at_locations')],
    links: [{ column: 'location_id', table: 'locations', field: 'location' }],
    columns: columns('id service_id location_id description'),
  }),
  locations: table({
    otherNames: ['location'],
    columns: columns(
      `id location_type name description latitude longitude external_identifier external_identifier_type
      alternate_name transportation url front_door_directions front_door_area_name
      front_door_address_1=front_door.address.address_1 front_door_address_2=front_door.address.address_2
      front_door_city=front_door.address.city front_door_region=front_door.address.region
      front_door_state_province=front_door.address.state_province`,
      'organization_id',
    ),
  }),
  addresses: table({
    otherNames: ['address', 'physical_addresses'],
    owners: [owner('location_id', 'locations', 'addresses')],
    columns: columns(
      `id attention address_1 city region state_province postal_code country address_type front_door_address_1
      front_door_address_2 front_door_filled`,
      'address_2',
    ),
  }),
  schedules: table({
    otherNames: ['schedule'],
    owners: [
      owner('service_at_location_id', 'service_at_location', 'schedules'),
      owner('service_id', 'services', 'schedules'),
      owner('location_id', 'locations', 'schedules'),
    ],
    columns: columns(
      `id valid_from valid_to dtstart freq interval byday bymonthday description opens_at closes_at schedule_link
      attending_type notes front_door_term_time_only front_door_open_on_bank_holidays`,
      'until count wkst timezone byweekno byyearday',
    ),
  }),
  contacts: table({
    otherNames: ['contact'],
    owners: [
      owner('service_at_location_id', 'service_at_location', 'contacts'),
      owner('service_id', 'services', 'contacts'),
      owner('organization_id', 'organizations', 'contacts'),
      owner('location_id', 'locations', 'contacts'),
    ],
    columns: columns('id name title department email'),
  }),
  phones: table({
    otherNames: ['phone'],
    owners: [
      owner('contact_id', 'contacts', 'phones'),
      owner('service_at_location_id', 'service_at_location', 'phones'),
      owner('service_id', 'services', 'phones'),
      owner('organization_id', 'organizations', 'phones'),
      owner('location_id', 'locations', 'phones'),
    ],
    columns: columns('id number description extension type'),
  }),
  service_areas: table({
    otherNames: ['service_area'],
    owners: [
      owner('service_id', 'services', 'service_areas'),
      owner('service_at_location_id', 'service_at_location', 'service_areas'),
    ],
    columns: columns('id name extent extent_type uri service_area', 'description'),
  }),
  languages: table({
    otherNames: ['language'],
    owners: [
      owner('service_id', 'services', 'languages'),
      owner('location_id', 'locations', 'languages'),
      owner('phone_id', 'phones', 'languages'),
    ],
    columns: columns('id name code note'),
  }),
  cost_options: table({
    otherNames: ['cost_option'],
    owners: [owner('service_id', 'services', 'cost_options')],
    columns: columns('id valid_from valid_to option amount amount_description currency'),
  }),
  funding: table({
    otherNames: ['fundings'],
    owners: [
      owner('service_id', 'services', 'funding'),
      owner('organization_id', 'organizations', 'funding'),
    ],
    columns: columns('id source'),
  }),
  required_documents: table({
    otherNames: ['required_document'],
    owners: [owner('service_id', 'services', 'required_documents')],
    columns: columns('id document uri'),
  }),
  accessibility: table({
    otherNames: ['accessibilities', 'accessibility_for_disabilities'],
    owners: [
      owner('location_id', 'locations', 'accessibility'),
      owner('service_id', 'services', 'accessibility'), // ours: of an online, phone or home service
    ],
    columns: columns('id description details url accessibility front_door_feature'),
  }),
  attributes: table({
    otherNames: ['attribute'],
    owners: [
      owner('link_id', 'services', 'attributes'),
      owner('link_id', 'organizations', 'attributes'),
      owner('link_id', 'locations', 'attributes'),
      owner('link_id', 'service_at_location', 'attributes'),
    ],
    links: [{ column: 'taxonomy_term_id', table: 'taxonomy_terms', field: 'taxonomy_term' }],
    columns: columns('id link_id taxonomy_term_id link_type', 'link_entity value label'),
  }),
  taxonomy_terms: table({
    otherNames: ['taxonomy_term'],
    links: [{ column: 'taxonomy_id', table: 'taxonomies', field: 'taxonomy_detail' }],
    columns: columns('id name description parent_id taxonomy taxonomy_id term_uri code', 'term language'),
  }),
  taxonomies: table({
    otherNames: ['taxonomy'],
    columns: columns('id name description uri version'),
  }),
  front_door_closures: table({
    owners: [owner('service_id', 'services', 'front_door.closures')],
    columns: columns('starts_on ends_on reason'),
    hasIds: false,
  }),
  front_door_easy_read: table({
    owners: [owner('service_id', 'services', 'front_door.easy_read')],
    columns: columns('picture words'),
    hasIds: false,
  }),
  front_door_texts: table({
    owners: [owner('service_id', 'services', 'front_door.texts')],
    columns: columns('language name summary description eligibility_description application_process'),
    hasIds: false,
  }),
};

/** The table of a file's name without its ending, in one of the spellings in use; null when it is none of ours. */
export function findTable(name: string): TableName | null {
  const wanted = name.trim().toLowerCase().replaceAll('-', '_');
  return (
    TABLE_NAMES.find((each) => each === wanted) ??
    TABLE_NAMES.find((each) => TABLES[each].otherNames.includes(wanted)) ??
    null
  );
}

/** The columns of a table as written: its id, what it is part of, then the rest. */
export function headerOf(name: TableName): string[] {
  const { columns: own, owners, hasIds } = TABLES[name];
  const written = own.filter((column) => column.isWritten).map((column) => column.name);
  return [...new Set([...(hasIds ? ['id'] : []), ...owners.map((each) => each.column), ...written])];
}
