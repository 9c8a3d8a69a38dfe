import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaContains, surroundingsOf } from '#src/features/places/areas.ts';
import { findInside, findNamed, suggestPlaces, withoutNear } from '#src/features/places/names.ts';
import { describeResolution } from '#src/features/places/present.ts';
import { buildGazetteer, placeKey, type AddressPoint, type Place } from '#src/features/places/rules.ts';

const place = (
  name: string,
  kind: Place['kind'],
  latitude: number,
  longitude: number,
  areaName: string | null = 'Aldershire',
): Place => ({ name, kind, latitude, longitude, areaName });
const PLACES = [
  place('Tarnbury', 'town', 52.49, -2.87),
  place('Marlbridge', 'town', 52.44, -2.95),
  place('Larkrise', 'suburb', 52.45, -2.94),
  place('Ashton', 'village', 54.1, -1.5, 'Northmoor'),
  place('Ashton', 'village', 52.5, -2.9),
  place("St Ann's-on-the-Marl", 'village', 52.47, -2.99),
];
const address = (
  city: string,
  postcode: string | null,
  latitude: number,
  longitude: number,
  county: string | null = 'Aldershire',
): AddressPoint => ({ city, county, postcode, latitude, longitude });
const ADDRESSES = [
  address('Marlbridge', 'MB1 1AA', 52.442, -2.951),
  address('Brackwell', 'MB7 2AA', 52.41, -2.8),
  address('Brackwell', 'MB7 2AB', 52.42, -2.81),
  address('BRACKWELL', 'MB7 2AB', 52.43, -2.82),
  address('12 High Street', 'MB7 2AB', 52.43, -2.82),
];
const gazetteer = buildGazetteer(PLACES, ADDRESSES);
const nameOf = (text: string): string | undefined => {
  const found = findNamed(gazetteer, text);
  return found?.kind === 'found' ? `${found.place.name}, ${found.place.areaName ?? ''}` : undefined;
};

describe('the gazetteer', () => {
  test('learns towns from addresses, at the middle one, whatever their case', () => {
    expect(findNamed(gazetteer, 'brackwell')).toMatchObject({
      place: { name: 'Brackwell', kind: 'town', latitude: 52.42, areaName: 'Aldershire' },
    });
  });
  test('learns no town from a line that is not one, nor twice what it knows', () => {
    expect(gazetteer.byName.has(placeKey('12 High Street'))).toBe(false);
    expect(gazetteer.byName.get('marlbridge')).toHaveLength(1);
  });
  test('learns full postcodes and their first halves', () => {
    expect(gazetteer.postcodes.get('MB7 2AB')).toMatchObject({ latitude: 52.43, kind: 'postcode' });
    expect(gazetteer.outcodes.get('MB7')?.kind).toBe('outcode');
  });
  test('does not take the middle of a post town for a second town of its name', () => {
    const town = buildGazetteer(
      [place('Tarnbury', 'town', 52.49, -2.87)],
      [address('Tarnbury', 'MB3 1AA', 52.62, -2.87)],
    );
    expect(town.byName.get('tarnbury')).toHaveLength(1);
  });
  test('one name in two postcode areas far apart is two towns', () => {
    const two = buildGazetteer(
      [],
      [address('Newtown', 'AB1 1AA', 50, -3), address('Newtown', 'CD1 1AA', 54, -1)],
    );
    expect(two.byName.get('newtown')).toHaveLength(2);
  });
  test('nothing to learn from is an empty gazetteer without a centre', () => {
    expect(buildGazetteer([], [])).toMatchObject({ centre: null, settlements: [] });
  });
  test('an outcode of the official list goes before a learnt one', () => {
    const own = buildGazetteer([place('MB7', 'outcode', 51, -2)], ADDRESSES);
    expect(own.outcodes.get('MB7')?.latitude).toBe(51);
  });
});

