import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asTownName,
  canBeTown,
  findPostcode,
  splitAddress,
  type AddressParts,
} from '#src/features/imports/csv/addresses/address.ts';
import { findCounty } from '#src/features/imports/csv/addresses/counties.ts';

const TOWNS = new Map([
  ['Marlbridge', 20],
  ['Tarnbury', 3],
  ['North Tarnbury', 3],
  ['Skelbourne on Avon', 12],
]);
const split = (text: string): AddressParts => splitAddress(text, (name) => TOWNS.get(name) ?? 0);

describe('an address on one line', () => {
  test.each<[string, string, string, string]>([
    [
      '28 Church Road, Larkrise, Marlbridge, West Midlands, MB1 1QG',
      '28 Church Road, Larkrise',
      'Marlbridge',
      'West Midlands',
    ],
    ['28 Church Road, Marlbridge MB1 1QG, United Kingdom', '28 Church Road', 'Marlbridge', ''],
    ['The Hall, Surrey, Surrey MB1 1QG', 'The Hall', '', 'Surrey'],
    ['28 Church Road Marlbridge MB11QG', '28 Church Road', 'Marlbridge', ''],
    ['28 Church Road Unheardof', '28 Church Road Unheardof', '', ''],
    ['Larkrise Marlbridge, Kent', 'Larkrise', 'Marlbridge', 'Kent'],
    ['Hall, Larkrise Marlbridge', 'Hall, Larkrise', 'Marlbridge', ''],
    ['Hall, North Tarnbury', 'Hall', 'North Tarnbury', ''],
    ['Hall, Skelbourne on Avon', 'Hall', 'Skelbourne on Avon', ''],
    ['Hall, Tarnbury Gt Manchester', 'Hall', 'Tarnbury', 'Greater Manchester'],
    ['The Library, Near Marlbridge', 'The Library, Near Marlbridge', '', ''],
    ['Church Lane<br />', 'Church Lane<br />', '', ''],
    ['Market Place, LONDON, London', 'Market Place', 'London', ''],
    ['MB1 1QG', '', '', ''],
    ['', '', '', ''],
  ])('%s', (text, street, town, county) => {
    expect(split(text)).toEqual({ street, town, county });
  });

  test('loses no word of the street and keeps no postcode', () => {
    const part = fc.constantFrom(
      '1 High Street',
      'The Hall',
      'Marlbridge',
      'Kent',
      'UK',
      'MB1 1QG',
      'Larkrise',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const { street, town, county } = split(parts.join(', '));
        const kept = `${street}, ${town}, ${county}`;
        for (const wanted of parts.filter((text) => !['UK', 'MB1 1QG'].includes(text)))
          expect(kept).toContain(wanted);
        expect(kept).not.toContain('MB1');
      }),
    );
  });
});

test.each([
  ['10 High Street, Marlbridge MB1 1QG', 'MB1 1QG'],
  ['mb11qg', 'MB1 1QG'],
  ['MB1 OQG', 'MB1 0QG'],
  ['MB1 1QG MB2 4TZ', 'MB2 4TZ'],
  ['no postcode here', null],
])('the postcode in %j is %j', (text, postcode) => {
  expect(findPostcode(text)).toBe(postcode);
});

test.each([
  ['Marlbridge', true],
  ['Saltby Green', true],
  ['Church Road', false],
  ['12 Hill', false],
  ['Near Marlbridge', false],
  ['England', false],
  ['Village Hall', false],
  ['', false],
])('%j can be a town: %s', (text, isTown) => {
  expect(canBeTown(text)).toBe(isTown);
});

test.each([
  ['LONDON', 'London'],
  ['barry', 'Barry'],
  ['STOKE-ON-TRENT', 'Stoke-on-Trent'],
  ['McBury', 'McBury'],
])('the town %s is written %s', (typed, written) => {
  expect(asTownName(typed)).toBe(written);
});

test.each([
  ['gt. manchester', 'Greater Manchester'],
  ['Hants', 'Hampshire'],
  ['Tyne & Wear', 'Tyne and Wear'],
  ['Marlbridge', null],
])('the county in %j is %j', (text, county) => {
  expect(findCounty(text)).toBe(county);
});
