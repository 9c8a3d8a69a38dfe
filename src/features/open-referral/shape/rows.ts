import type { Selectable } from 'kysely';
import type {
  AccessibilityTable,
  AddressTable,
  ClosureTable,
  ContactTable,
  CostOptionTable,
  EasyReadIdeaTable,
  FundingTable,
  LanguageTable,
  LocationTable,
  OrganisationIdentifierTable,
  OrganisationTable,
  PhoneTable,
  RequiredDocumentTable,
  ScheduleTable,
  ServiceAreaTable,
  ServiceTable,
  ServiceTextTable,
} from '#db/schema.ts';

/** The rows the feed is made of, each with the columns that it reads. What may not be published is never among them. */

type Row<Table, Column extends keyof Table & keyof Selectable<Table>> = Pick<Selectable<Table>, Column>;

export type ServiceRow = Row<
  ServiceTable,
  | 'id'
  | 'slug'
  | 'organisation_id'
  | 'name'
  | 'alternate_name'
  | 'summary'
  | 'description'
  | 'url'
  | 'email'
  | 'status'
  | 'interpretation_services'
  | 'application_process'
  | 'fees_description'
  | 'wait_time'
  | 'accreditations'
  | 'licences'
  | 'eligibility_description'
  | 'not_for_description'
  | 'minimum_age'
  | 'maximum_age'
  | 'first_visit_note'
  | 'what_to_bring'
  | 'alert'
  | 'capacity'
  | 'waiting_weeks'
  | 'paused_until'
  | 'capacity_updated_on'
  | 'valid_from'
  | 'valid_to'
  | 'assured_on'
  | 'assured_by'
  | 'review_months'
  | 'bsl_video_url'
  | 'easy_read_tested_by'
  | 'updated_at'
> & { source_name: string | null; source_licence: string | null; source_attribution: string | null };

export const ORGANISATION_COLUMNS = [
  'id',
  'slug',
  'name',
  'alternate_name',
  'description',
  'email',
  'website',
  'logo_url',
  'sector',
  'legal_status',
  'year_incorporated',
  'parent_organisation_id',
  'checked_note',
  'checked_on',
] as const;
export type OrganisationRow = Row<OrganisationTable, (typeof ORGANISATION_COLUMNS)[number]>;

export type IdentifierRow = Selectable<OrganisationIdentifierTable>;

export const PHONE_COLUMNS = ['id', 'number', 'extension', 'type', 'description'] as const;
export type PhoneRow = Row<PhoneTable, (typeof PHONE_COLUMNS)[number]>;

export const CONTACT_COLUMNS = ['id', 'name', 'title', 'department', 'email'] as const;
export type ContactRow = Row<ContactTable, (typeof CONTACT_COLUMNS)[number]>;

/** A service at a location, with the location. */
export type VenueRow = Row<
  LocationTable,
  | 'location_type'
  | 'name'
  | 'alternate_name'
  | 'description'
  | 'directions'
  | 'transportation'
  | 'latitude'
  | 'longitude'
  | 'url'
  | 'external_identifier'
  | 'external_identifier_type'
  | 'area_name'
> & {
  id: string; // of service_at_location
  service_id: string;
  location_id: string;
  link_description: string | null;
};

/** All that is read of a confidential location. */
export interface AreaRow {
  id: string; // of service_at_location
  service_id: string;
  area_name: string | null;
}

export const ADDRESS_COLUMNS = [
  'id',
  'location_id',
  'attention',
  'address_1',
  'address_2',
  'city',
  'region',
  'state_province',
  'postal_code',
  'country',
  'address_type',
] as const;
export type AddressRow = Row<AddressTable, (typeof ADDRESS_COLUMNS)[number]>;

export const ACCESS_COLUMNS = ['id', 'feature', 'description', 'details', 'url'] as const;
export type AccessRow = Row<AccessibilityTable, (typeof ACCESS_COLUMNS)[number]>;

export const SCHEDULE_COLUMNS = [
  'id',
  'valid_from',
  'valid_to',
  'dtstart',
  'freq',
  'interval',
  'byday',
  'bymonthday',
  'opens_at',
  'closes_at',
  'attending_type',
  'schedule_link',
  'description',
  'notes',
  'term_time_only',
  'open_on_bank_holidays',
] as const;
export type ScheduleRow = Row<ScheduleTable, (typeof SCHEDULE_COLUMNS)[number]>;

export type ClosureRow = Selectable<ClosureTable>;

export const AREA_COLUMNS = ['id', 'name', 'extent', 'extent_type', 'uri'] as const;
export type ServiceAreaRow = Row<ServiceAreaTable, (typeof AREA_COLUMNS)[number]>;

export const COST_COLUMNS = [
  'id',
  'service_id',
  'valid_from',
  'valid_to',
  'option',
  'currency',
  'amount',
  'amount_description',
] as const;
export type CostRow = Row<CostOptionTable, (typeof COST_COLUMNS)[number]>;

export const LANGUAGE_COLUMNS = ['id', 'name', 'code', 'note'] as const;
export type LanguageRow = Row<LanguageTable, (typeof LANGUAGE_COLUMNS)[number]>;

export type FundingRow = Row<FundingTable, 'id' | 'source'>;
export type DocumentRow = Row<RequiredDocumentTable, 'id' | 'document' | 'uri'>;

/** A term of a taxonomy that is not ours, with the taxonomy. */
export interface TermRow {
  id: string;
  code: string | null;
  name: string;
  description: string;
  parent_id: string | null; // null too where the parent is not in the feed
  term_uri: string | null;
  taxonomy_id: string;
  taxonomy_name: string;
  taxonomy_description: string;
  taxonomy_uri: string | null;
  taxonomy_version: string | null;
}

/** Everything of one organisation. */
export interface OrganisationRows {
  organisation: OrganisationRow; // its parent only where that is in the feed
  identifiers?: readonly IdentifierRow[];
  phones?: readonly PhoneRow[]; // by sort_order
}

/** Everything of one location that is not confidential. */
export interface VenueRows {
  venue: VenueRow;
  addresses?: readonly AddressRow[];
  access?: readonly AccessRow[];
  schedules?: readonly ScheduleRow[];
}

/** Everything of one service; parts without rows may be missing. */
export interface ServiceRows {
  service: ServiceRow;
  needs?: readonly { need_slug: string; suggested: 0 | 1 }[];
  deliveries?: readonly string[]; // of db/vocabulary.ts, as are the next two
  joinings?: readonly string[];
  audiences?: readonly string[];
  venues?: readonly VenueRows[];
  /** Its confidential places: the area's name, and when it happens there, which pages show too. */
  confidential?: readonly (AreaRow & { schedules?: readonly ScheduleRow[] })[];
  schedules?: readonly ScheduleRow[];
  closures?: readonly ClosureRow[];
  areas?: readonly ServiceAreaRow[];
  phones?: readonly PhoneRow[]; // by sort_order
  contacts?: readonly (ContactRow & { phones?: readonly PhoneRow[] })[];
  costs?: readonly CostRow[]; // by sort_order
  languages?: readonly LanguageRow[];
  access?: readonly AccessRow[];
  terms?: readonly (TermRow & { link_type: string | null })[];
  funding?: readonly FundingRow[];
  documents?: readonly DocumentRow[];
  ideas?: readonly Selectable<EasyReadIdeaTable>[];
  texts?: readonly Selectable<ServiceTextTable>[];
}
