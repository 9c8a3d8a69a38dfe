import type { Generated } from 'kysely';
import type {
  AccessFeature,
  Audience,
  Capacity,
  Delivery,
  Frequency,
  Joining,
  PhoneType,
  PlaceKind,
  Sector,
  ServiceStatus,
  Visibility,
} from './vocabulary.ts';

/**
 * The tables, column by column, as the migrations leave them (a test compares the two).
 *
 * Conventions: `Id` is a lower-case UUID. `Instant` is ISO 8601 in UTC with milliseconds. `Day` is YYYY-MM-DD in
 * England's own calendar. `Time` is HH:MM in Europe/London. `Flag` is 0 or 1. Names are those of HSDS 3.0 and Open
 * Referral UK 3.0 in British spelling; columns neither standard has are marked "ours".
 */
export type Id = string;
export type Instant = string;
export type Day = string;
export type Time = string;
export type Flag = 0 | 1;

/** Where imported records came from, and on what terms (ours). */
export interface SourceTable {
  id: Id;
  name: string; // as given on the command line, unique
  licence: string; // an import without one is refused
  attribution: string | null; // the sentence the licence asks us to show
  url: string | null;
  format: string; // csv, open-referral, code-point-open ...
  last_imported_at: Instant | null;
  created_at: Instant;
  mapping: string | null; // for csv: the mapping file's text
  refresh_days: number | null; // fetched again after this many days; null: only by hand
  republish: Generated<Flag>; // 0: its terms let us show its records but not pass them on
  held_since: Instant | null; // a refresh stopped and waits for a person
  held_reason: string | null; // why, in words
  refresh_asked_at: Instant | null; // a person asked for it to be read again; done by a run that begins later
  refresh_accepts_loss: Generated<Flag>; // 1: as asked for, however many of its services are gone
}

/** One run of an import, with what it did (ours). */
export interface ImportRunTable {
  id: Id;
  source_id: Id;
  started_at: Instant;
  finished_at: Instant | null; // null: interrupted
  created: Generated<number>; // services
  updated: Generated<number>;
  unchanged: Generated<number>;
  gone: Generated<number>; // known to us, no longer in the source; marked, never deleted
  failed: Generated<number>; // rows reported and left out
  outcome: 'done' | 'held' | 'failed' | null; // null: going on, or interrupted
  message: string | null; // why it was held or failed, in words
  problems: Generated<number>; // how many were reported
  report: string | null; // JSON: the first problems as sentences
}

/** A page of a feed that a run not yet finished has fetched, so that the next one goes on from there (ours). */
export interface ImportPageTable {
  source_id: Id;
  page: number; // from 1, in the order fetched
  address: string; // what was asked for: another address starts anew
  body: string;
  fetched_at: Instant;
}

/** A field of an imported service that people here have changed: imports keep their hands off it (ours). */
export interface LocalFieldTable {
  service_id: Id;
  field: string; // a field of `ServiceRecord`, features/imports/record.ts
  edited_at: Instant;
}

/** Whoever asked not to be in the directory: no import brings them back (ours). */
export interface DoNotListTable {
  id: Id;
  name: string;
  name_key: string; // folded, see features/imports/do-not-list/rules.ts
  postcode: string | null; // with it only the one at this postcode is meant
  charity_number: string | null;
  website_host: string | null; // without "www."
  source_id: Id | null; // with source_record_id: that very record
  source_record_id: string | null;
  reason: string | null;
  created_at: Instant;
  lifted_at: Instant | null; // they changed their mind
}

/** Who is running a job now; another process may take over when it has run out (ours). */
export interface JobLeaseTable {
  name: string;
  holder: string;
  until: Instant;
}

/** One run of a job (ours). */
export interface JobRunTable {
  id: Id;
  name: string;
  started_at: Instant;
  finished_at: Instant | null; // null: going on, or interrupted
  outcome: 'done' | 'failed' | null;
  counts: string | null; // JSON: what was done, by name
  message: string | null; // why it failed or was not finished, in words
  pretended_day: Day | null; // run by hand for another day: it does not count as the planned one
}

/** Columns of a record that may have come from a source (ours). */
interface Sourced {
  source_id: Id | null;
  source_record_id: string | null; // the source's own id, unique within it
  source_hash: string | null; // SHA-256 of the mapped record, to tell unchanged from updated
  source_missing_since: Day | null; // the first import that no longer had it
}

/** Columns of a record that people edit (ours): `version` rises by one with each edit. */
interface Edited {
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant; // Open Referral UK 3.0, last_modified
}

export interface OrganisationTable extends Sourced, Edited {
  id: Id;
  slug: string; // the web address, unique
  name: string;
  alternate_name: string | null;
  description: string; // plain text, paragraphs parted by a blank line
  email: string | null;
  website: string | null; // absolute
  logo_url: string | null;
  sector: Sector; // ours
  legal_status: string | null;
  year_incorporated: number | null;
  parent_organisation_id: Id | null;
  visibility: Generated<Visibility>; // ours
  checked_note: string | null; // ours: what was checked, in words for the public
  checked_on: Day | null; // ours: when that was checked
  trusted_since: Instant | null; // its small changes are published at once and checked afterwards
  trusted_by: string | null;
  merged_into: Id | null; // the organisation that took its place
}

