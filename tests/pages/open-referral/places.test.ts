import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type {
  FeedService,
  FeedServiceAtLocation,
  FeedTaxonomyTerm,
} from '#src/features/open-referral/types.ts';
import { distanceMetres } from '#src/lib/distance.ts';
import { everyPlace, everyService, idsOf, lines } from './feed.ts';

let services: FeedService[] = [];
let places: FeedServiceAtLocation[] = [];
let terms: FeedTaxonomyTerm[] = [];
beforeAll(async () => {
  [services, places, terms] = await Promise.all([
    everyService(),
    everyPlace(),
    lines<FeedTaxonomyTerm>('/taxonomy_terms?format=ndjson'),
  ]);
});

const idsWhere = (wanted: (service: FeedService) => boolean): string[] =>
  services.filter(wanted).map(({ id }) => id);

describe('where', () => {
  /** A postcode that one location alone has: its point is the postcode's centre. */
  function lonePlace() {
    const byPostcode = Map.groupBy(
      places.flatMap(({ location }) =>
        (location.addresses ?? []).map(({ postal_code }) => ({ postal_code, location })),
      ),
      ({ postal_code }) => postal_code,
    );
    for (const [postcode, rows] of byPostcode) {
      const { latitude, longitude } = rows[0]?.location ?? {};
      if (rows.length === 1 && latitude !== undefined && longitude !== undefined)
        return { postcode, latitude, longitude };
    }
    throw new Error('Every postcode has more than one location.');
  }

  test('postcode with proximity gives what has a location within so many metres', async () => {
    const { postcode, latitude, longitude } = lonePlace();
    const metresTo = ({ location }: FeedServiceAtLocation): number =>
      location.latitude === undefined || location.longitude === undefined
        ? Infinity
        : distanceMetres(latitude, longitude, location.latitude, location.longitude);
    for (const metres of [0.5, 2_000, 8_000, 50_000]) {
      const query = `postcode=${encodeURIComponent(postcode.toLowerCase().replace(' ', ''))}&proximity=${metres}`;
      const near = places.filter((place) => metresTo(place) <= metres);
      expect(near.length).toBeGreaterThan(0);
      expect([metres, await idsOf('service_at_locations', query)]).toEqual([
        metres,
        near.map(({ id }) => id),
      ]);
      const theirs = new Set(near.map(({ service_id }) => service_id));
      expect([metres, await idsOf('services', query)]).toEqual([
        metres,
        idsWhere(({ id }) => theirs.has(id)),
      ]);
    }
  });

  test('postcode alone gives those one of whose service areas contains it', async () => {
    const { postcode } = lonePlace();
    const found = new Set(await idsOf('services', `postcode=${encodeURIComponent(postcode)}`));
    const areas = ({ service_areas = [] }: FeedService): string[] =>
      service_areas.map(({ name = '' }) => name);
    expect(found.size).toBeGreaterThan(0);
    for (const service of services) {
      if (areas(service).length === 0)
        expect([service.name, found.has(service.id)]).toEqual([service.name, false]);
      if (areas(service).includes('England'))
        expect([service.name, found.has(service.id)]).toEqual([service.name, true]);
    }
    const outward = postcode.split(' ')[0] ?? '';
    const elsewhere = services.filter(
      (service) => areas(service).length === 1 && /^[A-Z]+\d+$/.test(areas(service)[0] ?? ''),
    );
    for (const service of elsewhere)
      expect([service.name, found.has(service.id)]).toEqual([service.name, areas(service)[0] === outward]);
    expect(await idsOf('service_at_locations', `postcode=${encodeURIComponent(postcode)}`)).toEqual(
      places.filter(({ service_id }) => found.has(service_id)).map(({ id }) => id),
    );
  });
});

describe('filters together', () => {
  test('any of them give, in the order of the whole list, what each of them gives', async () => {
    const [first] = terms;
    const choices: Record<string, string[]> = {
      search: ['help', 'group', 'free'],
      taxonomy_term_id: terms
        .filter(({ parent_id }) => parent_id === undefined)
        .map(({ id }) => id)
        .slice(0, 6),
      taxonomy_id: [first?.taxonomy_id ?? ''],
      modified_after: ['2020-01-01'],
      minimum_age: ['0', '18'],
      maximum_age: ['18', '120'],
      postcode: [
        'MB1 1AA',
        ...new Set(
          places
            .flatMap(({ location }) => location.addresses ?? [])
            .map(({ postal_code }) => postal_code)
            .slice(0, 3),
        ),
      ].slice(1),
    };
    const known = new Map<string, string[]>();
    const idsBy = async (query: string): Promise<string[]> => {
      const ids = known.get(query) ?? (await idsOf('services', query));
      known.set(query, ids);
      return ids;
    };
    const asked = fc.record(
      Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...values)])),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(asked, async (filters) => {
        const pairs = Object.entries(filters).map(([name, value]) => [name, value ?? '']);
        const each = await Promise.all(pairs.map((pair) => idsBy(new URLSearchParams([pair]).toString())));
        const expected = idsWhere(({ id }) => each.every((ids) => ids.includes(id)));
        expect(await idsOf('services', new URLSearchParams(pairs).toString())).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
