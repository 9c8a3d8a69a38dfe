import type {
  AccessFeature,
  Audience,
  Capacity,
  Delivery,
  Joining,
  PhoneType,
  Sector,
  ServiceStatus,
} from '#db/vocabulary.ts';

/**
 * What the feed publishes, in the names of Open Referral UK 3.0 (and HSDS 3.0 where the UK profile has none). A field
 * without a value is left out, never null or empty. What neither standard has is under `front_door`; another Front
 * Door reads it back. Days are YYYY-MM-DD, instants have an offset, ids are lower-case UUIDs, addresses are absolute.
 */
export interface FeedService {
  id: string;
  organization_id: string;
  name: string;
  alternate_name?: string;
  description?: string;
  url?: string;
  email?: string;
  status: ServiceStatus;
  interpretation_services?: string;
  application_process?: string;
  fees?: string; // deprecated by HSDS 3.0, read by the UK profile: the same words as fees_description
  fees_description?: string;
  wait_time?: string;
  accreditations?: string;
  licenses?: string;
  eligibility_description?: string;
  minimum_age?: number;
  maximum_age?: number;
  assured_date?: string;
  alert?: string;
  last_modified: string; // when this directory last changed it
  phones?: FeedPhone[];
  schedules?: FeedSchedule[]; // where the place does not matter
  service_areas?: FeedServiceArea[];
  service_at_locations?: FeedServiceAtLocation[];
  languages?: FeedLanguage[];
  organization?: FeedOrganization;
  funding?: { id: string; source?: string }[];
  cost_options?: FeedCostOption[];
  required_documents?: { id: string; document?: string; uri?: string }[];
  contacts?: FeedContact[];
  attributes?: FeedAttribute[];
  accessibility?: FeedAccessibility[]; // ours: access to an online, phone or home service
  front_door?: FeedServiceExtension;
}

/** What Front Door knows of a service beyond both standards. */
export interface FeedServiceExtension {
  page: string; // the service's page in this directory; its last part is the slug
  summary?: string;
  not_for?: string;
  first_visit?: string;
  what_to_bring?: string;
  capacity?: Capacity;
  capacity_updated_on?: string;
  waiting_weeks?: number;
  paused_until?: string;
  valid_from?: string;
  valid_to?: string;
  assured_by?: string;
  review_months: number;
  deliveries?: Delivery[];
  joinings?: Joining[];
  audiences?: Audience[];
  suggested_needs?: string[]; // slugs: put there from the text, not by a person
  closures?: { starts_on: string; ends_on: string; reason?: string }[];
  bsl_video?: string; // https: the service explained in British Sign Language
  /** Its own easy-read text, an idea each; `picture` is a word of this directory's set of pictures. */
  easy_read?: { picture: string; words: string }[];
  easy_read_tested_by?: string;
  /** What it says of itself in other languages, one item each. */
  texts?: FeedText[];
  /** Where this directory has the record from, and on what terms. Not read back: it is said of this copy. */
  source?: { name: string; licence: string; attribution?: string };
}

export interface FeedText {
  language: string; // ISO 639
  name?: string;
  summary?: string;
  description?: string;
  eligibility_description?: string;
  application_process?: string;
}

export interface FeedOrganization {
  id: string;
  name: string;
  alternate_name?: string;
  description: string;
  email?: string;
  website?: string;
  logo?: string;
  legal_status?: string;
  year_incorporated?: number;
  parent_organization_id?: string;
  organization_identifiers?: {
    id: string;
    identifier_scheme?: string;
    identifier_type: string;
    identifier: string;
  }[];
  phones?: FeedPhone[];
  front_door?: { page: string; sector: Sector; checked_note?: string; checked_on?: string };
  services?: FeedService[]; // only where the reader asked for them; without their `organization`
}

export interface FeedServiceAtLocation {
  id: string;
  service_id: string;
  location_id: string;
  description?: string;
  location: FeedLocation;
  schedules?: FeedSchedule[];
  /** Only under /service_at_locations: with `service`, its name and status, which the UK profile's first OpenAPI wanted there. */
  name?: string;
  status?: ServiceStatus;
  last_modified?: string; // of the service
  service?: FeedService; // without its service_at_locations
}

