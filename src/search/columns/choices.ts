import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import type { Price } from '#src/features/services/rules.ts';
import { fold } from '#src/lib/text.ts';
import { setBit, wordsFor, type Bits } from '../packed/bits.ts';
import type { Cost } from '../types.ts';

/** For every choice of every filter, the services that have it. */
export interface PackedChoices {
  capacity: number; // positions
  names: string[]; // "need:food-banks"; the set of the first name comes first in `bits`
  bits: Uint32Array;
}

export interface Choices {
  /** The services with a choice; an empty set when nothing has it. Not to be changed by the caller. */
  of(filter: string, value: string): Bits;
  put(name: string, position: number): void;
}

const CHEAP_POUNDS = 5;

/** The values of `cost` a price belongs to. "Some of it free" is not free for everybody. */
export function costsOf(price: Price): Cost[] {
  if (price.kind === 'free') return ['free', 'up-to-5'];
  return price.kind === 'from' && price.pounds <= CHEAP_POUNDS ? ['up-to-5'] : [];
}

/** A service's needs and the top needs they belong to. */
export function needValuesOf(needs: NeedTree, service: Pick<ServiceForIndex, 'needs'>): string[] {
  const parents = service.needs.flatMap((slug) => needs.bySlug.get(slug)?.parent ?? []);
  return [...new Set([...service.needs, ...parents])];
}

/** Access features of a service and of all its venues. */
export const accessOf = (service: Pick<ServiceForIndex, 'access' | 'venues'>): string[] => [
  ...new Set([...service.access, ...service.venues.flatMap((venue) => venue.access)]),
];

/** Someone can come or ask without a professional. */
const isOpenToAsk = (service: ServiceForIndex): boolean =>
  service.joinings.includes('drop_in') || service.joinings.includes('self_referral');

/** How a language is written in a web address: its code, or its name where no code is known. */
export const languageValue = (language: { name: string; code: string | null }): string =>
  language.code?.toLowerCase() ?? fold(language.name).replaceAll(' ', '-');

/** Every choice a service has, apart from its times. */
export function choicesOf(service: ServiceForIndex, needs: NeedTree): string[] {
  const named = (filter: string, values: readonly string[]): string[] =>
    values.map((value) => `${filter}:${value}`);
  return [
    ...named('need', needValuesOf(needs, service)),
    ...named('audience', service.audiences),
    ...named('cost', costsOf(service.price)),
    ...named('delivery', service.deliveries),
    ...named('access', accessOf(service)),
    ...named('language', service.languages.map(languageValue)),
    `sector:${service.sector}`,
    ...(isOpenToAsk(service) ? ['self_referral:on'] : []),
    ...(service.capacity === 'open' ? ['space_now:on'] : []),
  ];
}

/** Collects the sets while an index is built. */
export function collectChoices(capacity: number): {
  put(name: string, position: number): void;
  pack(): PackedChoices;
} {
  const words = wordsFor(capacity);
  const sets = new Map<string, Bits>();
  return {
    put(name, position) {
      let set = sets.get(name);
      if (set === undefined) sets.set(name, (set = new Uint32Array(words)));
      setBit(set, position);
    },
    pack() {
      const bits = new Uint32Array(sets.size * words);
      [...sets.values()].forEach((set, number) => bits.set(set, number * words));
      return { capacity, names: [...sets.keys()], bits };
    },
  };
}

export function openChoices({ capacity, names, bits }: PackedChoices): Choices {
  const words = wordsFor(capacity);
  const nothing: Bits = new Uint32Array(words);
  // By filter and then by value: putting the two together for each look costs more than the look.
  const sets = new Map<string, Map<string, Bits>>();
  const put = (name: string, set: Bits): Bits => {
    const colon = name.indexOf(':');
    const filter = name.slice(0, colon);
    const ofFilter = sets.get(filter) ?? new Map<string, Bits>();
    sets.set(filter, ofFilter.set(name.slice(colon + 1), set));
    return set;
  };
  const find = (name: string): Bits | undefined => {
    const colon = name.indexOf(':');
    return sets.get(name.slice(0, colon))?.get(name.slice(colon + 1));
  };
  names.forEach((name, number) => put(name, bits.subarray(number * words, (number + 1) * words)));
  return {
    of: (filter, value) => sets.get(filter)?.get(value) ?? nothing,
    put: (name, position) => setBit(find(name) ?? put(name, new Uint32Array(words)), position),
  };
}
