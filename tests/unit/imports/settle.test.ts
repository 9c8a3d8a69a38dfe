import { describe, expect, test } from 'vitest';
import { settle, type Settled } from '#src/features/imports/csv/settle.ts';
import { describeProblem, type Problem } from '#src/features/imports/problem.ts';
import type { KnownPlaces } from '#src/features/imports/queries.ts';
import { mapText } from './small-file.ts';

const NOTHING: KnownPlaces = { places: [], postcodes: new Map(), addresses: [] };
const MORE = {
  organisation: { email: '{email}', apart: { column: 'org', is: ['Apart'] } },
  place: {
    name: '{venue}',
    one_line: '{address}',
    postcode: '{pc}',
    latitude: '{lat}',
    longitude: '{lng}',
    access: [{ value: 'lift', when: { column: 'name', matches: 'lift' } }],
  },
};
const HEADER = 'id,org,name,venue,address,pc,lat,lng,email';

function settleRows(rows: string[], known: KnownPlaces = NOTHING): Settled & { problems: string[] } {
  const mapped = mapText([HEADER, ...rows].join('\n'), MORE);
  const problems: Problem[] = [...mapped.problems];
  return { ...settle(mapped.drafts, known, problems), problems: problems.map(describeProblem) };
}
const placeOf = (settled: Settled, index: number) => settled.services[index]?.locations[0]?.location;
const pointOf = (settled: Settled, index: number) => {
  const place = placeOf(settled, index);
  return place === undefined ? undefined : [place.latitude, place.longitude];
};

describe('locations', () => {
  test('of one address and postcode are one, with the first good point and all access', () => {
    const settled = settleRows([
      '1,A,Tea,Hall,"1 High Street, Marlbridge",MB1 1QG,,,',
      '2,B,Talk by lift,The Hall,"1 HIGH STREET, Marlbridge",MB11QG,52.44,-2.95,',
    ]);
    expect(placeOf(settled, 0)).toBe(placeOf(settled, 1));
    expect(placeOf(settled, 0)).toMatchObject({
      name: 'Hall',
      latitude: 52.44,
      access: [{ feature: 'lift' }],
    });
    expect(placeOf(settled, 0)?.address).toMatchObject({
      address1: '1 High Street',
      city: 'Marlbridge',
      postcode: 'MB1 1QG',
    });
  });

  test('of one street name in two places are two', () => {
    const settled = settleRows([
      '1,A,Tea,,High Street,,52.44,-2.95,',
      '2,A,Tea,,High Street,,53.44,-1.95,',
      '3,A,Tea,,High Street,MB1 1QG,,,',
    ]);
    expect(new Set(settled.services.map((_, index) => placeOf(settled, index)?.key)).size).toBe(3);
  });

  test('without any address have none; a row without a place has no location', () => {
    const settled = settleRows(['1,A,Tea,Hall,,,52.44,-2.95,', '2,A,Call,,,,,,']);
    expect(placeOf(settled, 0)?.address).toBeNull();
    expect(settled.services[1]?.locations).toEqual([]);
  });

  test('do not say the name of the venue twice', () => {
    expect(
      placeOf(settleRows(['1,A,Tea,Marl Hall,"Marl Hall, 1 High Street, Marlbridge",MB1 1QG,,,']), 0)?.address
        ?.address1,
    ).toBe('1 High Street');
  });
});

