import { describe, expect, test } from 'vitest';
import { childId } from '#src/features/imports/identity.ts';
import { toAccessibility, toAddress, toLocation } from '#src/features/open-referral/shape/places.ts';
import type { AddressRow } from '#src/features/open-referral/shape/rows.ts';
import { LOCATION_ID, plainVenue } from '../../../support/open-referral/service-rows.ts';

const address = (changes: Partial<AddressRow> = {}): AddressRow => ({
  id: childId(LOCATION_ID, 'address', 0),
  location_id: LOCATION_ID,
  attention: null,
  address_1: '4 Bobbin Row',
  address_2: null,
  city: 'Marlbridge',
  region: null,
  state_province: 'Aldershire',
  postal_code: 'MB1 1QG',
  country: 'GB',
  address_type: 'physical',
  ...changes,
});
const shape = (changes: Partial<AddressRow>) => toAddress(address(changes), { name: 'Bobbin Hall' }, 'id');

describe('an address', () => {
  test('is published as it is', () => {
    expect(shape({})).toEqual({
      id: 'id',
      address_1: '4 Bobbin Row',
      city: 'Marlbridge',
      state_province: 'Aldershire',
      postal_code: 'MB1 1QG',
      country: 'GB',
      address_type: 'physical',
    });
  });

  test('of two lines has both in the one that the profile knows, and apart in the extension', () => {
    expect(shape({ address_1: 'Unit 2', address_2: '4 Bobbin Row' })).toMatchObject({
      address_1: 'Unit 2, 4 Bobbin Row',
      front_door: { address_1: 'Unit 2', address_2: '4 Bobbin Row' },
    });
  });

  test.each([
    [{ state_province: '' }, { state_province: 'Marlbridge' }, ['state_province']],
    [{ state_province: '', region: 'The Marches' }, { state_province: 'The Marches' }, ['state_province']],
    [{ city: ' ' }, { city: 'Aldershire' }, ['city']],
    [
      { city: '', state_province: '' },
      { city: 'England', state_province: 'England' },
      ['city', 'state_province'],
    ],
    [{ address_1: '' }, { address_1: 'Bobbin Hall' }, ['address_1']],
  ])(
    'with %j, which the standard requires, is filled with the next best and says so',
    (gap, filling, fields) => {
      expect(shape(gap)).toMatchObject({ ...filling, front_door: { filled: fields } });
    },
  );

  test('has its postcode in the usual form, or is none', () => {
    expect(shape({ postal_code: 'mb11qg' })?.postal_code).toBe('MB1 1QG');
    expect(shape({ postal_code: 'MB1' })).toBeNull();
    expect(shape({ postal_code: '' })).toBeNull();
    expect(shape({ country: 'IE', postal_code: 'D02 X285' })).toMatchObject({
      country: 'IE',
      postal_code: 'D02 X285',
    });
    expect(shape({ country: 'England' })?.country).toBe('GB');
  });
});

describe('a location', () => {
  test('without a full postcode keeps its name and point, and its address in the extension', () => {
    const location = toLocation({
      venue: plainVenue('link', { directions: 'Past the bakery' }),
      addresses: [address({ postal_code: '', address_2: 'Upstairs', region: '' })],
    });
    expect(location).toEqual({
      id: LOCATION_ID,
      location_type: 'physical',
      name: 'Bobbin Hall',
      latitude: 52.4,
      longitude: -2.9,
      front_door: {
        directions: 'Past the bakery',
        address: {
          address_1: '4 Bobbin Row',
          address_2: 'Upstairs',
          city: 'Marlbridge',
          state_province: 'Aldershire',
        },
      },
    });
  });

  test('with one has it once', () => {
    const location = toLocation({ venue: plainVenue('link'), addresses: [address()] });
    expect(location.addresses).toHaveLength(1);
    expect(location.addresses?.[0]?.id).toBe(childId(LOCATION_ID, 'address', 0));
    expect(location).not.toHaveProperty('front_door');
  });
});

test('an access feature is said in words to others and by its name to another Front Door', () => {
  const row = { id: 'row', description: null, details: null, url: null };
  expect(toAccessibility({ ...row, feature: 'hearing_loop' }, 'id')).toEqual({
    id: 'id',
    accessibility: 'Hearing loop',
    front_door: { feature: 'hearing_loop' },
  });
  expect(toAccessibility({ ...row, feature: null, description: 'A ramp' }, 'id')).toEqual({
    id: 'id',
    description: 'A ramp',
  });
  expect(toAccessibility({ ...row, feature: null }, 'id')).toBeNull();
});
