import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surroundingsOf } from '#src/features/places/areas.ts';
import { COVERS, isWithin, nearnessOf } from '#src/search/measures/near.ts';
import { ask, idsOf, indexOf, PLACES, service, venue } from '../mini/directory.ts';

const town = PLACES[0] ?? { name: '', kind: 'town' as const, latitude: 0, longitude: 0, areaName: null };
const MILE_OF_LATITUDE = 1 / 69.09;
const at = (miles: number) => venue('Somewhere', town.latitude + miles * MILE_OF_LATITUDE, town.longitude);

function nearness(...services: ReturnType<typeof service>[]) {
  const index = indexOf(services);
  const { metres, covers } = nearnessOf(index, surroundingsOf(index.gazetteer, town));
  return { metres: metres.slice(0, index.size), covers: covers.slice(0, index.size) };
}

describe('how near a service is', () => {
  test('of several venues the nearest counts', () => {
    const near = nearness(service('a', { venues: [at(6), at(2), at(9)] }));
    expect((near.metres[0] ?? 0) / 1609).toBeCloseTo(2, 1);
  });

  test('a confidential venue has no distance, but its area can cover the place', () => {
    const hidden = { ...at(1), confidential: true, latitude: null, longitude: null, areaName: 'Aldershire' };
    const near = nearness(
      service('a', { venues: [hidden] }),
      service('b', { venues: [{ ...hidden, areaName: 'Northmoor' }] }),
    );
    expect([...near.metres]).toEqual([Infinity, Infinity]);
    expect([...near.covers]).toEqual([COVERS.area, COVERS.no]);
  });

  test.each([
    ['a home service whose area is the county', { deliveries: ['home'], areas: ['Aldershire'] }, COVERS.area],
    ['a home service of another county', { deliveries: ['home'], areas: ['Northmoor'] }, COVERS.no],
    ['a phone line for England', { deliveries: ['phone'], areas: ['England'] }, COVERS.area],
    ['a phone line that names no area', { deliveries: ['phone'] }, COVERS.anywhere],
    [
      'a home service that names no area, from three miles away',
      { deliveries: ['home'], venues: [at(3)] },
      COVERS.area,
    ],
    [
      'a home service that names no area, from forty miles away',
      { deliveries: ['home'], venues: [at(40)] },
      COVERS.no,
    ],
    [
      'a group people travel to, whatever area it names',
      { deliveries: ['venue'], areas: ['England'], venues: [at(9)] },
      COVERS.no,
    ],
    [
      'a group with a venue and a phone line for the county',
      { deliveries: ['venue', 'phone'], areas: ['Aldershire'], venues: [at(9)] },
      COVERS.area,
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(
      nearness(
        service('a', {
          ...more,
          deliveries: [...more.deliveries],
          areas: 'areas' in more ? [...more.areas] : [],
          venues: 'venues' in more ? [...more.venues] : [],
        }),
      ).covers[0],
    ).toBe(expected);
  });

  test('nobody travels to a home service, so its office is no distance', () => {
    expect(nearness(service('a', { deliveries: ['home'], venues: [at(1)] })).metres[0]).toBe(Infinity);
  });

  test('within so many miles is what is that near or covers the place', () => {
    const near = nearness(
      service('near', { venues: [at(1.9)] }),
      service('far', { venues: [at(2.1)] }),
      service('phone', { deliveries: ['phone'] }),
    );
    expect([0, 1, 2].map((position) => isWithin(near, position, 2))).toEqual([true, false, true]);
  });
});

describe('nearest first', () => {
  const index = indexOf([
    service('far', { venues: [at(12)] }),
    service('two', { venues: [at(2)] }),
    service('home', { deliveries: ['home'], areas: ['Aldershire'] }),
    service('nowhere', { deliveries: ['home'], areas: ['Northmoor'] }),
    service('four', { venues: [at(4)] }),
  ]);

  test('what comes to people stands at about three miles', () => {
    expect(idsOf(ask(index, 'near=Tarnbury&sort=distance'))).toEqual([
      'two',
      'home',
      'four',
      'far',
      'nowhere',
    ]);
  });

  test('with a distance set, it stands after every venue within it', () => {
    expect(idsOf(ask(index, 'near=Tarnbury&sort=distance&within=5'))).toEqual(['two', 'four', 'home']);
  });
});

describe('what covers a place', () => {
  const inArea = ['Aldershire'];
  test.each([
    ['no way of delivery and an address', { deliveries: [], venues: [at(4)] }, [4, COVERS.no]],
    [
      'no way of delivery and no address, for the county',
      { deliveries: [], areas: inArea },
      [null, COVERS.area],
    ],
    ['online, for another county', { deliveries: ['online'], areas: ['Northmoor'] }, [null, COVERS.no]],
    ['online, with an office in town', { deliveries: ['online'], venues: [at(1)] }, [null, COVERS.anywhere]],
    ['online, or in town', { deliveries: ['online', 'venue'], venues: [at(1)] }, [1, COVERS.anywhere]],
    [
      'at home within ten miles of its door',
      { deliveries: ['home'], venues: [at(9.9)] },
      [null, COVERS.area],
    ],
    ['at home, its door further than ten', { deliveries: ['home'], venues: [at(10.1)] }, [null, COVERS.no]],
    ['at home, from nowhere known', { deliveries: ['home'] }, [null, COVERS.no]],
    ['at home or by phone, from nowhere known', { deliveries: ['home', 'phone'] }, [null, COVERS.anywhere]],
    [
      'at home for the county, its door far off',
      { deliveries: ['home'], areas: inArea, venues: [at(50)] },
      [null, COVERS.area],
    ],
    ['one of two areas', { deliveries: ['home'], areas: ['Northmoor', 'Tarnbury'] }, [null, COVERS.area]],
    ['an area nobody knows', { deliveries: ['phone'], areas: ['Atlantis'] }, [null, COVERS.no]],
  ] as const)('%s', (_, more, [miles, covers]) => {
    const { deliveries } = more;
    const areas = 'areas' in more ? [...more.areas] : [];
    const venues = 'venues' in more ? [...more.venues] : [];
    const near = nearness(service('a', { deliveries: [...deliveries], areas, venues }));
    const metres = near.metres[0] ?? Infinity;
    expect(metres === Infinity ? null : Math.round((metres / 1609) * 10) / 10).toBe(miles);
    expect(near.covers[0]).toBe(covers);
  });

  test('the address of an open venue next to a confidential one is the one that is measured', () => {
    const hidden = { ...at(0), confidential: true };
    expect((nearness(service('a', { venues: [hidden, at(3)] })).metres[0] ?? 0) / 1609).toBeCloseTo(3, 1);
    expect(nearness(service('a', { venues: [hidden] })).metres[0], 'even if a point slipped in').toBe(
      Infinity,
    );
  });

  test('without a place nothing is near, nothing covers, and the first venue is shown', () => {
    const index = indexOf([
      service('a', { venues: [at(1), at(0)].map((venue, number) => ({ ...venue, name: `Hall ${number}` })) }),
      service('b', { deliveries: ['phone'], areas: ['England'] }),
    ]);
    const cards = ask(index, 'sort=name').results;
    expect(cards.map((card) => [card.distanceMetres, card.coversArea, card.venueName])).toEqual([
      [null, false, 'Hall 0, Somewhere'],
      [null, false, null],
    ]);
    expect(ask(index, 'near=Tarnbury').results.map((card) => card.venueName)).toContain('Hall 1, Somewhere');
  });

  test('areas are compared anew for each place, and for an area that an edit brings', () => {
    const index = indexOf([service('a', { deliveries: ['home'], areas: ['Northmoor'] })]);
    const [south, , , , north] = PLACES.map((place) => surroundingsOf(index.gazetteer, place));
    if (south === undefined || north === undefined) throw new Error('two places are needed');
    const coversOf = (around: typeof south) => nearnessOf(index, around).covers[0];
    expect([coversOf(south), coversOf(north), coversOf(south)]).toEqual([COVERS.no, COVERS.area, COVERS.no]);
  });

  test('a mile more of "within" never loses anything, for any services', () => {
    const miles = fc.integer({ min: 0, max: 40 });
    const ways = fc.subarray(['venue', 'home', 'phone'] as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(miles, ways), { maxLength: 8 }), miles, (made, limit) => {
        const services = made.map(([away, deliveries], number) =>
          service(`s${number}`, { deliveries: [...deliveries], venues: [at(away)] }),
        );
        const near = nearness(...services);
        services.forEach((_, position) => {
          if (isWithin(near, position, limit)) expect(isWithin(near, position, limit + 1)).toBe(true);
          const isVisited = made[position]?.[1].length === 0 || made[position]?.[1].includes('venue');
          if (isVisited && (made[position]?.[0] ?? 0) < limit)
            expect(isWithin(near, position, limit)).toBe(true);
        });
      }),
    );
  });
});
