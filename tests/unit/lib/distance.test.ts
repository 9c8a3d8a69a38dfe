import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { METRES_PER_MILE, distanceMetres, formatMiles } from '#src/lib/distance.ts';

const latitude = fc.double({ min: 49.8, max: 60.9, noNaN: true });
const longitude = fc.double({ min: -8.7, max: 1.8, noNaN: true });

describe('distance', () => {
  test('a degree of latitude is 111.2 km everywhere', () => {
    expect(distanceMetres(51, -1, 52, -1)).toBeCloseTo(111_195, -1);
  });

  test('a degree of longitude is shorter the further north one is', () => {
    expect(distanceMetres(50, -1, 50, -2)).toBeCloseTo(71_474, -2);
    expect(distanceMetres(55, -1, 55, -2)).toBeCloseTo(63_778, -2);
  });

  test('half the way round the world is not more than that', () => {
    expect(distanceMetres(0, 0, 0, 180)).toBeCloseTo(Math.PI * 6_371_000, 0);
  });

  test('it is nought to oneself, the same both ways, and no detour is shorter', () => {
    fc.assert(
      fc.property(
        latitude,
        longitude,
        latitude,
        longitude,
        latitude,
        longitude,
        (aLat, aLng, bLat, bLng, cLat, cLng) => {
          expect(distanceMetres(aLat, aLng, aLat, aLng)).toBe(0);
          const direct = distanceMetres(aLat, aLng, bLat, bLng);
          expect(distanceMetres(bLat, bLng, aLat, aLng)).toBeCloseTo(direct, 5);
          const detour = distanceMetres(aLat, aLng, cLat, cLng) + distanceMetres(cLat, cLng, bLat, bLng);
          expect(detour + 0.001).toBeGreaterThanOrEqual(direct);
        },
      ),
    );
  });
});

describe('miles in words', () => {
  test.each([
    [0, 'Less than 0.1 miles'],
    [0.099, 'Less than 0.1 miles'],
    [0.1, '0.1 miles'],
    [0.84, '0.8 miles'],
    [0.96, '1 mile'],
    [1, '1 mile'],
    [1.04, '1 mile'],
    [1.06, '1.1 miles'],
    [9.94, '9.9 miles'],
    [9.96, '10 miles'],
    [10.4, '10 miles'],
    [12.4, '12 miles'],
    [120, '120 miles'],
  ])('%d miles is "%s"', (miles, words) => {
    expect(formatMiles(miles * METRES_PER_MILE)).toBe(words);
  });

  test('what is further never reads as nearer', () => {
    const number = (text: string): number => (text.startsWith('Less') ? 0 : Number.parseFloat(text));
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500_000, noNaN: true }),
        fc.double({ min: 0, max: 5_000, noNaN: true }),
        (near, more) => {
          expect(number(formatMiles(near + more))).toBeGreaterThanOrEqual(number(formatMiles(near)));
        },
      ),
    );
  });
});