describe('points', () => {
  const near = (id: number, pc: string, lat: string, lng: string, town = 'Marlbridge') =>
    `${id},A,Tea,,"${id} High Street, ${town}",${pc},${lat},${lng},`;

  test('come from the official postcode first', () => {
    const known = { ...NOTHING, postcodes: new Map([['MB1 1QG', { latitude: 52.5, longitude: -2.9 }]]) };
    expect(pointOf(settleRows([near(1, 'MB1 1QG', '', '')], known), 0)).toEqual([52.5, -2.9]);
  });

  test('come from other rows of the postcode, then of its first half, then of the town', () => {
    const rows = [
      near(1, 'MB1 1QG', '52.44', '-2.95'),
      near(2, 'MB1 1QG', '', ''),
      near(3, 'MB1 2TB', '', ''),
      near(4, '', '', ''),
      near(5, '', '0', '0'),
    ];
    const settled = settleRows(rows);
    for (const index of [1, 2, 3, 4]) expect(pointOf(settled, index), `row ${index}`).toEqual([52.44, -2.95]);
    expect(settled.problems).toEqual(['Row 6, column "lat": "0, 0" is outside the United Kingdom, not used']);
  });

  test('come from the gazetteer and from the directory', () => {
    const places = [
      { name: 'Tarnbury', kind: 'town' as const, latitude: 52.49, longitude: -2.87, areaName: null },
    ];
    const addresses = [
      { city: 'Larkrise', county: null, postcode: 'MB9 1AA', latitude: 52.6, longitude: -2.6 },
    ];
    const settled = settleRows([near(1, '', '', '', 'Tarnbury'), near(2, 'MB9 9ZZ', '', '', 'Other')], {
      ...NOTHING,
      places,
      addresses,
    });
    expect(pointOf(settled, 0)).toEqual([52.49, -2.87]);
    expect(pointOf(settled, 1)).toEqual([52.6, -2.6]);
  });

  test('are not guessed between two towns of one name', () => {
    const town = (areaName: string, latitude: number) => ({
      name: 'Ashton',
      kind: 'village' as const,
      latitude,
      longitude: -2,
      areaName,
    });
    const known = { ...NOTHING, places: [town('Kent', 51.2), town('Devon', 53.2)] };
    expect(pointOf(settleRows([near(1, '', '', '', 'Ashton')], known), 0)).toEqual([null, null]);
    expect(pointOf(settleRows([near(1, '', '', '', 'Ashton, Kent')], known), 0)).toEqual([51.2, -2]);
  });

  test('far from their own postcode are not believed, and that is said', () => {
    const known = { ...NOTHING, postcodes: new Map([['MB1 1QG', { latitude: 52.5, longitude: -2.9 }]]) };
    const settled = settleRows([near(1, 'MB1 1QG', '54.5', '-2.9')], known);
    expect(pointOf(settled, 0)).toEqual([52.5, -2.9]);
    expect(settled.problems).toEqual(['Row 2: its point is 222 km from MB1 1QG, whose own is used']);
  });

  test('far from five others of their outcode are not believed either; four are not enough', () => {
    const five = [1, 2, 3, 4].map((id) => near(id, `MB1 1A${'ABDE'[id - 1]}`, '52.44', '-2.95'));
    expect(pointOf(settleRows([...five, near(9, 'MB1 2TB', '54.5', '-2.9')]), 4)).toEqual([52.44, -2.95]);
    expect(pointOf(settleRows([...five.slice(1), near(9, 'MB1 2TB', '54.5', '-2.9')]), 3)).toEqual([
      54.5, -2.9,
    ]);
  });
});

test('a row without a town gets the one that two others of its outcode name', () => {
  const rows = [
    '1,A,Tea,,"1 High Street, Marlbridge",MB1 1QG,,,',
    '2,A,Tea,,"2 High Street, Marlbridge",MB1 1QG,,,',
    '3,A,Tea,,3 High Street,MB1 2TB,,,',
  ];
  expect(placeOf(settleRows(rows), 2)?.address).toMatchObject({
    address1: '3 High Street',
    city: 'Marlbridge',
  });
  expect(placeOf(settleRows(rows.slice(1)), 1)?.address?.city).toBe('');
});

describe('organisations', () => {
  test('of one name are one, and later rows add what the first left out', () => {
    const settled = settleRows(['1,Marl Friends,Tea,,,,,,', '2,MARL FRIENDS!,Talk,,,,,,hello@example.org']);
    expect([...settled.organisations.values()]).toMatchObject([
      { name: 'Marl Friends', email: 'hello@example.org' },
    ]);
    expect(settled.services.map((service) => service.organisationKey)).toEqual([
      'marl friends',
      'marl friends',
    ]);
  });

  test('of one name at two places are two where the mapping says so', () => {
    const settled = settleRows([
      '1,Apart,Tea,,"1 High Street, Marlbridge",MB1 1QG,,,',
      '2,Apart,Tea,,"9 Mill Lane, Tarnbury",MB3 1EF,,,',
    ]);
    expect(settled.organisations.size).toBe(2);
    for (const service of settled.services)
      expect(settled.organisations.has(service.organisationKey)).toBe(true);
  });
});
