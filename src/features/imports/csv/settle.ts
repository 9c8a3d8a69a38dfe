import { fold } from '#src/lib/text.ts';
import type { Problem } from '../problem.ts';
import type { KnownPlaces } from '../queries.ts';
import { plainLocation } from '#src/features/services/record.ts';
import type { LocationRecord, OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';
import type { AddressParts } from './addresses/address.ts';
import { learnWhereabouts, locate } from './addresses/locate.ts';
import type { DraftPlace } from './map-place.ts';
import type { Draft } from './map-row.ts';
import type { Point } from './addresses/points.ts';
import { splitAddresses } from './addresses/towns.ts';

export interface Settled {
  organisations: Map<string, OrganisationRecord>; // by key
  services: ServiceRecord[]; // in the order of the file
}

/**
 * Puts the drafts of a whole file together: every place gets its address and, if postcode or town is known, its point;
 * one address is one location, one name is one organisation, or one at each place where the mapping says so.
 */
export function settle(drafts: readonly Draft[], known: KnownPlaces, problems: Problem[]): Settled {
  const addresses = splitAddresses(drafts, known);
  const where = learnWhereabouts(addresses, known);
  const locations = new Map<string, LocationRecord>();
  const organisations = new Map<string, OrganisationRecord>();
  const services = drafts.map((draft): ServiceRecord => {
    const parts = addresses.get(draft);
    if (draft.place === null || parts === undefined) {
      return { ...draft.service, ...addOrganisation(organisations, draft, ''), schedules: draft.schedules };
    }
    const location = shareLocation(locations, draft.place, parts, locate(draft, parts, where, problems));
    return {
      ...draft.service,
      ...addOrganisation(organisations, draft, location.key),
      locations: [{ location, description: null, schedules: draft.schedules }],
    };
  });
  return { organisations, services };
}

/** Later rows of an organisation only add what the first left out. */
function addOrganisation(
  organisations: Map<string, OrganisationRecord>,
  draft: Draft,
  locationKey: string,
): { organisationKey: string } {
  const key = draft.isApart ? `${draft.organisation.key}|${locationKey}` : draft.organisation.key;
  const first = organisations.get(key);
  const later = { ...draft.organisation, key };
  const merged =
    first === undefined
      ? later
      : {
          ...first,
          description: first.description === first.name ? later.description : first.description,
          email: first.email ?? later.email,
          website: first.website ?? later.website,
          phones: first.phones.length > 0 ? first.phones : later.phones,
        };
  organisations.set(key, merged);
  return { organisationKey: key };
}

/** The location of an address; the first row's words stand, later rows add points and access. */
function shareLocation(
  locations: Map<string, LocationRecord>,
  place: DraftPlace,
  parts: AddressParts,
  point: Point | null,
): LocationRecord {
  const street = withoutName(parts.street, place.name);
  const key = locationKey(street || place.name, parts, place, point);
  const known = locations.get(key) ?? {
    ...plainLocation(key),
    name: place.name || null,
    externalIdentifier: place.uprn,
    externalIdentifierType: place.uprn === null ? null : 'UPRN',
    address: toAddress(street, parts, place),
  };
  const features = new Set([...known.access.map((item) => item.feature), ...place.access]);
  const isPlaced = known.latitude !== null;
  const location = Object.assign(known, {
    latitude: isPlaced ? known.latitude : (point?.latitude ?? null),
    longitude: isPlaced ? known.longitude : (point?.longitude ?? null),
    access: [...features].map((feature) => ({ feature, description: null })),
  });
  locations.set(key, location);
  return location;
}

function toAddress(street: string, parts: AddressParts, place: DraftPlace): LocationRecord['address'] {
  if (street === '' && parts.town === '' && place.postcode === null) return null;
  return {
    address1: street || place.name || parts.town,
    address2: null,
    city: parts.town,
    region: null,
    county: parts.county,
    postcode: place.postcode ?? '',
  };
}

/** The address without the venue's name at its start, which is shown already. */
function withoutName(street: string, name: string): string {
  const [first = '', ...rest] = street.split(', ');
  return rest.length > 0 && name !== '' && fold(first) === fold(name) ? rest.join(', ') : street;
}

/** Without a postcode or a town the point tells two "Church Street" apart. */
function locationKey(street: string, parts: AddressParts, place: DraftPlace, point: Point | null): string {
  const where = place.postcode ?? fold(parts.town);
  if (where !== '' && street !== '') return `${fold(street)}|${where}`;
  return `${fold(street)}|${where}|${point?.latitude.toFixed(4) ?? ''},${point?.longitude.toFixed(4) ?? ''}`;
}
