import type {
  AccessFeature,
  Audience,
  Capacity,
  Delivery,
  Joining,
  PhoneType,
  Sector,
  ServiceStatus,
  Visibility,
} from '#db/vocabulary.ts';
import type { ClosedDays, SessionRule } from '#src/features/schedules/rules.ts';

/**
 * What every way in produces (CSV, the demo place, Open Referral): whole organisations and whole services as plain
 * data, without ids or slugs. `commands` turn them into rows. Names and units are those of `db/schema.ts`.
 */
export interface OrganisationRecord {
  id?: string; // a UUID the source gave: kept as ours, unless somebody else's record has it
  key: string; // the organisation's id within its source
  slug: string | null; // the web address wished for; null: made from the name
  name: string;
  alternateName: string | null;
  description: string;
  email: string | null;
  website: string | null;
  logoUrl: string | null;
  sector: Sector;
  legalStatus: string | null;
  yearIncorporated: number | null;
  checkedNote: string | null;
  checkedOn: string | null;
  identifiers: { scheme: string | null; type: string; identifier: string }[];
  phones: PhoneRecord[];
}

export interface ServiceRecord {
  id?: string; // as above
  key: string; // the service's id within its source
  slug: string | null; // as above
  organisationKey: string;
  name: string;
  alternateName: string | null;
  summary: string | null;
  description: string | null;
  url: string | null;
  email: string | null;
  status: ServiceStatus;
  interpretationServices: string | null;
  applicationProcess: string | null;
  feesDescription: string | null;
  waitTime: string | null;
  accreditations: string | null;
  licences: string | null;
  eligibilityDescription: string | null;
  notForDescription: string | null;
  minimumAge: number | null;
  maximumAge: number | null;
  firstVisitNote: string | null;
  whatToBring: string | null;
  alert: string | null;
  capacity: Capacity;
  waitingWeeks: number | null;
  pausedUntil: string | null;
  capacityUpdatedOn: string | null;
  validFrom: string | null;
  validTo: string | null;
  assuredOn: string | null;
  assuredBy: string | null;
  assurerEmail: string | null;
  reviewMonths: number;
  needs: { slug: string; suggested: boolean }[]; // suggested: from the text, by the importer, not by a person
  deliveries: Delivery[];
  joinings: Joining[];
  audiences: Audience[];
  locations: VenueRecord[];
  schedules: ScheduleRecord[]; // where the place does not matter: online, by phone, at home
  closures: ClosedDays[];
  areas: AreaRecord[];
  phones: PhoneRecord[];
  contacts: ContactRecord[];
  costOptions: CostRecord[];
  languages: { name: string; code: string | null; note: string | null }[];
  access: AccessRecord[];
  /** Terms of other people's taxonomies, kept as they came. */
  terms?: TermRecord[];
  fundings?: string[];
  documents?: { document: string | null; uri: string | null }[]; // required_document
  /** A picture that a partner gave (`picture` table), with what it shows in words. */
  picture?: { id: string; alt: string } | null;
  /** The same in British Sign Language, as a video on the web. */
  bslVideoUrl?: string | null;
  /** The organisation's own easy-read text; without one it is made from the facts. */
  easyRead?: EasyReadRecord | null;
  /** What it says of itself in other languages; at most one a language. */
  texts?: ServiceTextRecord[];
}

export interface EasyReadRecord {
  ideas: { picture: string; words: string }[]; // a picture of content/pictures each
  testedBy: string | null; // which people with learning disabilities read it
}

type TextKey = 'name' | 'summary' | 'description' | 'eligibilityDescription' | 'applicationProcess';
/** `language`: ISO 639. */
export type ServiceTextRecord = { language: string } & Record<TextKey, string | null>;

/** A session with what Open Referral says beyond the rule; a session without it is a plain rule. */
export interface ScheduleRecord extends SessionRule {
  description?: string;
  attendingType?: string;
  scheduleLink?: string;
}

export interface AreaRecord {
  name: string;
  uri: string | null;
  extent?: string;
  extentType?: string;
}