export interface FeedLocation {
  id: string;
  location_type: 'physical' | 'postal' | 'virtual';
  name?: string;
  alternate_name?: string;
  description?: string;
  transportation?: string;
  latitude?: number;
  longitude?: number;
  external_identifier?: string;
  external_identifier_type?: string;
  url?: string;
  addresses?: FeedAddress[];
  accessibility?: FeedAccessibility[];
  front_door?: {
    directions?: string;
    area_name?: string;
    /** An address without a full postcode, which `addresses` may not hold; the same names as our table. */
    address?: {
      address_1?: string;
      address_2?: string;
      city?: string;
      region?: string;
      state_province?: string;
    };
  };
}

export interface FeedAddress {
  id: string;
  attention?: string;
  address_1: string; // the UK profile has no address_2: lines two and three are in here, parted by ", "
  city: string;
  region?: string;
  state_province: string;
  postal_code: string;
  country: string;
  address_type: 'physical' | 'postal' | 'virtual';
  front_door?: {
    address_1?: string; // the two lines apart, when there are two
    address_2?: string;
    /** Required fields above that we do not know, filled with the next best thing: read them back as empty. */
    filled?: ('address_1' | 'city' | 'state_province')[];
  };
}

export interface FeedAccessibility {
  id: string;
  accessibility?: string; // the feature in words, for other directories; not read back where `front_door` says it
  description?: string;
  details?: string;
  url?: string;
  front_door?: { feature: AccessFeature };
}

export interface FeedSchedule {
  id: string;
  valid_from?: string;
  valid_to?: string;
  dtstart?: string;
  freq?: 'WEEKLY' | 'MONTHLY';
  interval?: number;
  byday?: string;
  bymonthday?: string;
  description?: string;
  opens_at?: string; // HH:MM, London
  closes_at?: string;
  attending_type?: string;
  schedule_link?: string;
  notes?: string;
  front_door?: { term_time_only: boolean; open_on_bank_holidays: boolean };
}

export interface FeedServiceArea {
  id: string;
  name?: string;
  service_area?: string; // the same words as name: the UK profile and HSDS each read one
  extent?: string;
  extent_type?: string;
  uri?: string;
}

export interface FeedPhone {
  id: string;
  number: string;
  extension?: string;
  type?: PhoneType;
  description?: string;
}

export interface FeedContact {
  id: string;
  name?: string;
  title?: string;
  department?: string;
  email?: string;
  phones?: FeedPhone[];
}

export interface FeedLanguage {
  id: string;
  name?: string;
  code?: string;
  note?: string;
}

export interface FeedCostOption {
  id: string;
  valid_from?: string;
  valid_to?: string;
  option?: string;
  currency?: string;
  amount?: number;
  amount_description?: string;
}

export interface FeedAttribute {
  id: string;
  link_id: string;
  link_type?: string; // service_type for needs, eligibility for audiences
  taxonomy_term_id: string;
  taxonomy_term: FeedTaxonomyTerm;
}

export interface FeedTaxonomyTerm {
  id: string;
  code?: string; // of a need: its slug
  name: string;
  description: string;
  parent_id?: string;
  taxonomy?: string; // the taxonomy's name
  taxonomy_id?: string;
  taxonomy_detail?: FeedTaxonomy; // HSDS 3.0; of taxonomies that are not ours
  term_uri?: string;
}

export interface FeedTaxonomy {
  id: string;
  name: string;
  description: string;
  uri?: string;
  version?: string;
}

/** What every part of the feed is made with. */
export interface FeedSetting {
  siteUrl: string; // without a slash at the end
  today: string; // London
}

/** What the feed says of the needs tree (`NeedTree` of features/needs is one): parents before their children. */
export interface FeedNeeds {
  bySlug: ReadonlyMap<string, { slug: string; name: string; description: string; parent: string | null }>;
}

export interface FullFeedSetting extends FeedSetting {
  needs: FeedNeeds;
}

/** A page of a list, with the eight fields of the standard. */
export interface FeedPage<Item> {
  total_items: number;
  total_pages: number;
  page_number: number; // from 1
  size: number; // items on this page
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Item[];
}
