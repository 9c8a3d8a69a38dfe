import type { NeedTree } from '#src/features/needs/content.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { buildGazetteer, type AddressPoint, type Place } from '#src/features/places/rules.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { AUDIENCE_LABELS } from '#src/lib/labels.ts';
import { fold } from '#src/lib/text.ts';
import { serviceWords } from './text/service-words.ts';
import { buildTextIndex, type TextDocument } from './text/text-index.ts';
import { buildVocabulary } from './text/vocabulary.ts';
import type { SearchIndex } from './types.ts';

export interface IndexSources {
  version: number;
  day: string;
  services: readonly ServiceForIndex[];
  needs: NeedTree;
  places: readonly Place[];
  calendar: PublicCalendar;
}

/** Builds everything that search needs, from rows alone. The same rows always give the same index. */
export function buildIndex(sources: IndexSources): SearchIndex {
  const { services, needs } = sources;
  const gazetteer = buildGazetteer(sources.places, services.flatMap(addressPoints));
  const matcher = matcherOf(needs);
  const documents = services.map((service) => toDocument(service, needs));
  const words = serviceWords(documents, matcher.vocabulary, gazetteer);
  const areas = internAreas(services);
  return {
    version: sources.version,
    day: sources.day,
    services,
    nameOrder: orderByName(services),
    text: buildTextIndex(documents),
    vocabulary: buildVocabulary(words.counts),
    needs,
    matcher,
    byNeed: positionsByNeed(services),
    gazetteer,
    ordinaryPlaceNames: words.ordinaryPlaceNames,
    areaNames: areas.names,
    areasOf: areas.ofService,
    languages: languagesOf(services),
    calendar: sources.calendar,
    clock: new Map(),
  };
}

const present = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part).join(' \n ');

function toDocument(service: ServiceForIndex, needs: NeedTree): TextDocument {
  const venues = service.venues.flatMap((venue) =>
    venue.confidential ? [venue.areaName] : [venue.name, venue.town],
  );
  return {
    name: present([service.name, service.alternateName]),
    organisation: present([service.organisation.name, service.organisation.alternateName]),
    summary: present([service.summary]),
    needs: present([
      ...service.needs.map((slug) => needs.bySlug.get(slug)?.name),
      ...service.audiences.map((audience) => AUDIENCE_LABELS[audience]),
    ]),
    venues: present([...new Set(venues)]),
    description: present([service.description, service.eligibility]),
  };
}

function addressPoints(service: ServiceForIndex): AddressPoint[] {
  return service.venues.flatMap(({ confidential, town, county, postcode, latitude, longitude }) =>
    confidential || town === null || latitude === null || longitude === null
      ? []
      : [{ city: town, county, postcode, latitude, longitude }],
  );
}

/** Collated once: comparing names is the slowest part of sorting. */
function orderByName(services: readonly ServiceForIndex[]): Uint32Array {
  const collator = new Intl.Collator('en-GB', { numeric: true });
  const byName = services
    .map((service, position) => ({ key: fold(service.name), position }))
    .sort((a, b) => collator.compare(a.key, b.key) || a.position - b.position);
  const order = new Uint32Array(services.length);
  byName.forEach((entry, rank) => {
    order[entry.position] = rank;
  });
  return order;
}

function positionsByNeed(services: readonly ServiceForIndex[]): Map<string, Uint32Array> {
  const lists = new Map<string, number[]>();
  services.forEach((service, position) => {
    for (const slug of service.needs) {
      const list = lists.get(slug);
      if (list === undefined) lists.set(slug, [position]);
      else list.push(position);
    }
  });
  return new Map([...lists].map(([slug, positions]) => [slug, Uint32Array.from(positions)] as const));
}

/** The areas of each service, a confidential venue's area among them: it is all the public may know of it. */
function internAreas(services: readonly ServiceForIndex[]): { names: string[]; ofService: number[][] } {
  const numbers = new Map<string, number>();
  const ofService = services.map((service) => {
    const hidden = service.venues.flatMap((venue) =>
      venue.confidential && venue.areaName !== null ? [venue.areaName] : [],
    );
    return [...new Set([...service.areas, ...hidden])].map((name) => {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    });
  });
  return { names: [...numbers.keys()], ofService };
}

/** How a language is written in a web address: its code, or its name where no code is known. */
export const languageValue = (language: { name: string; code: string | null }): string =>
  language.code?.toLowerCase() ?? fold(language.name).replaceAll(' ', '-');

function languagesOf(services: readonly ServiceForIndex[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (const language of services.flatMap((service) => service.languages)) {
    const value = languageValue(language);
    if (!labels.has(value)) labels.set(value, language.name);
  }
  return labels;
}
