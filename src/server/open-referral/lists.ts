import {
  listedOrganization,
  listedService,
  listedServiceAtLocation,
} from '#src/features/open-referral/listed.ts';
import { writeFilters } from '#src/features/open-referral/params/read.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { readFeedOrganisations } from '#src/features/open-referral/queries/full/organisations.ts';
import { readFeedServiceAtLocations } from '#src/features/open-referral/queries/full/service-at-locations.ts';
import { readFeedServices } from '#src/features/open-referral/queries/full/services.ts';
import { readFeedTaxonomies, readFeedTerms } from '#src/features/open-referral/queries/full/terms.ts';
import { findOrganisationIds } from '#src/features/open-referral/queries/lists/organisations.ts';
import {
  findServiceAtLocationKeys,
  type ServiceAtLocationKey,
} from '#src/features/open-referral/queries/lists/service-at-locations.ts';
import { findServiceKeys, type ServiceKey } from '#src/features/open-referral/queries/lists/services.ts';
import type { FeedOrganization } from '#src/features/open-referral/types.ts';
import { holdsWords } from '#src/features/open-referral/words.ts';
import { metresBetween } from '#src/features/places/rules.ts';
import type { App } from '../app.ts';
import { feedMoment, type FeedMoment } from './moment.ts';
import { createListMemory } from './list-memory.ts';
import { findPostcode, serviceTests } from './tests.ts';

/** A list of the feed that was asked for, and how to read some of it: from one place up to before another. */
export interface FeedList {
  length: number;
  read(from: number, to: number): Promise<object[]>;
}

const services = createListMemory<ServiceKey>();
const serviceAtLocations = createListMemory<ServiceAtLocationKey>();
const organisations = createListMemory<string>();

const listOf = <Key>(
  keys: readonly Key[],
  read: (keys: readonly Key[]) => Promise<object[]> | object[],
): FeedList => ({
  length: keys.length,
  read: async (from, to) => read(keys.slice(from, to)),
});

/** Everything in order that the parameters select, without what they say of pages. The postcode has to be known. */
export const LISTS = {
  async services(app: App, params: FeedParams): Promise<FeedList> {
    const moment = await feedMoment(app);
    const keys = await services(moment.generation, writeFilters(params), async () => {
      const from = await findPostcode(app, moment, params);
      const found = await findServiceKeys(app.db, moment, params);
      const passes = serviceTests(moment, params, from);
      return found.filter(({ id }) => passes(id));
    });
    if (params.minimal === true)
      return listOf(keys, (some) =>
        some.map(({ id, lastModified }) => ({ id, last_modified: lastModified })),
      );
    return listOf(keys, async (some) => {
      const ids = some.map(({ id }) => id);
      const found = await readFeedServices(app.db, moment, ids);
      return params.full === true ? found : found.map(listedService);
    });
  },

  async serviceAtLocations(app: App, params: FeedParams): Promise<FeedList> {
    const moment = await feedMoment(app);
    const keys = await serviceAtLocations(moment.generation, writeFilters(params), async () => {
      const from = await findPostcode(app, moment, params);
      const found = await findServiceAtLocationKeys(app.db, moment, params);
      const { proximity, ...others } = params;
      if (from === null || proximity === undefined) {
        const passes = serviceTests(moment, others, from);
        return found.filter(({ serviceId }) => passes(serviceId));
      }
      const passes = serviceTests(moment, others, null);
      const isNear = ({ point }: ServiceAtLocationKey): boolean =>
        point !== null && metresBetween(from, point) <= proximity;
      return found.filter((key) => isNear(key) && passes(key.serviceId));
    });
    return listOf(keys, async (some) => {
      const ids = some.map(({ id }) => id);
      const found = await readFeedServiceAtLocations(app.db, moment, ids, { withService: true });
      return params.full === true ? found : found.map(listedServiceAtLocation);
    });
  },

  async organizations(app: App, params: FeedParams): Promise<FeedList> {
    const moment = await feedMoment(app);
    const ids = await organisations(moment.generation, writeFilters(params), () =>
      findOrganisationIds(app.db, moment.today, params.search),
    );
    return listOf(ids, (some) => readOrganisations(app, moment, some, params));
  },

  async taxonomies(app: App, { search }: FeedParams): Promise<FeedList> {
    const all = await readFeedTaxonomies(app.db, await feedMoment(app));
    const found = all.filter(
      ({ name, description }) => search === undefined || holdsWords(search, [name, description]),
    );
    return listOf(found, (some) => [...some]);
  },

  async taxonomyTerms(app: App, params: FeedParams): Promise<FeedList> {
    const { search, taxonomy_id, parent_id, top_only } = params;
    const all = await readFeedTerms(app.db, await feedMoment(app));
    const found = all.filter(
      (term) =>
        (search === undefined || holdsWords(search, [term.name, term.description])) &&
        (taxonomy_id === undefined || term.taxonomy_id === taxonomy_id) &&
        (parent_id === undefined || term.parent_id === parent_id) &&
        (top_only !== true || term.parent_id === undefined),
    );
    return listOf(found, (some) => [...some]);
  },
};
export type ListName = keyof typeof LISTS;

/** Organizations as asked for: with `full` everything of them and their services listed, with `full_service` those in full. */
async function readOrganisations(
  app: App,
  moment: FeedMoment,
  ids: readonly string[],
  { full, full_service }: FeedParams,
): Promise<FeedOrganization[]> {
  const withServices = full === true || full_service === true;
  const found = await readFeedOrganisations(app.db, moment, ids, { withServices });
  return withServices
    ? found.map((organisation) => withItsServices(organisation, full_service === true))
    : found.map(listedOrganization);
}

/** An organization whose services are whole, or shown as lists show them. */
export const withItsServices = (organisation: FeedOrganization, whole: boolean): FeedOrganization =>
  whole || organisation.services === undefined
    ? organisation
    : { ...organisation, services: organisation.services.map(listedService) };
