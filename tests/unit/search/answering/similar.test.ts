import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { findSimilar, servicesOfOrganisation } from '#src/search/answering/similar.ts';
import { indexOf, NOW, PLACES, service, SERVICES, venue } from '../mini/directory.ts';

const [town] = PLACES;
const MILE = 1 / 69.09; // of latitude, in degrees
const milesNorth = (miles: number) => [venue('Tarnbury', 52.49 + miles * MILE, -2.87)];

/** The ids of what is like "own" among these, the likest first. */
function likeOwn(
  own: Partial<ServiceForIndex>,
  others: Record<string, Partial<ServiceForIndex>>,
  { place = null, limit = 10 }: { place?: (typeof PLACES)[number] | null; limit?: number } = {},
) {
  const services = [
    service('own', { needs: ['debt'], venues: milesNorth(0), ...own }),
    ...Object.entries(others).map(([id, more]) =>
      service(id, { needs: ['debt'], venues: milesNorth(0), ...more }),
    ),
  ];
  return findSimilar(indexOf(services), 'own', { now: NOW, place, limit });
}
const ids = (results: { id: string }[]): string[] => results.map(({ id }) => id);

describe('services like one', () => {
  test('share a need with it; the service itself is not among them', () => {
    expect(ids(likeOwn({}, { same: {}, other: { needs: ['arts'] } }))).toEqual(['same']);
  });

  test('those that share more needs come first', () => {
    const own = { needs: ['debt', 'energy-bills'] };
    expect(ids(likeOwn(own, { one: {}, two: own }))).toEqual(['two', 'one']);
  });

  test('a need that few services have says more than one that many have', () => {
    const crowd = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`crowd-${at}`, { needs: ['arts'] }]),
    );
    const own = { needs: ['arts', 'falls'] };
    expect(ids(likeOwn(own, { ...crowd, rare: { needs: ['falls'] } }))[0]).toBe('rare');
  });

  test('between equals those for the same people come first', () => {
    const own = { audiences: ['carers' as const] };
    expect(ids(likeOwn(own, { all: {}, women: { audiences: ['women'] }, carers: own }))[0]).toBe('carers');
  });

  test('between equals the nearer one, measured from where the visitor is', () => {
    const others = { 'by-own': { venues: milesNorth(12) }, 'by-visitor': { venues: milesNorth(1) } };
    const own = { venues: milesNorth(12) };
    expect(ids(likeOwn(own, others))).toEqual(['by-own', 'by-visitor']);
    expect(ids(likeOwn(own, others, { place: town ?? null }))).toEqual(['by-visitor', 'by-own']);
  });

  test('one that comes to people stands as if it were three miles away', () => {
    const others = {
      far: { venues: milesNorth(6) },
      home: { venues: [], deliveries: ['home' as const], areas: ['Aldershire'] },
      near: { venues: milesNorth(1) },
    };
    expect(ids(likeOwn({}, others, { place: town ?? null }))).toEqual(['near', 'home', 'far']);
  });

  test('full and stale ones go to the end, both at once to the very end', () => {
    const others = {
      'full-and-stale': { capacity: 'full' as const, isOverdue: true },
      full: { capacity: 'full' as const },
      fine: {},
    };
    expect(ids(likeOwn({}, others))).toEqual(['fine', 'full', 'full-and-stale']);
    expect(ids(likeOwn({}, { stale: { isOverdue: true }, fine: {} }))).toEqual(['fine', 'stale']);
  });

  test('what is closed for now is nobody to go to instead', () => {
    expect(ids(likeOwn({}, { closed: { isTemporarilyClosed: true }, fine: {} }))).toEqual(['fine']);
  });

  test('no more than asked for', () => {
    expect(ids(likeOwn({}, { a: {}, b: {}, c: {} }, { limit: 2 }))).toEqual(['a', 'b']);
    expect(likeOwn({}, { a: {} }, { limit: 0 })).toEqual([]);
  });

  test("tells a distance only from the visitor's own place: from another service's door it is nobody's", () => {
    const [unasked] = likeOwn({}, { other: { venues: milesNorth(2) } });
    expect(unasked).toMatchObject({ distanceMetres: null, why: [] });
    const [asked] = likeOwn({}, { other: { venues: milesNorth(2) } }, { place: town ?? null });
    expect((asked?.distanceMetres ?? 0) / 1609).toBeCloseTo(2, 1);
    expect(asked?.why).toEqual(['2 miles from Tarnbury']);
  });

  test('a service that nobody knows, or that has no needs, is like nothing', () => {
    expect(findSimilar(indexOf(), 'nobody', { now: NOW, place: null, limit: 5 })).toEqual([]);
    expect(likeOwn({ needs: [] }, { other: {} })).toEqual([]);
  });

  test('a confidential service gives no place to measure from, and none away', () => {
    const hidden = venue('', 0, 0, {
      name: null,
      town: null,
      confidential: true,
      areaName: 'Aldershire',
      latitude: null,
      longitude: null,
    });
    const found = likeOwn(
      { venues: [hidden] },
      { far: { venues: milesNorth(9) }, near: { venues: [hidden] } },
    );
    expect(ids(found).sort()).toEqual(['far', 'near']);
    expect(found.find(({ id }) => id === 'near')).toMatchObject({ latitude: null, venueName: 'Aldershire' });
  });

  test('of any service of the directory: open ones, sharing a need, each once, never itself', () => {
    const index = indexOf();
    fc.assert(
      fc.property(fc.constantFrom(...SERVICES), fc.nat(6), (own, limit) => {
        const found = ids(findSimilar(index, own.id, { now: NOW, place: town ?? null, limit }));
        expect(found.length).toBeLessThanOrEqual(limit);
        expect(new Set(found).size).toBe(found.length);
        expect(found).not.toContain(own.id);
        for (const id of found) {
          const other = SERVICES.find((item) => item.id === id);
          expect(other?.needs.some((need) => own.needs.includes(need))).toBe(true);
        }
      }),
    );
  });
});

describe("an organisation's services", () => {
  const of = (slug: string) => ({ name: slug, slug, alternateName: null });
  const index = indexOf([
    service('b', { name: 'Zumba', organisation: of('gym') }),
    service('c', { name: 'Advice', organisation: of('council') }),
    service('a', { name: 'Art 10', organisation: of('gym'), isTemporarilyClosed: true }),
    service('d', { name: 'Art 9', organisation: of('gym') }),
  ]);

  test('are all of them, by name, closed ones too', () => {
    expect(ids(servicesOfOrganisation(index, 'gym', NOW))).toEqual(['d', 'a', 'b']);
  });
  test('of one that has none are none', () => {
    expect(servicesOfOrganisation(index, 'nobody', NOW)).toEqual([]);
  });
});
