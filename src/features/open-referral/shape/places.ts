import { ACCESS_FEATURE_LABELS } from '#src/lib/labels.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import type {
  FeedAccessibility,
  FeedAddress,
  FeedLocation,
  FeedSchedule,
  FeedServiceAtLocation,
} from '../types.ts';
import { inOrder, inOrderNumbered, partIds } from './parts.ts';
import type { AccessRow, AddressRow, VenueRow, VenueRows } from './rows.ts';
import { filled, firstFilled, isBare, point, webAddress } from './values.ts';

type LocationExtension = NonNullable<FeedLocation['front_door']>;

const HERE = 'GB';
/** What an address says of its city or county when nothing is known of either; both are required. */
const SOMEWHERE = 'England';

/** A service at one of its places that are not confidential (Open Referral UK 3.0, service_at_location). */
export const toServiceAtLocation = (rows: VenueRows, schedules: FeedSchedule[]): FeedServiceAtLocation =>
  filled<FeedServiceAtLocation>({
    id: rows.venue.id,
    service_id: rows.venue.service_id,
    location_id: rows.venue.location_id,
    description: rows.venue.link_description,
    location: toLocation(rows),
    schedules,
  });

/** Open Referral UK 3.0, location. An address without a full postcode is not one by the standard: see `front_door`. */
export function toLocation({ venue, addresses, access }: VenueRows): FeedLocation {
  const id = venue.location_id;
  const lines = inOrder(addresses ?? [], partIds(id, 'address'));
  const posted = inOrderNumbered(lines, partIds(id, 'address'), (row, addressId) =>
    toAddress(row, venue, addressId),
  );
  const [first] = lines;
  return filled<FeedLocation>({
    id,
    location_type: venue.location_type,
    name: venue.name,
    alternate_name: venue.alternate_name,
    description: venue.description,
    transportation: venue.transportation,
    ...point(venue.latitude, venue.longitude),
    external_identifier: venue.external_identifier,
    external_identifier_type: venue.external_identifier_type,
    url: webAddress(venue.url),
    addresses: posted,
    accessibility: inOrderNumbered(access, partIds(id, 'accessibility'), toAccessibility),
    front_door: filled<LocationExtension>({
      directions: venue.directions,
      area_name: venue.area_name,
      address: posted.length > 0 || first === undefined ? null : withoutPostcode(first),
    }),
  });
}

/** Null without a full postcode. What the standard requires and we do not know is filled with the next best. */
export function toAddress(row: AddressRow, venue: Pick<VenueRow, 'name'>, id: string): FeedAddress | null {
  const country = /^[A-Z]{2}$/.test(row.country) ? row.country : HERE;
  const postcode = country === HERE ? normalisePostcode(row.postal_code) : firstFilled(row.postal_code);
  if (postcode === null) return null;
  const [line, second] = [row.address_1, row.address_2].filter((text) => firstFilled(text) !== null);
  const required = {
    address_1: line ?? null,
    city: firstFilled(row.city),
    state_province: firstFilled(row.state_province),
  };
  const missing = (['address_1', 'city', 'state_province'] as const).filter(
    (field) => required[field] === null,
  );
  const city = required.city ?? firstFilled(row.region, row.state_province) ?? SOMEWHERE;
  const street = required.address_1 ?? firstFilled(venue.name) ?? city;
  return filled<FeedAddress>({
    id,
    attention: row.attention,
    address_1: second ? `${street}, ${second}` : street,
    city,
    region: row.region,
    state_province: required.state_province ?? firstFilled(row.region) ?? city,
    postal_code: postcode,
    country,
    address_type: row.address_type,
    front_door: filled<NonNullable<FeedAddress['front_door']>>({
      address_1: second ? street : null,
      address_2: second ?? null,
      filled: missing,
    }),
  });
}

const withoutPostcode = (row: AddressRow) =>
  filled<NonNullable<LocationExtension['address']>>({
    address_1: row.address_1,
    address_2: row.address_2,
    city: row.city,
    region: row.region,
    state_province: row.state_province,
  });

/** An access feature or words about access; null when it is neither. */
export function toAccessibility(row: AccessRow, id: string): FeedAccessibility | null {
  const access = filled<FeedAccessibility>({
    id,
    accessibility: row.feature === null ? null : ACCESS_FEATURE_LABELS[row.feature],
    description: row.description,
    details: row.details,
    url: webAddress(row.url),
    front_door: row.feature === null ? null : { feature: row.feature },
  });
  return isBare(access) ? null : access;
}