describe('finding a place by its name', () => {
  test.each([
    ['tarnbury', 'Tarnbury, Aldershire'],
    [' TARNBURY! ', 'Tarnbury, Aldershire'],
    ['Tarnbury, Aldershire', 'Tarnbury, Aldershire'],
    ['tarnbury aldershire', 'Tarnbury, Aldershire'],
    ['Tarnbury, Somewhere Else', 'Tarnbury, Aldershire'],
    ['saint anns on the marl', "St Ann's-on-the-Marl, Aldershire"],
    ['Ashton, Northmoor', 'Ashton, Northmoor'],
  ])('%s', (text, expected) => {
    expect(nameOf(text)).toBe(expected);
  });

  test('of two places of one name the one nearest to the directory, the other offered', () => {
    expect(findNamed(gazetteer, 'Ashton')).toMatchObject({
      place: { areaName: 'Aldershire' },
      others: [{ areaName: 'Northmoor' }],
    });
  });
  test('without a centre nobody can choose', () => {
    expect(findNamed({ ...gazetteer, centre: null }, 'Ashton')).toMatchObject({ kind: 'ambiguous' });
  });
  test.each(['near Tarnbury', 'in Tarnbury', 'close to Tarnbury', 'I live in Tarnbury', 'at  Tarnbury'])(
    '"%s" is Tarnbury',
    (text) => {
      expect(withoutNear(text)).toBe('Tarnbury');
    },
  );
  test('a place whose name begins like "in" keeps it', () => {
    expect(withoutNear('Ingleby')).toBe('Ingleby');
  });
  test.each([
    ['5 Mill Lane, Tarnbury MB1 1AA', { kind: 'postcode', postcode: 'MB1 1AA' }],
    ['5 Mill Lane, Tarnbury', { kind: 'named' }],
    ['MB1 1', { kind: 'outcode', outcode: 'MB1', isCut: true }],
    ['nowhere at all', null],
  ])('inside "%s"', (text, expected) => {
    if (expected === null) expect(findInside(gazetteer, text)).toBeNull();
    else expect(findInside(gazetteer, text)).toMatchObject(expected);
  });
  test('every place of the gazetteer is found by its own name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), (wanted) => {
        const name = `${wanted.name}, ${wanted.areaName ?? ''}`;
        expect(nameOf(name)).toBe(name);
      }),
    );
  });
});

describe('names spelt nearly right', () => {
  test.each([
    ['Tarnberry', 'Tarnbury'],
    ['marlbrige', 'Marlbridge'],
    ['lark', 'Larkrise'],
    ['Ashtn', 'Ashton'],
  ])('%s suggests %s', (text, expected) => {
    expect(suggestPlaces(gazetteer, text)[0]?.name).toBe(expected);
  });
  test('what is like nothing suggests nothing', () => {
    expect(suggestPlaces(gazetteer, 'xyzxyzxyz')).toEqual([]);
    expect(suggestPlaces(gazetteer, 'a')).toEqual([]);
  });
});

describe('service areas', () => {
  const at = (name: string) =>
    surroundingsOf(gazetteer, PLACES.find((item) => item.name === name) ?? place('', 'town', 0, 0));
  const postcode = surroundingsOf(gazetteer, {
    name: 'MB7 2AB',
    kind: 'postcode',
    latitude: 52.43,
    longitude: -2.82,
    areaName: null,
  });
  test.each([
    ['England', 'Tarnbury', true],
    ['Aldershire', 'Tarnbury', true],
    ['the county of Aldershire', 'Tarnbury', true],
    ['Tarnbury', 'Tarnbury', true],
    ['Marlbridge', 'Tarnbury', false],
    ['Marlbridge district', 'Tarnbury', true],
    ['Marlbridge', 'Larkrise', true],
    ['Larkrise', 'Marlbridge', false],
    ['Marlbridge and Tarnbury', 'Tarnbury', true],
    ['Northmoor', 'Tarnbury', false],
    ['Atlantis', 'Tarnbury', false],
    ['', 'Tarnbury', false],
  ])('"%s" and %s: %s', (area, name, contains) => {
    expect(areaContains(gazetteer, area, at(name))).toBe(contains);
  });
  test('a district does not reach places far from the town it is named after', () => {
    const far = surroundingsOf(gazetteer, place('Ashton', 'village', 54.1, -1.5, 'Aldershire'));
    expect(areaContains(gazetteer, 'Marlbridge district', far)).toBe(false);
  });
  test("a postcode lies in its outcode, its nearest settlement and that one's county", () => {
    for (const area of ['MB7', 'Brackwell', 'Aldershire'])
      expect(areaContains(gazetteer, area, postcode), area).toBe(true);
    expect(areaContains(gazetteer, 'MB1', postcode)).toBe(false);
  });
});

describe('the sentences', () => {
  const found = (others: Place[] = [], firstHalfOnly = false) =>
    describeResolution({ kind: 'found', place: PLACES[0] as Place, others, firstHalfOnly });
  test.each([
    [found(), 'Near Tarnbury'],
    [found([], true), 'Near Tarnbury. We know only the first half of this postcode.'],
    [found([PLACES[3] as Place]), 'Near Tarnbury, Aldershire. Did you mean Ashton, Northmoor?'],
    [
      describeResolution({ kind: 'unknown', text: 'Tarnberry', suggestions: [PLACES[0] as Place] }),
      'We do not know ‘Tarnberry’. Did you mean Tarnbury?',
    ],
    [
      describeResolution({ kind: 'unknown', text: 'xyz', suggestions: [] }),
      'We do not know ‘xyz’. Enter a postcode, a town or a village.',
    ],
    [
      describeResolution({ kind: 'unknown', text: 'ZZ1 1ZZ', suggestions: [] }),
      'We do not know the postcode ‘ZZ1 1ZZ’. Check it, or enter a town or village.',
    ],
    [
      describeResolution({ kind: 'ambiguous', text: 'Ashton', candidates: PLACES.slice(3, 5) }),
      'There is more than one Ashton. Did you mean Ashton, Northmoor or Ashton, Aldershire?',
    ],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
