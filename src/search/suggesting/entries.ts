import type { PlaceKind } from '#db/vocabulary.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import { metresBetween, type Gazetteer, type Place } from '#src/features/places/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { METRES_PER_MILE } from '#src/lib/distance.ts';
import { fold } from '#src/lib/text.ts';

export const SUGGESTION_KINDS = ['need', 'service', 'organisation', 'place'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** Something that can be suggested to a visitor who is typing. */
export interface SuggestionEntry {
  kind: SuggestionKind;
  name: string; // as shown
  target: string; // a slug; of a place, what the place field takes
  detail: string | null; // tells it from others of its name
  words: readonly string[]; // other names and everyday phrases it is found by
  services: readonly number[]; // positions: offered while one of them is; without any, always
  weight: number; // 0 to 1, how likely it is meant before anything is known
}

/** Services or organisations beyond this many make a need or an organisation no likelier. */
const MANY_SERVICES = 20;
const KIND_WEIGHT: Record<PlaceKind, number> = {
  postcode: 0,
  outcode: 0.7,
  city: 1,
  town: 0.9,
  suburb: 0.7,
  village: 0.7,
  hamlet: 0.4,
  other: 0.3,
};
/** A place this far away weighs half. */
const HALF_WEIGHT_MILES = 10;

/**
 * Everything a visitor can be offered while typing. A need that no service has is left out, because choosing it would
 * lead nowhere; of a confidential venue nothing is said. `services` are those the public may see, by position.
 */
export function suggestionEntries(sources: {
  needs: NeedTree;
  services: readonly ServiceForIndex[];
  gazetteer: Gazetteer;
}): SuggestionEntry[] {
  const { needs, services, gazetteer } = sources;
  return [
    ...needEntries(needs, services),
    ...services.map(serviceEntry),
    ...organisationEntries(services),
    ...placeEntries(gazetteer),
  ];
}

/** What one service adds: itself and its organisation; for services edited since the table was made. */
export function entriesOfService(service: ServiceForIndex, position: number): SuggestionEntry[] {
  return [serviceEntry(service, position), organisationEntry(service, [position])];
}

function needEntries(needs: NeedTree, services: readonly ServiceForIndex[]): SuggestionEntry[] {
  const positions = new Map<string, number[]>();
  services.forEach((service, position) => {
    const parents = service.needs.flatMap((slug) => needs.bySlug.get(slug)?.parent ?? []);
    for (const slug of new Set([...service.needs, ...parents])) {
      const list = positions.get(slug);
      if (list === undefined) positions.set(slug, [position]);
      else list.push(position);
    }
  });
  return [...needs.bySlug.values()].flatMap(({ slug, name, words }): SuggestionEntry[] => {
    const found = positions.get(slug) ?? [];
    if (found.length === 0) return [];
    const weight = weightOf(found.length);
    return [{ kind: 'need', name, target: slug, detail: null, words, services: found, weight }];
  });
}

function serviceEntry(service: ServiceForIndex, position: number): SuggestionEntry {
  const { name, organisation } = service;
  const town = service.venues.find((venue) => !venue.confidential && venue.town !== null)?.town ?? null;
  const others = [fold(organisation.name) === fold(name) ? null : organisation.name, town];
  const detail = others.filter((part) => part !== null && part !== '').join(', ');
  return {
    kind: 'service',
    name,
    target: service.slug,
    detail: detail === '' ? null : detail,
    words: service.alternateName === null ? [] : [service.alternateName],
    services: [position],
    weight: service.isOverdue || service.isTemporarilyClosed ? 0 : 0.5,
  };
}

function organisationEntries(services: readonly ServiceForIndex[]): SuggestionEntry[] {
  const bySlug = new Map<string, { service: ServiceForIndex; positions: number[] }>();
  services.forEach((service, position) => {
    const known = bySlug.get(service.organisation.slug);
    if (known === undefined) bySlug.set(service.organisation.slug, { service, positions: [position] });
    else known.positions.push(position);
  });
  return [...bySlug.values()].map(({ service, positions }) => organisationEntry(service, positions));
}

function organisationEntry({ organisation }: ServiceForIndex, services: number[]): SuggestionEntry {
  return {
    kind: 'organisation',
    name: organisation.name,
    target: organisation.slug,
    detail: null,
    words: organisation.alternateName === null ? [] : [organisation.alternateName],
    services,
    weight: weightOf(services.length),
  };
}

const weightOf = (services: number): number => Math.min(1, services / MANY_SERVICES);

function placeEntries(gazetteer: Gazetteer): SuggestionEntry[] {
  const { byName, outcodes, centre } = gazetteer;
  const entry = (place: Place, target: string): SuggestionEntry => ({
    kind: 'place',
    name: place.name,
    target,
    detail: place.areaName,
    words: [],
    services: [],
    weight: KIND_WEIGHT[place.kind] * nearness(centre, place),
  });
  const named = [...byName.values()].flatMap((places) => {
    const offered = new Set<string>();
    return places.flatMap((place, order) => {
      // The bare name means the first of its name, when anything says which is nearest.
      const isMeant = order === 0 && (centre !== null || places.length === 1);
      const target = isMeant || place.areaName === null ? place.name : `${place.name}, ${place.areaName}`;
      const shown = fold(`${place.name} ${place.areaName ?? ''}`);
      if (offered.has(shown) || (!isMeant && place.areaName === null)) return [];
      offered.add(shown);
      return [entry(place, target)];
    });
  });
  return [...named, ...[...outcodes.values()].map((place) => entry(place, place.name))];
}

function nearness(centre: Gazetteer['centre'], place: Place): number {
  if (centre === null) return 1;
  return 1 / (1 + metresBetween(centre, place) / METRES_PER_MILE / HALF_WEIGHT_MILES);
}