export interface OrganisationIdentifierTable {
  id: Id;
  organisation_id: Id;
  identifier_scheme: string | null; // GB-CHC charity, GB-COH company ...
  identifier_type: string;
  identifier: string;
}

export interface ProgramTable {
  id: Id;
  organisation_id: Id;
  name: string;
  alternate_name: string | null;
  description: string;
}

export interface ServiceTable extends Sourced, Edited {
  id: Id;
  slug: string; // the web address, unique
  organisation_id: Id;
  program_id: Id | null;
  name: string;
  alternate_name: string | null;
  summary: string | null; // ours: at most 200 characters, shown on cards
  description: string | null; // plain text, paragraphs parted by a blank line
  url: string | null; // absolute
  email: string | null;
  status: Generated<ServiceStatus>;
  visibility: Generated<Visibility>; // ours
  interpretation_services: string | null;
  application_process: string | null; // how to join, in words
  fees_description: string | null;
  wait_time: string | null; // in words, from other directories; ours is `capacity`
  accreditations: string | null;
  licences: string | null;
  eligibility_description: string | null; // who it is for, in words
  not_for_description: string | null; // ours: who it is not for, in words
  minimum_age: number | null; // years
  maximum_age: number | null; // years, inclusive
  first_visit_note: string | null; // ours
  what_to_bring: string | null; // ours
  alert: string | null; // shown above everything
  capacity: Generated<Capacity>; // ours
  waiting_weeks: number | null; // ours: about how many weeks, with `waiting_list`
  paused_until: Day | null; // ours: with `paused`
  capacity_updated_on: Day | null; // ours: capacity counts as unknown 30 days after this
  valid_from: Day | null; // ours: not shown before
  valid_to: Day | null; // ours: the last day; not shown after
  assured_on: Day | null; // Open Referral UK 3.0, assured_date: last checked
  assured_by: string | null; // ours: who checked, as shown to the public
  assurer_email: string | null; // never public
  review_months: Generated<number>; // ours: 3, 6 or 12
  review_due_on: Day | null; // ours: assured_on + review_months
  hidden_reason: string | null; // ours: why it is not public, e.g. review-overdue, merged, desk
  merged_into: Id | null; // ours: the service that took its place
  picture_id: Id | null; // ours
  picture_alt: string | null; // ours: what the picture shows, in words
  bsl_video_url: string | null; // ours: the service explained in British Sign Language, https
  easy_read_tested_by: string | null; // ours: which people with learning disabilities read its easy-read text, in words
}

/** Ours: the organisation's own easy-read text of a service, one idea a row. None: it is made from the facts. */
export interface EasyReadIdeaTable {
  service_id: Id;
  position: number; // from 0
  picture: string; // a picture of content/pictures
  words: string; // hard words between two asterisks each side
}

/** Ours: what a service says of itself in another language than English. */
export interface ServiceTextTable {
  service_id: Id;
  language_code: string; // ISO 639: "cy", "ur"
  name: string | null;
  summary: string | null;
  description: string | null;
  eligibility_description: string | null;
  application_process: string | null;
}

export interface ServiceNeedTable {
  service_id: Id;
  need_slug: string; // a need of content/needs
  suggested: Generated<Flag>; // 1: put there by an importer from the text, not by a person
}
export interface ServiceDeliveryTable {
  service_id: Id;
  delivery: Delivery;
}
export interface ServiceJoiningTable {
  service_id: Id;
  joining: Joining;
}
export interface ServiceAudienceTable {
  service_id: Id;
  audience: Audience;
}
/** Former web addresses of a service, which redirect for ever (ours). */
export interface ServiceSlugTable {
  slug: string;
  service_id: Id;
}

export interface LocationTable {
  id: Id;
  location_type: Generated<'physical' | 'postal' | 'virtual'>;
  name: string | null;
  alternate_name: string | null;
  description: string | null;
  directions: string | null; // ours: finding the door
  transportation: string | null; // bus, train, parking
  latitude: number | null; // WGS84 degrees
  longitude: number | null;
  url: string | null;
  external_identifier: string | null; // UPRN, kept as text
  external_identifier_type: string | null;
  confidential: Generated<Flag>; // ours: 1 means only `area_name` is ever public
  area_name: string | null; // ours: what the public reads in place of a confidential address
  created_at: Instant;
  updated_at: Instant;
}

export interface AddressTable {
  id: Id;
  location_id: Id;
  attention: string | null;
  address_1: string;
  address_2: string | null;
  city: string;
  region: string | null;
  state_province: string; // the county
  postal_code: string; // normalised: upper case, one space
  country: Generated<string>; // ISO 3166-1 alpha-2
  address_type: Generated<'physical' | 'postal' | 'virtual'>;
}

export interface ServiceAtLocationTable {
  id: Id;
  service_id: Id;
  location_id: Id;
  description: string | null;
}

