import { learnWhereabouts, locate, type Located } from '../csv/addresses/locate.ts';
import type { AddressParts } from '../csv/addresses/address.ts';
import { recordHash } from '../identity.ts';
import { quote, type Problem } from '../problem.ts';
import type { KnownPlaces } from '../queries.ts';
import type { LocationRecord, OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';
import type { MappedFeed } from './map-feed.ts';
import type { FeedDraft } from './map-service.ts';

export interface SettledFeed {
  organisations: Map<string, OrganisationRecord>; // by key
  services: ServiceRecord[]; // in the order of the feed
}

/** A location with the first item that has it. */
interface SharedLocation {
  draft: FeedDraft;
  record: LocationRecord;
}

/** The postcodes of a feed, whose official centres `settleFeed` can use. */
export const postcodesOf = (mapped: Pick<MappedFeed, 'drafts'>): string[] => [
  ...new Set(
    mapped.drafts
      .flatMap((draft) => draft.service.locations)
      .map((venue) => venue.location.address?.postcode ?? '')
      .filter((postcode) => postcode !== ''),
  ),
];

/**
 * Puts the services of a feed together: an organisation or a location that several name is one, what the first left
 * out is filled from the later ones; a location without a point gets that of its postcode, its outcode or its town.
 * Adds to the feed's problems where two items contradict each other.
 */
export function settleFeed(mapped: Pick<MappedFeed, 'drafts' | 'problems'>, known: KnownPlaces): SettledFeed {
  const say = (draft: FeedDraft, column: string, reason: string): void => {
    mapped.problems.push({ row: draft.row, record: draft.service.name, column, reason, leftOut: false });
  };
  const organisations = shareOrganisations(mapped.drafts, say);
  const locations = shareLocations(mapped.drafts, say);
  placeLocations(locations, known, mapped.problems);
  const services = mapped.drafts.map(({ service }) => ({
    ...service,
    locations: service.locations.map((venue) => ({
      ...venue,
      location: locations.get(venue.location.key)?.record ?? venue.location,
    })),
  }));
  return { organisations, services };
}

type Say = (draft: FeedDraft, column: string, reason: string) => void;

/** One that only stands in gives way to the organisation itself, wherever that is named. */
function shareOrganisations(drafts: readonly FeedDraft[], say: Say): Map<string, OrganisationRecord> {
  const organisations = new Map<string, OrganisationRecord>();
  const named = drafts.filter((draft) => !draft.standsIn);
  const told = new Set<string>();
  for (const draft of named) {
    const later = draft.organisation;
    const first = organisations.get(later.key);
    organisations.set(later.key, first === undefined ? later : filled(first, later));
    if (first === undefined || first.name === later.name || told.has(later.key)) continue;
    told.add(later.key);
    say(draft, 'organization', `an earlier item calls its organisation ${quote(first.name)}, which is used`);
  }
  for (const { organisation } of drafts) {
    if (!organisations.has(organisation.key)) organisations.set(organisation.key, organisation);
  }
  return organisations;
}

function shareLocations(drafts: readonly FeedDraft[], say: Say): Map<string, SharedLocation> {
  const locations = new Map<string, SharedLocation>();
  const told = new Set<string>();
  for (const draft of drafts) {
    for (const { location: later } of draft.service.locations) {
      const first = locations.get(later.key);
      if (first === undefined) {
        locations.set(later.key, { draft, record: later });
        continue;
      }
      const differs =
        first.record.address !== null &&
        later.address !== null &&
        recordHash(first.record.address) !== recordHash(later.address);
      first.record = filled(first.record, later);
      if (!differs || told.has(later.key)) continue;
      told.add(later.key);
      say(
        draft,
        'service_at_locations',
        'its location has another address in an earlier item, which is used',
      );
    }
  }
  return locations;
}

/** The first record with what it left empty taken from a later one; a point is taken whole. */
function filled<Sourced extends object>(first: Sourced, later: Sourced): Sourced {
  const isEmpty = (value: unknown): boolean =>
    value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  const more = Object.entries(later).filter(
    ([name, value]) => !isEmpty(value) && isEmpty((first as Record<string, unknown>)[name]),
  );
  return more.length === 0 ? first : { ...first, ...Object.fromEntries(more) };
}

/** Another Front Door's points are believed, and only an official centre is put where it has none. */
function placeLocations(
  locations: ReadonlyMap<string, SharedLocation>,
  known: KnownPlaces,
  problems: Problem[],
): void {
  const shared = [...locations.values()];
  const addresses = new Map<Located, AddressParts>(
    shared.map((item) => [toLocated(item), partsOf(item.record)]),
  );
  const where = learnWhereabouts(addresses, known);
  [...addresses].forEach(([located, parts], index) => {
    const item = shared[index];
    if (item === undefined) return;
    const noticed: Problem[] = [];
    const official = known.postcodes.get(located.place?.postcode ?? '');
    const point = item.draft.isOurs
      ? (located.place?.point ?? official ?? null)
      : locate(located, parts, where, noticed);
    problems.push(...noticed.map((problem) => ({ ...problem, record: item.draft.service.name })));
    const { latitude, longitude } = point ?? { latitude: null, longitude: null };
    if (latitude !== item.record.latitude || longitude !== item.record.longitude)
      item.record = { ...item.record, latitude, longitude };
  });
}

function toLocated({ draft, record }: SharedLocation): Located {
  const { latitude, longitude, address } = record;
  const point = latitude === null || longitude === null ? null : { latitude, longitude };
  return { row: draft.row, place: { point, postcode: address?.postcode || null } };
}

const partsOf = ({ address }: LocationRecord): AddressParts => ({
  street: address?.address1 ?? '',
  town: address?.city ?? '',
  county: address?.county ?? '',
});
