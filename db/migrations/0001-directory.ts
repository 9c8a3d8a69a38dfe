import { sql, type Kysely } from 'kysely';

/**
 * The directory: Open Referral UK 3.0 with the HSDS 3.0 superset, in British spelling, and what Front Door
 * adds to it. Frozen once released: a later change is a later migration. Columns are explained in `schema.ts`.
 */
const TABLES = [
  `create table source (
    id text primary key, name text not null unique, licence text not null, attribution text, url text,
    format text not null, last_imported_at text, created_at text not null) strict`,
  `create table import_run (
    id text primary key, source_id text not null references source(id), started_at text not null, finished_at text,
    created integer not null default 0, updated integer not null default 0, unchanged integer not null default 0,
    gone integer not null default 0, failed integer not null default 0) strict`,
  `create table organisation (
    id text primary key, slug text not null unique, name text not null, alternate_name text, description text not null,
    email text, website text, logo_url text, sector text not null, legal_status text, year_incorporated integer,
    parent_organisation_id text references organisation(id), visibility text not null default 'public',
    checked_note text, checked_on text,
    source_id text references source(id), source_record_id text, source_hash text, source_missing_since text,
    version integer not null default 1, created_at text not null, updated_at text not null,
    unique (source_id, source_record_id)) strict`,
  `create table organisation_identifier (
    id text primary key, organisation_id text not null references organisation(id) on delete cascade,
    identifier_scheme text, identifier_type text not null, identifier text not null) strict`,
  `create table program (
    id text primary key, organisation_id text not null references organisation(id) on delete cascade,
    name text not null, alternate_name text, description text not null) strict`,
  `create table service (
    id text primary key, slug text not null unique,
    organisation_id text not null references organisation(id), program_id text references program(id),
    name text not null, alternate_name text, summary text, description text, url text, email text,
    status text not null default 'active', visibility text not null default 'public',
    interpretation_services text, application_process text, fees_description text, wait_time text, accreditations text,
    licences text, eligibility_description text, not_for_description text, minimum_age real, maximum_age real,
    first_visit_note text, what_to_bring text, alert text,
    capacity text not null default 'unknown', waiting_weeks integer, paused_until text, capacity_updated_on text,
    valid_from text, valid_to text,
    assured_on text, assured_by text, assurer_email text, review_months integer not null default 6, review_due_on text,
    source_id text references source(id), source_record_id text, source_hash text, source_missing_since text,
    version integer not null default 1, created_at text not null, updated_at text not null,
    unique (source_id, source_record_id)) strict`,
  `create index service_organisation on service(organisation_id)`,
  `create table service_need (
    service_id text not null references service(id) on delete cascade, need_slug text not null,
    suggested integer not null default 0, primary key (service_id, need_slug)) strict, without rowid`,
  `create index service_need_slug on service_need(need_slug)`,
  `create table service_delivery (
    service_id text not null references service(id) on delete cascade, delivery text not null,
    primary key (service_id, delivery)) strict, without rowid`,
  `create table service_joining (
    service_id text not null references service(id) on delete cascade, joining text not null,
    primary key (service_id, joining)) strict, without rowid`,
  `create table service_audience (
    service_id text not null references service(id) on delete cascade, audience text not null,
    primary key (service_id, audience)) strict, without rowid`,
  `create table service_slug (
    slug text primary key, service_id text not null references service(id) on delete cascade) strict`,
  `create table location (
    id text primary key, location_type text not null default 'physical', name text, alternate_name text,
    description text, directions text, transportation text, latitude real, longitude real, url text,
    external_identifier text, external_identifier_type text, confidential integer not null default 0,
    area_name text, created_at text not null, updated_at text not null) strict`,
  `create table address (
    id text primary key, location_id text not null references location(id) on delete cascade, attention text,
    address_1 text not null, address_2 text, city text not null, region text, state_province text not null,
    postal_code text not null, country text not null default 'GB', address_type text not null default 'physical') strict`,
  `create index address_location on address(location_id)`,
  `create table service_at_location (
    id text primary key, service_id text not null references service(id) on delete cascade,
    location_id text not null references location(id) on delete cascade, description text,
    unique (service_id, location_id)) strict`,
  `create index service_at_location_location on service_at_location(location_id)`,
  `create table schedule (
    id text primary key, service_id text references service(id) on delete cascade,
    service_at_location_id text references service_at_location(id) on delete cascade,
    location_id text references location(id) on delete cascade,
    valid_from text, valid_to text, dtstart text, freq text, interval integer not null default 1,
    byday text, bymonthday text, byweekno text, byyearday text, count integer, until text, wkst text, timezone text,
    opens_at text, closes_at text, attending_type text, schedule_link text, description text, notes text,
    term_time_only integer not null default 0, open_on_bank_holidays integer not null default 0,
    check (service_id is not null or service_at_location_id is not null or location_id is not null)) strict`,
  `create index schedule_service on schedule(service_id)`,
  `create index schedule_service_at_location on schedule(service_at_location_id)`,
  `create table closure (
    id text primary key, service_id text not null references service(id) on delete cascade,
    starts_on text not null, ends_on text not null, reason text) strict`,
  `create index closure_service on closure(service_id)`,
  `create table service_area (
    id text primary key, service_id text references service(id) on delete cascade,
    service_at_location_id text references service_at_location(id) on delete cascade,
    name text, description text, extent text, extent_type text, uri text) strict`,
  `create index service_area_service on service_area(service_id)`,
  `create table contact (
    id text primary key, organisation_id text references organisation(id) on delete cascade,
    service_id text references service(id) on delete cascade,
    service_at_location_id text references service_at_location(id) on delete cascade,
    location_id text references location(id) on delete cascade, name text, title text, department text,
    email text, visibility text not null default 'public') strict`,
  `create index contact_service on contact(service_id)`,
  `create index contact_organisation on contact(organisation_id)`,
  `create table phone (
    id text primary key, organisation_id text references organisation(id) on delete cascade,
    service_id text references service(id) on delete cascade,
    service_at_location_id text references service_at_location(id) on delete cascade,
    location_id text references location(id) on delete cascade,
    contact_id text references contact(id) on delete cascade,
    number text not null, extension text, type text not null default 'voice', description text,
    sort_order integer not null default 0) strict`,
  `create index phone_service on phone(service_id)`,
  `create index phone_organisation on phone(organisation_id)`,
  `create table cost_option (
    id text primary key, service_id text not null references service(id) on delete cascade, valid_from text,
    valid_to text, option text, currency text not null default 'GBP', amount real, amount_description text,
    sort_order integer not null default 0) strict`,
  `create index cost_option_service on cost_option(service_id)`,
  `create table funding (
    id text primary key, organisation_id text references organisation(id) on delete cascade,
    service_id text references service(id) on delete cascade, source text) strict`,
  `create table language (
    id text primary key, service_id text references service(id) on delete cascade,
    location_id text references location(id) on delete cascade, phone_id text references phone(id) on delete cascade,
    name text, code text, note text) strict`,
  `create index language_service on language(service_id)`,
  `create table accessibility (
    id text primary key, location_id text references location(id) on delete cascade,
    service_id text references service(id) on delete cascade, feature text, description text, details text,
    url text) strict`,
  `create index accessibility_location on accessibility(location_id)`,
  `create index accessibility_service on accessibility(service_id)`,
  `create table required_document (
    id text primary key, service_id text not null references service(id) on delete cascade, document text,
    uri text) strict`,
  `create table taxonomy (
    id text primary key, name text not null, description text not null, uri text, version text) strict`,
  `create table taxonomy_term (
    id text primary key, taxonomy_id text not null references taxonomy(id), code text, name text not null,
    description text not null, parent_id text references taxonomy_term(id), language text, term_uri text) strict`,
  `create index taxonomy_term_taxonomy on taxonomy_term(taxonomy_id)`,
  `create table attribute (
    id text primary key, link_id text not null, link_entity text not null, link_type text,
    taxonomy_term_id text not null references taxonomy_term(id), value text, label text) strict`,
  `create index attribute_link on attribute(link_entity, link_id)`,
  `create table unit (
    id text primary key, name text not null, scheme text, identifier text, uri text) strict`,
  `create table service_capacity (
    id text primary key, service_id text not null references service(id) on delete cascade, unit_id text references unit(id),
    available real not null, maximum real, description text, updated_at text not null) strict`,
  `create table metadata (
    id text primary key, resource_id text not null, resource_type text not null, last_action_date text not null,
    last_action_type text not null, field_name text not null, previous_value text not null,
    replacement_value text not null, updated_by text not null) strict`,
  `create table meta_table_description (
    id text primary key, name text, language text, character_set text) strict`,
  `create table place (
    id text primary key, name text not null, search_key text not null, kind text not null, area_name text,
    latitude real not null, longitude real not null, source text not null) strict`,
  `create index place_search_key on place(search_key)`,
  `create table postcode (
    postcode text primary key, outcode text not null, latitude real not null, longitude real not null,
    source text not null) strict, without rowid`,
  `create index postcode_outcode on postcode(outcode)`,
  `create table shortlist_share (
    token_hash text primary key, owner_hash text not null, sealed_content text not null, created_at text not null,
    expires_on text not null, withdrawn_at text) strict`,
  `create table feedback (
    id text primary key, created_at text not null, topic text not null, sealed_content text not null,
    idempotency_key text not null unique, handled_at text) strict`,
  `create table audit_event (
    id text primary key, happened_at text not null, actor text not null, action text not null,
    entity text not null, entity_id text not null, before text, after text, reason text) strict`,
  `create index audit_event_entity on audit_event(entity, entity_id)`,
  // Deleting a parent looks for its children: without these it would read the whole table.
  `create index import_run_source on import_run(source_id) where source_id is not null`,
  `create index organisation_parent_organisation on organisation(parent_organisation_id) where parent_organisation_id is not null`,
  `create index organisation_identifier_organisation on organisation_identifier(organisation_id) where organisation_id is not null`,
  `create index program_organisation on program(organisation_id) where organisation_id is not null`,
  `create index service_program on service(program_id) where program_id is not null`,
  `create index service_slug_service on service_slug(service_id) where service_id is not null`,
  `create index schedule_location on schedule(location_id) where location_id is not null`,
  `create index service_area_service_at_location on service_area(service_at_location_id) where service_at_location_id is not null`,
  `create index contact_location on contact(location_id) where location_id is not null`,
  `create index contact_service_at_location on contact(service_at_location_id) where service_at_location_id is not null`,
  `create index phone_contact on phone(contact_id) where contact_id is not null`,
  `create index phone_location on phone(location_id) where location_id is not null`,
  `create index phone_service_at_location on phone(service_at_location_id) where service_at_location_id is not null`,
  `create index funding_service on funding(service_id) where service_id is not null`,
  `create index funding_organisation on funding(organisation_id) where organisation_id is not null`,
  `create index language_phone on language(phone_id) where phone_id is not null`,
  `create index language_location on language(location_id) where location_id is not null`,
  `create index required_document_service on required_document(service_id) where service_id is not null`,
  `create index taxonomy_term_parent on taxonomy_term(parent_id) where parent_id is not null`,
  `create index attribute_taxonomy_term on attribute(taxonomy_term_id) where taxonomy_term_id is not null`,
  `create index service_capacity_unit on service_capacity(unit_id) where unit_id is not null`,
  `create index service_capacity_service on service_capacity(service_id) where service_id is not null`,
  `create table directory_version (
    only_row integer primary key check (only_row = 1), version integer not null, changed_at text not null) strict`,
  `insert into directory_version values (1, 1, '1970-01-01T00:00:00.000Z')`,
];

/** Creates the directory's tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db);
}