/** One opening or session with its recurrence; a lunch break is two rows. */
export interface ScheduleTable {
  id: Id;
  service_id: Id | null;
  service_at_location_id: Id | null;
  location_id: Id | null;
  valid_from: Day | null;
  valid_to: Day | null;
  dtstart: Day | null; // the first session, which fixes the week when `interval` is over 1
  freq: Frequency | null; // null: a single day, `dtstart`
  interval: Generated<number>; // every n weeks or months
  byday: string | null; // "MO,TU"; with MONTHLY "2TU" or "-1FR" (RFC 5545)
  bymonthday: string | null;
  byweekno: string | null;
  byyearday: string | null;
  count: number | null;
  until: Day | null;
  wkst: string | null;
  timezone: string | null;
  opens_at: Time | null;
  closes_at: Time | null;
  attending_type: string | null;
  schedule_link: string | null;
  description: string | null;
  notes: string | null; // for the public
  term_time_only: Generated<Flag>; // ours
  open_on_bank_holidays: Generated<Flag>; // ours: 0 means closed on England's bank holidays
}

/** Days on which a service does not run (ours; Open Referral UK has no such thing). */
export interface ClosureTable {
  id: Id;
  service_id: Id;
  starts_on: Day;
  ends_on: Day; // inclusive
  reason: string | null;
}

export interface ServiceAreaTable {
  id: Id;
  service_id: Id | null;
  service_at_location_id: Id | null;
  name: string | null; // a place of the gazetteer, the district, the county or "England"
  description: string | null;
  extent: string | null;
  extent_type: string | null;
  uri: string | null;
}

export interface ContactTable {
  id: Id;
  organisation_id: Id | null;
  service_id: Id | null;
  service_at_location_id: Id | null;
  location_id: Id | null;
  name: string | null;
  title: string | null;
  department: string | null;
  email: string | null;
  visibility: Generated<Visibility>; // ours
}

export interface PhoneTable {
  id: Id;
  organisation_id: Id | null;
  service_id: Id | null;
  service_at_location_id: Id | null;
  location_id: Id | null;
  contact_id: Id | null;
  number: string; // as typed, grouped for reading
  extension: string | null;
  type: Generated<PhoneType>;
  description: string | null;
  sort_order: Generated<number>;
}

export interface CostOptionTable {
  id: Id;
  service_id: Id;
  valid_from: Day | null;
  valid_to: Day | null;
  option: string | null; // "per session", "concessions"
  currency: Generated<string>;
  amount: number | null; // in `currency`; 0 is free
  amount_description: string | null;
  sort_order: Generated<number>;
}

export interface FundingTable {
  id: Id;
  organisation_id: Id | null;
  service_id: Id | null;
  source: string | null;
}

export interface LanguageTable {
  id: Id;
  service_id: Id | null;
  location_id: Id | null;
  phone_id: Id | null;
  name: string | null;
  code: string | null; // ISO 639
  note: string | null;
}

export interface AccessibilityTable {
  id: Id;
  location_id: Id | null;
  service_id: Id | null; // ours: access to an online, phone or home service
  feature: AccessFeature | null; // ours: the closed list; null when only words are known
  description: string | null;
  details: string | null;
  url: string | null;
}

export interface RequiredDocumentTable {
  id: Id;
  service_id: Id;
  document: string | null;
  uri: string | null;
}

export interface TaxonomyTable {
  id: Id;
  name: string;
  description: string;
  uri: string | null;
  version: string | null;
}

export interface TaxonomyTermTable {
  id: Id;
  taxonomy_id: Id;
  code: string | null;
  name: string;
  description: string;
  parent_id: Id | null;
  language: string | null;
  term_uri: string | null;
}

export interface AttributeTable {
  id: Id;
  link_id: Id; // the row it describes
  link_entity: string; // that row's table
  link_type: string | null;
  taxonomy_term_id: Id;
  value: string | null;
  label: string | null;
}

export interface UnitTable {
  id: Id;
  name: string;
  scheme: string | null;
  identifier: string | null;
  uri: string | null;
}

/** HSDS 3.0 service_capacity: places counted in units, kept for other directories' records. */
export interface ServiceCapacityTable {
  id: Id;
  service_id: Id;
  unit_id: Id | null;
  available: number;
  maximum: number | null;
  description: string | null;
  updated_at: Instant;
}

export interface MetadataTable {
  id: Id;
  resource_id: Id;
  resource_type: string;
  last_action_date: Day;
  last_action_type: string;
  field_name: string;
  previous_value: string;
  replacement_value: string;
  updated_by: string;
}

export interface MetaTableDescriptionTable {
  id: Id;
  name: string | null;
  language: string | null;
  character_set: string | null;
}

/** The gazetteer: towns, villages, outcodes with their centres (ours). */
export interface PlaceTable {
  id: string; // source and its id
  name: string;
  search_key: string; // the name folded for look-up, see `features/places/rules.ts`
  kind: PlaceKind;
  area_name: string | null; // county or district, to tell two places of one name apart
  latitude: number;
  longitude: number;
  source: string;
}

/** Full postcodes with their centres (ours). */
export interface PostcodeTable {
  postcode: string; // normalised: upper case, one space
  outcode: string;
  latitude: number;
  longitude: number;
  source: string;
}

/** A shortlist that its owner shares by a link (ours). Only the link opens it: see features/shortlists. */
export interface ShortlistShareTable {
  token_hash: string; // SHA-256 of the link's secret
  owner_hash: string; // SHA-256 of the secret that may withdraw it
  sealed_content: string; // services and notes, sealed with a key derived from the link's secret
  created_at: Instant;
  expires_on: Day;
  withdrawn_at: Instant | null;
}

