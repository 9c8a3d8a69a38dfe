import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceMetres } from '#src/lib/distance.ts';
import {
  accessBits,
  createVenues,
  hasAccess,
  metresToNearest,
  pointOf,
  writeVenues,
} from '#src/search/columns/venues.ts';
import { service, venue } from '../mini/directory.ts';

const latitude = fc.double({ min: 49.8, max: 55.9, noNaN: true });
const longitude = fc.double({ min: -6.4, max: 1.8, noNaN: true });

describe('distance without trigonometry', () => {
  test('is the haversine distance, to a centimetre, anywhere in England', () => {
    fc.assert(
      fc.property(latitude, longitude, latitude, longitude, (lat, lng, otherLat, otherLng) => {
        const venues = createVenues(1);
        writeVenues(venues, 0, service('a', { venues: [venue('T', otherLat, otherLng)] }));
        const expected = distanceMetres(lat, lng, otherLat, otherLng);
        expect(Math.abs(metresToNearest(venues, 0, pointOf(lat, lng)) - expected)).toBeLessThan(0.01);
      }),
    );
  });

  test('of many venues the nearest counts, and there is room for any number', () => {
    const venues = createVenues(3);
    writeVenues(venues, 0, service('a', { venues: [venue('T', 53, -2), venue('T', 52, -2)] }));
    writeVenues(venues, 1, service('b'));
    const many = Array.from({ length: 40 }, (_, at) => venue('T', 54 + at / 100, -2));
    writeVenues(venues, 2, service('c', { venues: many }));
    const from = pointOf(52, -2);
    expect(metresToNearest(venues, 0, from)).toBeCloseTo(0, 3);
    expect(metresToNearest(venues, 1, from)).toBe(Infinity);
    expect(metresToNearest(venues, 2, from)).toBeCloseTo(distanceMetres(52, -2, 54, -2), 1);
  });

  test('a confidential venue is nowhere, even if its point slipped in', () => {
    const venues = createVenues(1);
    writeVenues(venues, 0, service('a', { venues: [venue('T', 52, -2, { confidential: true })] }));
    expect(metresToNearest(venues, 0, pointOf(52, -2))).toBe(Infinity);
    expect([...venues.x.subarray(0, 1)]).toEqual([NaN]);
  });
});

test('access features count together when they are at the service or at one and the same venue', () => {
  const venues = createVenues(2);
  const hall = (...access: ('step_free' | 'hearing_loop')[]) => venue('T', 52, -2, { access });
  writeVenues(
    venues,
    0,
    service('a', { access: ['bsl'], venues: [hall('step_free'), hall('hearing_loop')] }),
  );
  writeVenues(venues, 1, service('b', { access: ['bsl'] }));
  const has = (position: number, ...wanted: string[]) => hasAccess(venues, position, accessBits(wanted));
  expect(has(0, 'bsl', 'step_free')).toBe(true);
  expect(has(0, 'step_free', 'hearing_loop')).toBe(false);
  expect([has(1, 'bsl'), has(1, 'bsl', 'step_free')]).toEqual([true, false]);
});
