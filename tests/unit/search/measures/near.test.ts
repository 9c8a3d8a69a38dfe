import { describe, expect, test } from 'vitest';
import { surroundingsOf } from '#src/features/places/areas.ts';
import { COVERS, isWithin, nearnessOf } from '#src/search/measures/near.ts';
import { ask, idsOf, indexOf, PLACES, service, venue } from '../mini/directory.ts';

const town = PLACES[0] ?? { name: '', kind: 'town' as const, latitude: 0, longitude: 0, areaName: null };
const MILE_OF_LATITUDE = 1 / 69.09;
const at = (miles: number) => venue('Somewhere', town.latitude + miles * MILE_OF_LATITUDE, town.longitude);

function nearness(...services: ReturnType<typeof service>[]) {
  const index = indexOf(services);
  return nearnessOf(index, surroundingsOf(index.gazetteer, town));
}

describe('how near a service is', () => {
  test('of several venues the nearest counts', () => {
    const near = nearness(service('a', { venues: [at(6), at(2), at(9)] }));
    expect((near.metres[0] ?? 0) / 1609).toBeCloseTo(2, 1);
    expect(near.venue[0]).toBe(1);
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