/** What visitors tell us about this website (ours). */
export interface FeedbackTable {
  id: Id;
  created_at: Instant;
  topic: string;
  sealed_content: string; // words and, if given, how to reply: sealed with the key ring
  idempotency_key: string; // a form sent twice is stored once
  handled_at: Instant | null;
}

/**
 * Who did what, written in the same transaction as the change (ours). Append only: each row holds the hash of the one
 * before, so that a row that was altered or taken out shows (`npm run audit -- verify`).
 */
export interface AuditEventTable {
  sequence: number; // 1, 2, 3 ... without a gap
  id: Id;
  happened_at: Instant;
  actor: string; // "visitor", "import", "command-line", "job" or an account's id
  action: string; // "service.import", "shortlist.share" ...
  entity: string;
  entity_id: string;
  before: string | null; // JSON, personal data only sealed
  after: string | null;
  reason: string | null;
  session_id: string | null; // of whoever was signed in
  address_hash: string | null; // keyed hash of the network address
  previous_hash: string; // of the event before; 64 zeros for the first
  hash: string; // SHA-256, see features/audit/rules.ts
}

/** One row: the end of the audit trail's chain (ours). */
export interface AuditHeadTable {
  only_row: 1;
  sequence: number;
  hash: string;
}

/** The chain's end as it was at a moment, sealed by a key outside the database: who rewrites the chain cannot make one (ours). */
export interface AuditSealTable {
  sequence: number;
  hash: string;
  sealed: string; // "SEQUENCE:HASH", sealed with the key ring
  created_at: Instant;
}

/** Somebody who may sign in (ours). By invitation only. */
export interface AccountTable {
  id: Id;
  email: string; // as written in the invitation
  email_key: string; // trimmed, lower case
  name: string;
  password_hash: string | null; // argon2id as a PHC string; null: signs in by link or through another system
  password_changed_at: Instant | null;
  totp_sealed: string | null; // the second step's secret, sealed with the key ring
  totp_next_sealed: string | null; // of the app it is being moved to; the other counts until then
  totp_confirmed_at: Instant | null; // null with a secret: being set up
  totp_last_step: number | null; // 30-second steps since 1970: a code counts once
  stopped_at: Instant | null; // may not sign in
  stopped_reason: string | null;
  is_demo: Generated<Flag>; // belongs to the example place: refused when the demo is off
  version: Generated<number>; // rises with each edit
  created_at: Instant;
  created_by: string | null; // an account, or null: the command line
  last_signed_in_at: Instant | null;
}

/** What somebody may do, everywhere or for one organisation (ours): see features/accounts/roles.ts. */
export interface AccountRoleTable {
  id: Id;
  account_id: Id;
  role: string;
  organisation_id: Id | null;
  granted_at: Instant;
  granted_by: string; // an account, or "command-line"
}

/** Somebody signed in, in one browser (ours). */
export interface SessionTable {
  id: Id;
  token_hash: string; // SHA-256 of the cookie's secret
  account_id: Id;
  created_at: Instant;
  last_seen_at: Instant; // written at most once a minute
  ends_at: Instant; // whatever happens
  strength: 1 | 2; // 2: the second step was taken
  method: 'password' | 'link' | 'oidc';
  device: string; // "Firefox on Windows"
  address_hash: string | null;
  ended_at: Instant | null;
  ended_by: string | null; // an account, "idle", "command-line"
}