/** A term of a taxonomy that is not ours, and how the service is linked to it. */
export interface TermRecord {
  linkType: string | null; // service_type, eligibility ...
  id: string; // UUID
  code: string | null;
  name: string;
  description: string;
  uri: string | null;
  parentId?: string; // of another term
  taxonomy: { id: string; name: string; description: string; uri: string | null; version: string | null };
}

export type NeedRecord = ServiceRecord['needs'][number];

/** A service at one location. Records of one source with the same `location.key` share the location. */
export interface VenueRecord {
  location: LocationRecord;
  description: string | null;
  schedules: ScheduleRecord[];
}

export interface LocationRecord {
  id?: string; // as above
  key: string;
  name: string | null;
  description: string | null;
  directions: string | null;
  transportation: string | null;
  latitude: number | null;
  longitude: number | null;
  externalIdentifier: string | null;
  externalIdentifierType: string | null;
  confidential: boolean;
  areaName: string | null;
  address: AddressRecord | null;
  access: AccessRecord[];
  type?: LocationType; // physical unless it says otherwise
  alternateName?: string;
  url?: string;
}

export type LocationType = 'physical' | 'postal' | 'virtual';

export interface AddressRecord {
  address1: string;
  address2: string | null;
  city: string;
  region: string | null;
  county: string; // state_province
  postcode: string; // normalised; "" when the source has none
  type?: LocationType; // physical unless it says otherwise
  attention?: string;
  country?: string; // GB unless it says otherwise
}

export interface AccessRecord {
  feature: AccessFeature | null;
  description: string | null;
  details?: string;
  url?: string;
}

export interface PhoneRecord {
  number: string;
  type: PhoneType;
  description: string | null;
  extension?: string;
}

export interface ContactRecord {
  name: string | null;
  title: string | null;
  email: string | null;
  phones: PhoneRecord[];
  department?: string;
  visibility?: Visibility; // public unless it says otherwise
}

export interface CostRecord {
  option: string | null;
  amount: number | null; // pounds unless `currency` says otherwise; 0 is free
  amountDescription: string | null;
  validFrom?: string;
  validTo?: string;
  currency?: string; // GBP unless it says otherwise
}

/** An organisation of which only the name is known. */
export function plainOrganisation(key: string, name: string, sector: Sector): OrganisationRecord {
  return {
    key,
    slug: null,
    name,
    alternateName: null,
    description: name,
    email: null,
    website: null,
    logoUrl: null,
    sector,
    legalStatus: null,
    yearIncorporated: null,
    checkedNote: null,
    checkedOn: null,
    identifiers: [],
    phones: [],
  };
}

/** A service of which only the name is known: open to all, active, to be reviewed every six months. */
export function plainService(key: string, organisationKey: string, name: string): ServiceRecord {
  return {
    key,
    slug: null,
    organisationKey,
    name,
    alternateName: null,
    summary: null,
    description: null,
    url: null,
    email: null,
    status: 'active',
    interpretationServices: null,
    applicationProcess: null,
    feesDescription: null,
    waitTime: null,
    accreditations: null,
    licences: null,
    eligibilityDescription: null,
    notForDescription: null,
    minimumAge: null,
    maximumAge: null,
    firstVisitNote: null,
    whatToBring: null,
    alert: null,
    capacity: 'unknown',
    waitingWeeks: null,
    pausedUntil: null,
    capacityUpdatedOn: null,
    validFrom: null,
    validTo: null,
    assuredOn: null,
    assuredBy: null,
    assurerEmail: null,
    reviewMonths: 6,
    needs: [],
    deliveries: [],
    joinings: [],
    audiences: [],
    locations: [],
    schedules: [],
    closures: [],
    areas: [],
    phones: [],
    contacts: [],
    costOptions: [],
    languages: [],
    access: [],
  };
}

/** A location with nothing but its key. */
export function plainLocation(key: string): LocationRecord {
  return {
    key,
    name: null,
    description: null,
    directions: null,
    transportation: null,
    latitude: null,
    longitude: null,
    externalIdentifier: null,
    externalIdentifierType: null,
    confidential: false,
    areaName: null,
    address: null,
    access: [],
  };
}
