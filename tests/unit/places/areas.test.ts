import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaContains, nearestSettlement, surroundingsOf } from '#src/features/places/areas.ts';
import { buildGazetteer, type Place } from '#src/features/places/rules.ts';

const MILE = 1 / 69.09; // of latitude, in degrees
const at = (
  name: string,
  kind: Place['kind'],
  milesNorth: number,
  areaName: string | null = 'Aldershire',
): Place => ({
  name,
  kind,
  latitude: 52.4 + milesNorth * MILE,
  longitude: -2.9,
  areaName,
});
const PLACES = [
  at('Marlbridge', 'town', 0),
  at('Larkrise', 'suburb', 2),
  at('Outlier', 'suburb', 3.5),
  at('Quenbury', 'village', 6),
  at('Farley', 'village', 14),
  at('Faraway', 'village', 16),
  at('Overborder', 'village', 9, 'Northmoor'),
  at('Nocounty', 'village', -8, null),
  at('Twoshire', 'village', -4, 'Kingsmarl, Aldershire'),
];
const gazetteer = buildGazetteer(PLACES, []);
const named = (name: string): Place => PLACES.find((place) => place.name === name) ?? at('', 'town', 0);
const contains = (area: string, place: Place): boolean =>
  areaContains(gazetteer, area, surroundingsOf(gazetteer, place));
const postcode = (milesNorth: number, name = 'MB3 1EF'): Place => at(name, 'postcode', milesNorth, null);

describe('what a place lies in', () => {
  const namesOf = (place: Place): string[] => [...surroundingsOf(gazetteer, place).names].sort();

  test.each([
    ['Marlbridge', ['aldershire', 'marlbridge']],
    ['Larkrise', ['aldershire', 'larkrise', 'marlbridge']],
    ['Outlier', ['aldershire', 'outlier']],
    ['Quenbury', ['aldershire', 'quenbury']],
    ['Nocounty', ['nocounty']],
    ['Twoshire', ['aldershire', 'kingsmarl', 'twoshire']],
  ])('%s: %o', (name, names) => {
    expect(namesOf(named(name))).toEqual(names);
  });

  test('a postcode lies in the settlement nearest to it, and in what that lies in', () => {
    expect(namesOf(postcode(6.5))).toEqual(['aldershire', 'quenbury']);
    expect(namesOf(postcode(1.6))).toEqual(['aldershire', 'larkrise', 'marlbridge']);
    expect(surroundingsOf(gazetteer, postcode(6.5))).toMatchObject({ outcode: 'MB3', county: 'Aldershire' });
  });

  test('a postcode far from any settlement lies in its outcode only', () => {
    expect(surroundingsOf(gazetteer, postcode(30))).toMatchObject({ outcode: 'MB3', county: null });
    expect(namesOf(postcode(30))).toEqual([]);
  });

  test('a town has no outcode', () => {
    expect(surroundingsOf(gazetteer, named('Marlbridge')).outcode).toBeNull();
  });
});

describe('a service area', () => {
  test.each([
    'England',
    'UK',
    'Nationwide',
    'england and wales',
    'Great Britain',
    'across England',
    'all of England',
  ])('"%s" holds every place', (area) => {
    for (const place of [...PLACES, postcode(30)]) expect(contains(area, place), place.name).toBe(true);
  });

  test.each([
    ['Marlbridge district', 'Farley', true],
    ['Marlbridge district', 'Faraway', false],
    ['Marlbridge district', 'Overborder', false],
    ['Marlbridge district', 'Nocounty', true],
    ['Marlbridge Borough Council', 'Farley', true],
    ['the Borough of Marlbridge', 'Farley', true],
    ['across the Borough of Marlbridge', 'Faraway', false],
    ['all of the district of Marlbridge', 'Farley', true],
    ['in and around Marlbridge', 'Farley', false],
    ['Marlbridge and surrounding villages', 'Quenbury', true],
    ['Marlbridge', 'Quenbury', false],
    ['Marlbridge', 'Larkrise', true],
    ['Marlbridge', 'Outlier', false],
    ['Quenbury', 'Marlbridge', false],
    ['Quenbury, Farley', 'Farley', true],
    ['Quenbury; Farley', 'Farley', true],
    ['Quenbury and Farley', 'Farley', true],
    ['Quenbury and Farley', 'Marlbridge', false],
    ['Aldershire', 'Faraway', true],
    ['Aldershire County', 'Faraway', true],
    ['County of Aldershire', 'Faraway', true],
    ['Aldershire', 'Overborder', false],
    ['Aldershire', 'Twoshire', true],
    ['Kingsmarl', 'Twoshire', true],
    ['Atlantis', 'Quenbury', false],
    ['Atlantis district', 'Quenbury', false],
    ['district', 'Marlbridge', false],
    [', ;', 'Marlbridge', false],
  ])('"%s" and %s: %s', (area, name, expected) => {
    expect(contains(area, named(name))).toBe(expected);
  });

  test.each([
    ['MB3', 'MB3 1EF', true],
    ['mb3', 'MB3 1EF', true],
    ['MB3 1EF', 'MB3 1EF', true],
    ['MB31', 'MB3 1EF', false],
    ['MB1', 'MB3 1EF', false],
    ['MB1, MB3', 'MB3 1EF', true],
  ])('"%s" and the postcode %s: %s', (area, name, expected) => {
    expect(contains(area, postcode(30, name))).toBe(expected);
  });

  test('every settlement lies in itself and in its county, and no text makes it throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), fc.string({ unit: 'binary' }), (place, text) => {
        expect(contains(place.name, place)).toBe(true);
        if (place.areaName !== null) expect(contains(place.areaName, place)).toBe(true);
        contains(text, place);
      }),
    );
  });
});

describe('the nearest settlement', () => {
  test.each([
    [0.4, 'Marlbridge'],
    [1.9, 'Larkrise'],
    [12.5, 'Farley'],
    [22, null],
  ])('%s miles north is %s', (miles, expected) => {
    expect(nearestSettlement(gazetteer, at('x', 'postcode', miles))?.name ?? null).toBe(expected);
  });

  test('may be asked for of one kind', () => {
    const isTown = (place: Place): boolean => place.kind === 'town';
    expect(nearestSettlement(gazetteer, at('x', 'postcode', 1.9), isTown)?.name).toBe('Marlbridge');
    expect(nearestSettlement(gazetteer, at('x', 'postcode', 12), isTown)).toBeNull();
  });
});