/** A secret sent by mail that does one thing once (ours). */
export interface AuthTokenTable {
  token_hash: string; // SHA-256
  kind: 'invitation' | 'sign-in' | 'reset' | 'email-change';
  account_id: Id;
  details: string | null; // JSON, sealed where personal
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** An address for which somebody asked for a link, known to us or not: what follows happens out of their sight (ours). */
export interface SignInLinkRequestTable {
  id: Id;
  email_sealed: string;
  purpose: 'sign-in' | 'reset';
  requested_at: Instant;
  handled_at: Instant | null;
}

/** A code that stands in for the second step, once (ours). */
export interface RecoveryCodeTable {
  code_hash: string; // keyed hash
  account_id: Id;
  used_at: Instant | null;
}

/** A try to sign in, for slowing down whoever guesses (ours). Kept for a day. */
export interface SignInAttemptTable {
  id: Id;
  at: Instant;
  account_hash: string; // keyed hash of the email address typed, whether or not it has an account
  address_hash: string; // keyed hash of the network address
  device_hash: string | null; // of a browser in which this account had signed in before
  step: 'password' | 'link' | 'second-step';
  ok: Flag;
}

/** A browser in which an account has signed in: strangers' wrong guesses do not slow it down (ours). */
export interface KnownDeviceTable {
  token_hash: string; // SHA-256 of the cookie's secret
  account_id: Id;
  created_at: Instant;
  last_used_at: Instant;
}

/** An account's name with another system that signs people in: OpenID Connect "iss" and "sub" (ours). */
export interface ExternalIdentityTable {
  issuer: string;
  subject: string;
  account_id: Id;
  created_at: Instant;
  last_used_at: Instant | null;
}

/** What somebody had typed when their session had ended, given back after signing in again (ours). */
export interface KeptFormTable {
  token_hash: string; // SHA-256 of the cookie's secret
  account_id: Id;
  path: string;
  sealed_values: string; // JSON, sealed with the key ring; never a password or a code
  created_at: Instant;
  expires_at: Instant;
}

/** What administrators decide on /admin/settings (ours): see features/settings. */
export interface SettingTable {
  name: string;
  value: string; // JSON
  version: number;
  updated_at: Instant;
  updated_by: string;
}

/** The outbox (ours): written in the transaction of whatever it tells of, sent afterwards. */
export interface MessageTable {
  id: Id;
  created_at: Instant;
  kind: 'email' | 'text' | 'letter';
  template: string; // a file of content/messages
  template_version: string; // hash of that file
  form: 'plain' | 'easy-read';
  to_sealed: string; // address or number, or the lines of a postal address
  to_hash: string; // keyed hash
  content_sealed: string; // JSON: what is sent, word by word
  about_entity: string | null;
  about_id: string | null;
  dedupe_key: string; // the same happening is told once
  channel: 'log' | 'smtp' | 'notify' | null; // null: not tried yet
  next_try_at: Instant | null; // null: sent, failed or cancelled
  tries: Generated<number>;
  claimed_until: Instant | null; // somebody is sending it
  sent_at: Instant | null; // taken over by the mail server or by Notify
  provider_id: string | null; // Message-ID, or Notify's id
  failed_at: Instant | null;
  failure: string | null; // why, without the address
  bounced_at: Instant | null;
  bounce: string | null;
  cancelled_at: Instant | null;
}

/** Something for a person to do (ours). */
export interface TaskTable {
  id: Id;
  kind: string; // "message-failed" ...
  entity: string; // what it is about
  entity_id: string;
  title: string; // a sentence without personal data
  details: string | null; // JSON, personal data only sealed
  dedupe_key: string;
  created_at: Instant;
  due_on: Day | null;
  done_at: Instant | null;
  done_by: string | null;
  outcome: string | null;
}

/** One row: rises with every change a visitor could see, so that indexes and caches know (ours). */
export interface DirectoryVersionTable {
  only_row: 1;
  version: number;
  changed_at: Instant;
}

/** The services that a version changed; a version without rows here may have changed anything (ours). */
export interface DirectoryChangeTable {
  version: number;
  service_id: string;
}

/** What was searched for on one day, with nothing about who asked (ours). */
export interface SearchDayTable {
  day: Day; // London
  words: string; // ordinary words only, folded, in the order they were written; may be empty
  needs: string; // slugs of the needs that were understood, sorted, joined with commas; may be empty
  results: number; // how many services the latest of these searches found
  searches: number;
}

/** One saved version of a service (ours). Numbered once it left its author; a draft is replaced as it is written. */
export interface RevisionTable {
  id: Id;
  service_id: Id; // of a service that may not exist yet
  organisation_id: Id;
  number: number | null; // 1, 2, 3 ... of the service; null: a draft
  state: 'draft' | 'proposed' | 'published' | 'declined' | 'withdrawn';
  content: string; // JSON: ServiceRecord
  base_content: string | null; // JSON: what it was made from; null: a new service
  base_version: number | null; // service.version at that time
  author: string; // account id, or who an actor was
  author_kind: 'partner' | 'desk' | 'review-link' | 'import' | 'undo';
  reason: string | null; // why, in the author's words
  restored_from: Id | null; // another revision
  created_at: Instant;
  updated_at: Instant;
  sent_at: Instant | null;
  small_fields: string | null; // JSON: fields that were published at once
  accepted_fields: string | null; // JSON: fields that the desk accepted
  decided_by: string | null;
  decided_at: Instant | null;
  decision_reason: string | null; // what the partner is told
  checked_by: string | null; // of what was published at once: who looked at it afterwards
  checked_at: Instant | null;
  version: Generated<number>;
}

/** A picture that a partner gave, made anew from its pixels (ours). */
export interface PictureTable {
  id: Id;
  organisation_id: Id;
  sha256: string; // of what was sent: the same picture twice is one
  width: number; // pixels of the largest
  height: number;
  added_at: Instant;
}

/** A picture in one width, as WebP (ours). */
export interface PictureFileTable {
  picture_id: Id;
  width: number; // pixels
  bytes: Uint8Array;
}

/** Somebody says that they run an organisation (ours). */
export interface ClaimTable {
  id: Id;
  organisation_id: Id;
  account_id: Id | null; // of somebody who has one, or got one
  name_sealed: string | null;
  email_sealed: string | null;
  email_hash: string;
  way: 'email-domain' | 'charity-contact' | 'phone-code' | 'desk' | 'colleague';
  words_sealed: string | null; // what they said
  state: 'asked' | 'approved' | 'declined' | 'withdrawn';
  is_lead: Generated<Flag>;
  token_hash: string; // of the link to the claim
  code_hash: string | null; // of the code that is read out on the phone
  code_expires_at: Instant | null;
  code_tries: Generated<number>;
  idempotency_key: string;
  created_at: Instant;
  decided_at: Instant | null;
  decided_by: string | null;
  decision_reason: string | null;
}

/** A paper that an organisation has, and who looked at it (ours). */
export interface EvidenceTable {
  id: Id;
  organisation_id: Id;
  kind: string; // safeguarding_policy, public_liability ...
  what: string | null; // in words: insurer, version
  seen_on: Day | null; // null: offered, nobody looked yet
  seen_by: string | null;
  expires_on: Day | null;
  offered_at: Instant;
  offered_by: string;
  declined_at: Instant | null;
  decline_reason: string | null;
  ended_at: Instant | null; // replaced by another, or taken back
}

/** What a visitor says is wrong with a service (ours). */
export interface ReportTable {
  id: Id;
  service_id: Id;
  topic: string;
  words_sealed: string | null; // null: removed, some time after it was answered
  contact_sealed: string | null; // email address, to hear back
  idempotency_key: string;
  created_at: Instant;
  partner_says: 'changed' | 'right' | null; // the organisation's answer, for the desk to pass on
  partner_words_sealed: string | null;
  partner_at: Instant | null;
  partner_by: Id | null;
  answered_at: Instant | null;
  answered_by: string | null;
  outcome: string | null;
  answer_sealed: string | null; // what the reporter is told
  told_at: Instant | null;
}

/** A step of the review ladder that was taken: each once for each due date (ours). */
export interface ReviewStepTable {
  service_id: Id;
  due_on: Day;
  step: string;
  done_on: Day; // in London; of a mail that came back, when the next address was asked
  message_id: Id | null; // of a mail; null: the mail was skipped, because a later one had come due
}

/** A call of the desk about a service whose review is overdue (ours). */
export interface ReviewCallTable {
  id: Id;
  service_id: Id;
  due_on: Day;
  outcome: string;
  called_on: Day; // in London
  called_at: Instant;
  called_by: Id;
}

/** A link by which an organisation confirms its services without signing in (ours). */
export interface ReviewLinkTable {
  token_hash: string;
  organisation_id: Id;
  services: string; // JSON: ids
  answers: Generated<string>; // JSON: what was answered for each service, by id
  to_sealed: string; // the address it was sent to
  to_hash: string;
  sent_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** Two records that look alike, as the job that looks found them (ours). `first_id` is the smaller. */
export interface DuplicatePairTable {
  kind: 'service' | 'organisation';
  first_id: Id;
  second_id: Id;
  level: 'same' | 'likely' | 'possible';
  score: number;
  reasons: string; // JSON: Reason[] of features/duplicates/types.ts
}

/** What a person decided about two records that look alike (ours). `first_id` is the smaller. */
export interface DuplicateDecisionTable {
  kind: 'service' | 'organisation';
  first_id: Id;
  second_id: Id;
  decision: 'different' | 'merged';
  decided_at: Instant;
  decided_by: string;
}

/** What is needed to take an action of the desk back (ours). */
export interface UndoTable {
  id: Id;
  action: string;
  entity: string;
  entity_id: Id;
  state: string; // JSON: what was before
  done_at: Instant;
  done_by: string;
  until: Instant;
  undone_at: Instant | null;
  undone_by: string | null;
}

/** An everyday word of a need that editors added, or took away (ours). */
export interface NeedPhraseTable {
  id: Id;
  need_slug: string;
  phrase: string;
  change: 'added' | 'removed';
  changed_at: Instant;
  changed_by: string;
}

/** What editors wrote in the place of a need's name and description in content/needs (ours). */
export interface NeedTextTable {
  need_slug: string;
  name: string;
  description: string;
  changed_at: Instant;
  changed_by: string;
}

/** How often visitors saw, saved or asked for a service on a day (ours). Counts only. */
export interface ServiceDayTable {
  service_id: Id;
  day: Day;
  kind: 'seen' | 'saved' | 'asked';
  visits: number;
}

/** One person's ask for help. Everything about the person is in the sealed columns. */
export interface RequestTable {
  id: Id;
  reference: string | null; // "FD-7KQM-3F2P-X", read out on the phone; null: a draft
  state: 'draft' | 'sent' | 'with_navigator' | 'closed';
  made_by: 'self' | 'helper' | 'professional' | 'navigator'; // who fills it in
  answers_sealed: string | null; // JSON of Answers, context "request:ID"; null: erased
  area: string | null; // outward postcode or town, for suggestions and counts
  same_day: Generated<0 | 1>; // to be read on the day it was sent
  red_flags: Generated<number>; // how many words of content/red-flags.yaml were found; never which
  urgent_shown_at: Instant | null; // when the urgent page was shown before sending
  filled_in_by: string | null; // account id of a navigator; null: whoever made_by says
  draft_token_hash: string | null; // SHA-256 of the secret in the browser's cookie
  draft_version: Generated<number>;
  draft_parts: Generated<string>; // JSON: the version with which each answer was saved last, by its name; no answers
  draft_expires_at: Instant | null;
  draft_seen_at: Instant | null; // the last page of the draft that was opened
  track_token_hash: string | null; // SHA-256 of the secret of /track/...
  track_token_sealed: string | null; // the secret, for links in later messages; context "request-track:ID"
  navigator_id: Id | null; // whose it is
  taken_at: Instant | null;
  sent_at: Instant | null;
  contact_due_on: string | null; // date in England by which a person will have got in touch
  contacted_at: Instant | null; // somebody spoke with the person
  overdue_told_at: Instant | null; // navigators were told, once, that contact_due_on has passed
  same_day_told_at: Instant | null; // and that nobody had taken it by the end of the day it was to be read on
  closed_at: Instant | null;
  closed_reason: string | null; // a code of features/requests/moves.ts
  closed_note_sealed: string | null; // context "request-closed:ID"
  feedback_token_hash: string | null;
  feedback_asked_at: Instant | null;
  feedback_given_at: Instant | null;
  feedback_sealed: string | null; // JSON, context "request-feedback:ID"
  legal_hold_sealed: string | null; // why nothing of it may be deleted; context "request-hold:ID"
  legal_hold_at: Instant | null;
  legal_hold_by: string | null; // account id, or "command-line"
  erased_at: Instant | null; // what was personal is gone; reference, dates and states stay
  erased_by: string | null;
  erased_reason: string | null; // a code of features/records/rules.ts
  erased_note_sealed: string | null; // context "request-erased:ID"
  created_by: string | null; // account id, or null: nobody who was signed in
  created_at: Instant;
  updated_at: Instant;
  version: Generated<number>;
}

/** Keyed hashes by which a request is found again: Keys.hash of the normalised text, purpose "request-KIND". */
export interface RequestLookupTable {
  request_id: Id;
  kind: 'name' | 'phone' | 'email' | 'nhs-number' | 'birth-and-postcode';
  hash: string;
}

/** What happened to a request, in order; rows are never changed. */
export interface RequestEventTable {
  id: Id;
  request_id: Id;
  at: Instant;
  actor: string; // account id, "person", "helper", "job" ...
  kind: string; // a code of features/requests/moves.ts
  from_state: RequestTable['state'] | null;
  to_state: RequestTable['state'] | null;
  reason_sealed: string | null; // context "request-event:ID"
}

/** Words about a request: what the person added, notes of navigators, questions of services and their answers. */
export interface RequestNoteTable {
  id: Id;
  request_id: Id;
  referral_id: Id | null; // of a question of a service, or its answer
  author: 'person' | 'helper' | 'navigator' | 'service';
  kind: 'addition' | 'note' | 'question' | 'answer';
  words_sealed: string; // context "request-note:ID"
  idempotency_key: string | null;
  at: Instant;
  by: string; // account id, or "person", "helper", "referral-link"
}

/** Links by which a draft is handed over. */
export interface RequestHandoverTable {
  token_hash: string; // SHA-256 of the secret in the link
  request_id: Id;
  direction: 'to-person' | 'to-navigator';
  made_by: string;
  made_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** A try to get in touch with the person. */
export interface ContactAttemptTable {
  id: Id;
  request_id: Id;
  at: Instant;
  by: string; // account id
  channel: 'phone' | 'text' | 'email' | 'letter' | 'visit';
  outcome: 'spoke' | 'no-answer' | 'message-left' | 'sent' | 'wrong-details';
  note_sealed: string | null; // context "contact-attempt:ID"
  idempotency_key: string | null;
}

/** Agreement to share, as it was said; rows are never changed, a later one counts for the same recipient. */
export interface ConsentTable {
  id: Id;
  request_id: Id;
  purpose: 'navigator' | 'service' | 'gp' | 'feedback';
  service_id: Id | null; // of purpose "service"
  recipient: string; // the name that was shown: an organisation and its service, or this website's own team
  shared: string; // JSON: SharedFact[] of features/consents/facts.ts
  decision: 'given' | 'refused' | 'withdrawn';
  given_by: 'self' | 'helper' | 'attorney' | 'best-interests';
  method: 'online' | 'phone' | 'in-person' | 'written';
  wording_id: string; // of content/consents, with its version
  wording: string; // the whole text that was shown or read out
  reason_sealed: string | null; // of a best-interests decision; context "consent:ID"
  at: Instant;
  recorded_by: string; // account id, "person" or "helper"
  idempotency_key: string | null;
}

/** One request sent to one service. */
export interface ReferralTable {
  id: Id;
  request_id: Id;
  service_id: Id;
  organisation_id: Id;
  reference: string; // as of requests: another one, so that two services cannot tell that it is the same person
  state:
    | 'sent'
    | 'opened'
    | 'accepted'
    | 'declined'
    | 'more_information_asked'
    | 'contacted'
    | 'started'
    | 'completed'
    | 'could_not_contact'
    | 'person_declined'
    | 'withdrawn';
  shared: string; // JSON: SharedFact[], what this service may see
  sent_at: Instant;
  sent_by: string;
  opened_at: Instant | null;
  answered_at: Instant | null;
  chase_on: string; // date in England; working day 3
  chased_at: Instant | null;
  escalate_on: string; // date in England; working day 5
  escalated_at: Instant | null;
  decline_reason: string | null; // a code of features/referrals/moves.ts
  closed_at: Instant | null;
  contact_attempts: Generated<number>; // tries of the service to reach the person
  version: Generated<number>;
}

/** What happened to a referral, in order; rows are never changed. */
export interface ReferralEventTable {
  id: Id;
  referral_id: Id;
  at: Instant;
  actor: string; // account id, "referral-link", "person", "job" ...
  from_state: ReferralTable['state'] | null;
  to_state: ReferralTable['state'];
  reason: string | null; // a code
  note_sealed: string | null; // context "referral-event:ID"
  idempotency_key: string | null; // what is sent twice is noted once
}

/** Links by which a service answers without an account. */
export interface ReferralLinkTable {
  token_hash: string;
  referral_id: Id;
  to_sealed: string | null; // the email address; context "referral-link:TOKEN_HASH"
  purpose: 'answer' | 'progress'; // an answer is given once; progress is told until the referral is closed
  sent_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** What was tried and sent to find out who holds a link, before anything personal is shown; one row per link. */
export interface ProofCodeTable {
  subject: 'track' | 'referral' | 'draft';
  subject_id: string; // the request's id, or the referral's
  code_hash: string | null; // keyed hash, purpose "proof-code", of the code that was sent last
  holder: 'person' | 'helper' | 'service'; // whom it was sent to
  expires_at: Instant | null; // of the code
  tries: Generated<number>; // wrong ones with this code
  sent_at: Instant | null;
  sent_today: Generated<number>; // how many codes on the day of sent_at
  birth_tries: Generated<number>; // wrong dates of birth on birth_tried_on
  birth_tried_on: string | null; // date in England
}

/** A browser that has shown that it belongs to whom a link was sent to. */
export interface ProofSessionTable {
  token_hash: string; // SHA-256 of the secret in the cookie
  subject: 'track' | 'referral' | 'draft';
  subject_id: string;
  holder: 'person' | 'helper' | 'service'; // whose code it was
  created_at: Instant;
  seen_at: Instant;
  expires_at: Instant; // eight hours after created_at
}

/** What the retention job removed. */
export interface RetentionRunTable {
  id: Id;
  at: Instant;
  what: string; // "request" ...
  ending: string | null; // the reason it had been closed with
  count: number;
  before: string; // records closed before this moment
}

export interface Database {
  source: SourceTable;
  import_run: ImportRunTable;
  import_page: ImportPageTable;
  local_field: LocalFieldTable;
  do_not_list: DoNotListTable;
  job_lease: JobLeaseTable;
  job_run: JobRunTable;
  organisation: OrganisationTable;
  organisation_identifier: OrganisationIdentifierTable;
  program: ProgramTable;
  service: ServiceTable;
  service_need: ServiceNeedTable;
  service_delivery: ServiceDeliveryTable;
  service_joining: ServiceJoiningTable;
  service_audience: ServiceAudienceTable;
  service_slug: ServiceSlugTable;
  location: LocationTable;
  address: AddressTable;
  service_at_location: ServiceAtLocationTable;
  schedule: ScheduleTable;
  closure: ClosureTable;
  service_area: ServiceAreaTable;
  contact: ContactTable;
  phone: PhoneTable;
  cost_option: CostOptionTable;
  funding: FundingTable;
  language: LanguageTable;
  accessibility: AccessibilityTable;
  required_document: RequiredDocumentTable;
  easy_read_idea: EasyReadIdeaTable;
  service_text: ServiceTextTable;
  taxonomy: TaxonomyTable;
  taxonomy_term: TaxonomyTermTable;
  attribute: AttributeTable;
  unit: UnitTable;
  service_capacity: ServiceCapacityTable;
  metadata: MetadataTable;
  meta_table_description: MetaTableDescriptionTable;
  place: PlaceTable;
  postcode: PostcodeTable;
  shortlist_share: ShortlistShareTable;
  feedback: FeedbackTable;
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  audit_seal: AuditSealTable;
  account: AccountTable;
  account_role: AccountRoleTable;
  session: SessionTable;
  auth_token: AuthTokenTable;
  sign_in_link_request: SignInLinkRequestTable;
  recovery_code: RecoveryCodeTable;
  sign_in_attempt: SignInAttemptTable;
  known_device: KnownDeviceTable;
  external_identity: ExternalIdentityTable;
  kept_form: KeptFormTable;
  setting: SettingTable;
  message: MessageTable;
  task: TaskTable;
  directory_version: DirectoryVersionTable;
  directory_change: DirectoryChangeTable;
  search_day: SearchDayTable;
  revision: RevisionTable;
  picture: PictureTable;
  picture_file: PictureFileTable;
  claim: ClaimTable;
  evidence: EvidenceTable;
  report: ReportTable;
  review_step: ReviewStepTable;
  review_link: ReviewLinkTable;
  review_call: ReviewCallTable;
  duplicate_pair: DuplicatePairTable;
  duplicate_decision: DuplicateDecisionTable;
  undo: UndoTable;
  need_phrase: NeedPhraseTable;
  need_text: NeedTextTable;
  service_day: ServiceDayTable;
  request: RequestTable;
  request_lookup: RequestLookupTable;
  request_event: RequestEventTable;
  request_note: RequestNoteTable;
  request_handover: RequestHandoverTable;
  contact_attempt: ContactAttemptTable;
  consent: ConsentTable;
  referral: ReferralTable;
  referral_event: ReferralEventTable;
  referral_link: ReferralLinkTable;
  proof_code: ProofCodeTable;
  proof_session: ProofSessionTable;
  retention_run: RetentionRunTable;
}
