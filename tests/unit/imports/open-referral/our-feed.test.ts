import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settleFeed } from '#src/features/imports/open-referral/settle-feed.ts';
import { feedServices } from '../../../support/open-referral/arbitraries/services.ts';
import { TREE } from '../small-file.ts';
import { organisationOf, serviceOf } from './given/found-again.ts';
import { RICH } from './given/rich-item.ts';
import { mapItems, only, sentences } from './given/small-feed.ts';

const NEEDS = [...TREE.bySlug.keys()];
const NOWHERE = { places: [], postcodes: new Map(), addresses: [] };

describe('what another Front Door publishes', () => {
  test('is all found again, word for word and in its order, and nothing is said', () => {
    fc.assert(
      fc.property(feedServices(NEEDS), (feed) => {
        const mapped = mapItems(JSON.parse(JSON.stringify(feed)));
        expect(sentences(mapped)).toEqual([]);
        const { organisation, service } = only(mapped);
        expect(service).toEqual(serviceOf(feed, NEEDS));
        expect(organisation).toEqual(feed.organization && organisationOf(feed.organization));
      }),
      { numRuns: 300 },
    );
  });

  test('stays as it is when the feed is put together, also where we know better', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(feedServices(NEEDS), { maxLength: 3, selector: (feed) => feed.id }),
        (feeds) => {
          const mapped = mapItems(...(JSON.parse(JSON.stringify(feeds)) as unknown[]));
          const { services } = settleFeed(mapped, NOWHERE);
          expect(services).toEqual(mapped.drafts.map((draft) => draft.service));
          expect(mapped.problems).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('gets the official point of its postcode where it has none, and keeps its own where it has one', () => {
    const place = RICH.service_at_locations[0]!.location;
    const ours = (id: string, location: object) => ({
      ...RICH,
      id,
      service_at_locations: [{ location: { ...place, ...location } }],
      front_door: { page: 'https://other.example/services/tea' },
    });
    const mapped = mapItems(ours('a', { id: 'a', latitude: null, longitude: null }), ours('b', { id: 'b' }));
    const postcodes = new Map([['MB1 1QG', { latitude: 55, longitude: -3 }]]);
    const points = settleFeed(mapped, { ...NOWHERE, postcodes }).services.map(
      (service) => service.locations[0]?.location,
    );
    expect(points.map((point) => [point?.latitude, point?.longitude])).toEqual([
      [55, -3],
      [52.44, -2.95],
    ]);
  });

  test('is cleaned like any other when it does not say which page it is from', () => {
    const mapped = mapItems({
      ...RICH,
      description: '<p>Soup</p>',
      front_door: { page: 'tea', summary: 'x' },
    });
    expect(only(mapped).service.description).toBe('Soup');
    expect(only(mapped).isOurs).toBe(false);
    expect(only(mapped).service.summary).toBe('Soup');
  });

  test('loses only what its words cannot mean, which is said', () => {
    const mapped = mapItems({
      ...RICH,
      front_door: {
        ...RICH.front_door,
        page: 'https://other.example/services/Not A Slug/',
        capacity: 'lots',
        waiting_weeks: 2.5,
        review_months: 4,
        deliveries: ['venue', 'pigeon'],
        valid_from: '2027-01-01',
        closures: [{ starts_on: '2026-12-27', ends_on: '2026-12-24' }],
      },
    });
    expect(only(mapped).service).toMatchObject({
      slug: null,
      capacity: 'unknown',
      waitingWeeks: null,
      reviewMonths: 6,
      deliveries: ['venue'],
      validFrom: null,
      validTo: null,
      closures: [],
    });
    expect(sentences(mapped)).toEqual(
      expect.arrayContaining([
        'front_door.capacity: "lots" is not one of the words we know, left empty',
        'front_door.waiting_weeks: "2.5" is not a whole number from 0 to 520, left empty',
        'front_door.deliveries: "pigeon" is not one of the words we know, left out',
        'front_door.valid_to: it ends before it begins, both days left empty',
        'front_door.closures[0]: closed days without a first and last day, left out',
      ]),
    );
  });
});
