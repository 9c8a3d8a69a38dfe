import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInside, findNamed, suggestPlaces, withoutNear } from '#src/features/places/names.ts';
import { describeResolution, placeName } from '#src/features/places/present.ts';
import {
  buildGazetteer,
  metresBetween,
  placeKey,
  type AddressPoint,
  type Place,
} from '#src/features/places/rules.ts';

const place = (name: string, areaName: string | null, latitude = 52.4, longitude = -2.9): Place => ({
  name,
  kind: 'village',
  latitude,
  longitude,
  areaName,
});
const PLACES = [
  place('Ashton', 'Northmoor', 54.1),
  place('Ashton', 'Aldershire', 52.5),
  place('Ashton', 'Southfen', 51.2),
  place('Ashton', 'Eastwick', 52.9),
  place('Ashton', 'Westerby', 53.3),
  place('Ashton Keys', 'Aldershire', 52.3),
  place('Weston', 'Aldershire', 52.41),
  place('Weston', 'Aldershire', 52.8),
  place('Marlbridge', 'Aldershire'),
  place("Bishop's St Mary and the Hill", null, 52.2),
];
const gazetteer = buildGazetteer(PLACES, []);
const found = (text: string): string | null => {
  const resolution = findNamed(gazetteer, text);
  return resolution?.kind === 'found' ? placeName(resolution.place, true) : null;
};

describe('two places of one name', () => {
  test('the one nearest to the middle of the directory is taken, the next three are offered', () => {
    const resolution = findNamed(gazetteer, 'ashton');
    expect(resolution).toMatchObject({ kind: 'found', place: { areaName: 'Aldershire' } });
    expect(resolution?.kind === 'found' && resolution.others.map((other) => other.areaName)).toEqual([
      'Eastwick',
      'Westerby',
      'Southfen',
    ]);
  });

  test.each([
    ['Ashton, Northmoor', 'Ashton, Northmoor'],
    ['ashton northmoor', 'Ashton, Northmoor'],
    ['Ashton, north', 'Ashton, Northmoor'],
    ['Ashton, nowhere', 'Ashton, Aldershire'],
    ['Ashton nowhere', null],
    ['Ashton Keys', 'Ashton Keys, Aldershire'],
    ['Ashton Keys, Aldershire', 'Ashton Keys, Aldershire'],
  ])('"%s" is %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  test('two in one county cannot be told apart in words, so none is offered', () => {
    expect(findNamed(gazetteer, 'Weston')).toMatchObject({ place: { latitude: 52.41 }, others: [] });
    expect(findNamed({ ...gazetteer, centre: null }, 'Weston')).toMatchObject({ kind: 'found' });
  });

  test('one name within three miles is one place', () => {
    const twice = buildGazetteer([place('Ashton', 'A', 52.4), place('Ashton', 'B', 52.43)], []);
    expect(twice.byName.get('ashton')).toHaveLength(1);
    const apart = buildGazetteer([place('Ashton', 'A', 52.4), place('Ashton', 'B', 52.46)], []);
    expect(apart.byName.get('ashton')).toHaveLength(2);
  });
});

describe('a name however it is written', () => {
  test.each([
    'bishops saint mary and the hill',
    'BISHOP’S ST. MARY & THE HILL',
    "bishop's st mary hill",
    'Bishops  St-Mary and Hill',
  ])('%s', (text) => {
    expect(found(text)).toBe("Bishop's St Mary and the Hill");
  });

  test.each([
    ['near Ashton', 'Ashton'],
    ['close to Ashton', 'Ashton'],
    ['next to Ashton', 'Ashton'],
    ['near to Ashton', 'Ashton'],
    ['I live in Ashton', 'Ashton'],
    ['we live near Ashton', 'Ashton'],
    ['within Ashton ', 'Ashton'],
    ['near', 'near'],
    ['near ', 'near'],
    ['Nearton', 'Nearton'],
    ['byfleet', 'byfleet'],
    ['in in Ashton', 'in Ashton'],
  ])('"%s" without "near" is "%s"', (text, expected) => {
    expect(withoutNear(text)).toBe(expected);
  });
});

