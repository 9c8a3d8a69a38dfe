/**
 * The closed lists of the product: one place, used by tables, rules, forms and pages alike.
 * Values are what the database stores; the words people read are in each feature's `present.ts`.
 */

/** What kind of body runs a service (product.md, "Words"). */
export const SECTORS = ['statutory', 'voluntary', 'community', 'social_enterprise', 'private'] as const;
export type Sector = (typeof SECTORS)[number];

/** How a service reaches a person. A service has one or more. */
export const DELIVERIES = ['venue', 'home', 'phone', 'online'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** How a person joins. A service has one or more, the easiest first on screen. */
export const JOININGS = ['drop_in', 'self_referral', 'professional_referral', 'gp_referral'] as const;
export type Joining = (typeof JOININGS)[number];

/** Room for new people. `unknown` is what every other value becomes when its date is too old. */
export const CAPACITIES = ['open', 'waiting_list', 'full', 'paused', 'unknown'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Open Referral UK 3.0, service.status, spelled as the standard spells it. */
export const SERVICE_STATUSES = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/** Who may see a record: `public` everyone, `hidden` staff only, `draft` its own editors. */
export const VISIBILITIES = ['public', 'hidden', 'draft'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** People a service is especially for. None means anybody within its ages. */
export const AUDIENCES = [
  'carers',
  'disabled_people',
  'people_with_dementia',
  'people_with_learning_disabilities',
  'autistic_people',
  'deaf_people',
  'people_with_sight_loss',
  'parents_and_families',
  'young_people',
  'older_people',
  'women',
  'men',
  'lgbtq_people',
  'veterans',
  'refugees_and_migrants',
  'people_in_recovery',
  'people_on_low_income',
  'people_without_a_home',
  'bereaved_people',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Access features of a location, or of an online service. */
export const ACCESS_FEATURES = [
  'step_free',
  'accessible_toilet',
  'changing_places',
  'accessible_parking',
  'hearing_loop',
  'bsl',
  'quiet_space',
  'lift',
  'assistance_dogs',
  'carers_welcome',
  'easy_read_materials',
  'seating_on_arrival',
  'captions',
] as const;
export type AccessFeature = (typeof ACCESS_FEATURES)[number];

/** Days as iCalendar writes them (RFC 5545 BYDAY), Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Open Referral UK 3.0, schedule.freq. */
export const FREQUENCIES = ['WEEKLY', 'MONTHLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What a place in the gazetteer is, the most exact first. */
export const PLACE_KINDS = [
  'postcode',
  'outcode',
  'city',
  'town',
  'village',
  'hamlet',
  'suburb',
  'other',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What a phone number is for (HSDS 3.0, phone.type). */
export const PHONE_TYPES = ['voice', 'text', 'textphone', 'fax'] as const;
export type PhoneType = (typeof PHONE_TYPES)[number];
