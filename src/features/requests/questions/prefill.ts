import type { Answers } from '#src/features/requests/answers.ts';
import { MOST_SERVICES } from '#src/features/requests/questions/facts/services/services.ts';
import { normaliseOutcode } from '#src/lib/postcode.ts';

/**
 * What search, a service's page or the shortlist knows already, and brings along to /get-help: nothing personal, for it
 * stands in the address. A place is a town or the first half of a postcode.
 */
export interface Prefill {
  services: readonly string[]; // ids
  needs: readonly string[]; // slugs
  near: string | null;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MOST_NEEDS = 12;
const LONGEST_PLACE = 60;

/** Each once, as many as there may be. */
const few = (texts: readonly string[], pattern: RegExp, most: number): string[] =>
  [...new Set(texts.filter((text) => pattern.test(text)))].slice(0, most);

/** What somebody brings along, by the address or the form they come with; what makes no sense is passed over. */
export function readPrefill(given: Pick<URLSearchParams, 'getAll'>): Prefill {
  const near = (given.getAll('near')[0] ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return {
    services: few(given.getAll('service'), ID, MOST_SERVICES),
    needs: few(given.getAll('need'), SLUG, MOST_NEEDS),
    near: near === '' || near.length > LONGEST_PLACE ? null : openNear(near),
  };
}

/** A place as it may stand in an address: of a postcode the first half. */
export const openNear = (place: string): string => normaliseOutcode(place) ?? place;

/** True when nothing comes along. */
export const isEmptyPrefill = ({ services, needs, near }: Prefill): boolean =>
  services.length === 0 && needs.length === 0 && near === null;

/** The same as a query of /get-help. */
export const prefillQuery = ({ services, needs, near }: Partial<Prefill>) => ({
  service: (services ?? []).slice(0, MOST_SERVICES),
  need: (needs ?? []).slice(0, MOST_NEEDS),
  near: near == null || near.length > LONGEST_PLACE ? null : openNear(near),
});

/** The same as the hidden fields of a form. */
export const prefillFields = ({ services, needs, near }: Prefill): { name: string; value: string }[] => [
  ...services.map((value) => ({ name: 'service', value })),
  ...needs.map((value) => ({ name: 'need', value })),
  ...(near === null ? [] : [{ name: 'near', value: near }]),
];

/** What there is to know of what comes along: services and needs that are gone are left out. */
export interface Known {
  services: ReadonlySet<string>; // ids that the public may see
  needs: ReadonlySet<string>; // slugs of the tree
}

type Brought = Pick<Answers, 'services' | 'needs' | 'place'>;

/**
 * The answers with what comes along in them, only those that change: services and needs besides the ones that were said,
 * a place only where none was. What somebody answered is never taken away.
 */
export function withPrefill(answers: Answers, { services, needs, near }: Prefill, known: Known): Brought {
  const brought: Brought = {};
  const said = answers.services ?? { ids: [], helpMeChoose: false };
  const ids = [...new Set([...said.ids, ...services.filter((id) => known.services.has(id))])];
  if (ids.length > said.ids.length && ids.length <= MOST_SERVICES) brought.services = { ...said, ids };
  const saidNeeds = answers.needs ?? { slugs: [], other: null };
  const slugs = [...new Set([...saidNeeds.slugs, ...needs.filter((slug) => known.needs.has(slug))])];
  if (slugs.length > saidNeeds.slugs.length) brought.needs = { ...saidNeeds, slugs };
  if (near !== null && answers.place === undefined) brought.place = { typed: near };
  return brought;
}