describe('within a longer text', () => {
  test.each([
    ['the last name counts: 3 Ashton Road, Marlbridge', { resolution: { place: { name: 'Marlbridge' } } }],
    ['the longer name of two: Ashton Keys', { resolution: { place: { name: 'Ashton Keys' } } }],
    ['a postcode first: Marlbridge MB1 1QG', { postcode: 'MB1 1QG' }],
    ['a forces postcode: BFPO 12', { postcode: 'BFPO 12' }],
    ['a name before the first half of a postcode: MB1, Marlbridge', { kind: 'named' }],
    ['the first half alone: somewhere MB1', { outcode: 'MB1', isCut: false }],
    ['half a postcode: MB1 1Q', { outcode: 'MB1', isCut: true }],
  ])('%s', (text, expected) => {
    expect(findInside(gazetteer, text.split(': ')[1] ?? '')).toMatchObject(expected);
  });
});

describe('suggestions', () => {
  test('the nearest spelling first, then the shorter name; one for places of one name', () => {
    expect(suggestPlaces(gazetteer, 'Ashtn').map(({ name }) => name)).toEqual(['Ashton']);
    expect(suggestPlaces(gazetteer, 'ash').map(({ name }) => name)).toEqual(['Ashton', 'Ashton Keys']);
    expect(suggestPlaces(gazetteer, 'Marlbrigde').map(({ name }) => name)).toEqual(['Marlbridge']);
  });

  test('never for a letter or two, nor for a whole paragraph', () => {
    expect(suggestPlaces(gazetteer, 'as')).toEqual([]);
    expect(suggestPlaces(gazetteer, 'ashton '.repeat(9))).toEqual([]);
  });

  test('the sentence names the county when there are several', () => {
    const resolution = findNamed(gazetteer, 'Ashton');
    expect(resolution === null ? '' : describeResolution(resolution)).toBe(
      'Near Ashton, Aldershire. Did you mean Ashton, Eastwick, Ashton, Westerby or Ashton, Southfen?',
    );
  });
});

describe('what is learnt from addresses', () => {
  const address = (city: string, postcode: string | null, latitude: number): AddressPoint => ({
    city,
    county: 'Aldershire',
    postcode,
    latitude,
    longitude: -2.9,
  });

  test('the middle of a town is its middle address: one wrong point does not move it', () => {
    const learnt = buildGazetteer(
      [],
      [52.1, 52.2, 52.3, 52.4, 59.9].map((at) => address('Brackwell', 'MB7 2AA', at)),
    );
    expect(learnt.byName.get('brackwell')).toMatchObject([
      { latitude: 52.3, kind: 'town', areaName: 'Aldershire' },
    ]);
    expect(learnt.centre).toEqual({ latitude: 52.3, longitude: -2.9 });
    expect(learnt.outcodes.get('MB7')).toMatchObject({ latitude: 52.3, kind: 'outcode', name: 'MB7' });
  });

  test('the middle of the directory is that of its addresses, not of a longer list of places', () => {
    const far = Array.from({ length: 9 }, (_, at) => place(`Far ${'abcdefghi'[at] ?? ''}`, null, 55));
    expect(buildGazetteer(far, [address('Brackwell', null, 52.1)]).centre?.latitude).toBe(52.1);
    expect(buildGazetteer(far, []).centre?.latitude).toBe(55);
  });

  test.each(['', 'X', '12 High Street', '42', 'A very long line that is not a town but a whole sentence'])(
    '"%s" is no town',
    (city) => {
      expect(buildGazetteer([], [address(city, 'MB7 2AA', 52)]).byName.size).toBe(0);
    },
  );

  test('the spelling most people use is the one that is shown', () => {
    const cities = ['BRACKWELL', 'Brackwell', 'Brackwell', 'brackwell'];
    const learnt = buildGazetteer(
      [],
      cities.map((city) => address(city, 'MB7 2AA', 52)),
    );
    expect(learnt.byName.get('brackwell')?.map(({ name }) => name)).toEqual(['Brackwell']);
  });

  test('for any addresses, every name is found, and those of one name stand nearest to the middle first', () => {
    const city = fc.constantFrom('Ashton', 'Brackwell', 'Quenbury', 'St Ives');
    const area = fc.constantFrom('MB1 1QG', 'LX2 2AA', null);
    const made = fc
      .tuple(city, area, fc.integer({ min: 50, max: 55 }))
      .map(([c, p, at]) => address(c, p, at));
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 12 }), (addresses) => {
        const { byName, centre, longestName } = buildGazetteer([], addresses);
        for (const { city: name } of addresses) expect(byName.has(placeKey(name))).toBe(true);
        for (const [key, same] of byName) {
          expect(key.split(' ').length).toBeLessThanOrEqual(longestName);
          const metres = same.map((one) => metresBetween(centre ?? one, one));
          expect(metres).toEqual([...metres].sort((a, b) => a - b));
        }
      }),
    );
  });
});
