import { describe, expect, test } from 'vitest';
import { findFeatures } from '#src/features/imports/open-referral/parts/access.ts';
import { at, mapOne } from './given/small-feed.ts';

const ADDRESS = { address_1: '1 High Street', city: 'Marlbridge', postal_code: 'MB1 1QG' };
const place = (location: Record<string, unknown>, more: Record<string, unknown> = {}) => {
  const { service, problems } = mapOne(at(location, more));
  return {
    service,
    venue: service.locations[0],
    location: service.locations[0]?.location,
    problems: problems.map((line) => line.replace('service_at_locations[0].', '')),
  };
};

describe('a location', () => {
  test('keeps its name when it has no address and no point', () => {
    const { location, problems } = place({ id: 'x', name: 'Example Hall' });
    expect(location).toMatchObject({
      key: 'x',
      name: 'Example Hall',
      address: null,
      latitude: null,
      longitude: null,
    });
    expect(problems).toEqual([]);
  });

  test('that says nothing of where it is, is left out and its sessions are the service’s', () => {
    const { service, problems } = place({ id: 'x' }, { schedules: [{ freq: 'WEEKLY', byday: 'MO' }] });
    expect(service.locations).toEqual([]);
    expect(service.schedules).toMatchObject([{ byday: 'MO' }]);
    expect(problems).toEqual(['service_at_locations[0]: it does not say where it is, left out']);
  });

  test('that is only an id is left out too', () => {
    const { service } = mapOne({ service_at_locations: [{ id: 'a', location_id: 'b' }] });
    expect(service.locations).toEqual([]);
  });

  test('online is no place to go to: the service is online, with its address and its times', () => {
    const { service, problems } = place(
      { id: 'x', location_type: 'virtual', name: 'Video call', url: 'https://call.example/' },
      { schedules: [{ freq: 'WEEKLY', byday: 'MO' }] },
    );
    expect(service).toMatchObject({
      locations: [],
      deliveries: ['online'],
      url: 'https://call.example/',
      schedules: [{ byday: 'MO' }],
    });
    expect(problems).toEqual([]);
  });

  test('for post is no place to go to, which is said', () => {
    const { service, problems } = place({
      id: 'x',
      location_type: 'postal',
      name: 'PO Box',
      addresses: [ADDRESS],
    });
    expect(service).toMatchObject({ locations: [], deliveries: [] });
    expect(problems).toEqual(['service_at_locations[0]: an address for post is no place to go to, left out']);
  });

  test('makes the service one that people go to, and what it says of attending the rest', () => {
    expect(place({ name: 'Hall' }).service.deliveries).toEqual(['venue']);
    const ways = (attending_type: unknown) => mapOne({ attending_type }).service.deliveries;
    expect(ways('Home visit')).toEqual(['home']);
    expect(ways(['Phone', 'Online'])).toEqual(['phone', 'online']);
    expect(ways('in person or by telephone')).toEqual(['venue', 'phone']);
    expect(ways('at our funeral home')).toEqual([]);
    expect(
      mapOne({ schedules: [{ byday: 'MO', freq: 'WEEKLY', attending_type: 'virtual' }] }).service.deliveries,
    ).toEqual(['online']);
  });

  test('without an id is known by its address', () => {
    expect(place({ addresses: [ADDRESS] }).location?.key).toBe('1 high street|MB1 1QG');
    expect(place({ name: 'Hall', latitude: 52.44, longitude: -2.95 }).location?.key).toBe(
      'hall||52.4400,-2.9500',
    );
  });
});

describe('a point', () => {
  test.each([
    [52.44, -2.95],
    ['52.44', ' -2.95 '],
  ])('%j, %j is taken without a word', (latitude, longitude) => {
    const { location, problems } = place({ name: 'Hall', latitude, longitude });
    expect(location).toMatchObject({ latitude: 52.44, longitude: -2.95 });
    expect(problems).toEqual([]);
  });

  test('the wrong way round is turned, which is said', () => {
    const { location, problems } = place({ name: 'Hall', latitude: -2.95, longitude: 52.44 });
    expect(location).toMatchObject({ latitude: 52.44, longitude: -2.95 });
    expect(problems).toEqual(['location.latitude: "-2.95, 52.44" stands the wrong way round, turned']);
  });

  test.each([
    [0, 0, '"0, 0" is outside the United Kingdom, not used'],
    [100, 101, '"100, 101" is outside the United Kingdom, not used'],
    [52.44, null, '"52.44, " is not a latitude and longitude, not used'],
    ['north', 'west', '"north, west" is not a latitude and longitude, not used'],
  ])('%j, %j is not used, which is said', (latitude, longitude, problem) => {
    const { location, problems } = place({ name: 'Hall', latitude, longitude });
    expect(location).toMatchObject({ latitude: null, longitude: null });
    expect(problems).toEqual([`location.latitude: ${problem}`]);
  });
});

describe('an address', () => {
  const address = (fields: Record<string, unknown>) => {
    const { location, problems } = place({ name: 'Example Hall', addresses: [fields] });
    return {
      address: location?.address,
      problems: problems.map((line) => line.replace('location.addresses[0].', '')),
    };
  };

  test('is read with its postcode, county and second line in their usual form', () => {
    expect(
      address({
        ...ADDRESS,
        address_2: 'Old Town',
        state_province: 'Salop',
        postal_code: 'mb11qg',
        country: 'GB',
      }),
    ).toEqual({
      address: {
        address1: '1 High Street',
        address2: 'Old Town',
        city: 'Marlbridge',
        region: null,
        county: 'Shropshire',
        postcode: 'MB1 1QG',
      },
      problems: [],
    });
  });

  test('of several lines in one stands on one', () => {
    expect(address({ ...ADDRESS, address_1: 'The Hall,\r\n1 High Street\n' }).address?.address1).toBe(
      'The Hall, 1 High Street',
    );
  });

  test('all in its first line is split where it is clear', () => {
    expect(address({ address_1: '1 High Street, Marlbridge, Shropshire, MB1 1QG' }).address).toMatchObject({
      address1: '1 High Street',
      city: 'Marlbridge',
      county: 'Shropshire',
      postcode: 'MB1 1QG',
    });
  });

  test('has no country for a county', () => {
    expect(address({ ...ADDRESS, state_province: 'England' }).address?.county).toBe('');
  });

  test('without a street has the name of the place', () => {
    expect(address({ postal_code: 'MB1 1QG' }).address).toMatchObject({ address1: 'Example Hall', city: '' });
  });

  test.each([
    ['ABC 1234', '1 High Street', '', '"ABC 1234" is not a postcode, left empty'],
    ['none here', '1 High Street, MB1 1QG', 'MB1 1QG', '"none here" is not a postcode, MB1 1QG used'],
  ])('whose postcode is %s', (postal_code, address_1, postcode, problem) => {
    const read = address({ ...ADDRESS, postal_code, address_1 });
    expect(read.address?.postcode).toBe(postcode);
    expect(read.problems).toEqual([`postal_code: ${problem}`]);
  });

  test('of a place is preferred to one for post; that only one is kept is said', () => {
    const { location, problems } = place({
      name: 'Hall',
      addresses: [
        { ...ADDRESS, address_1: 'PO Box 1', address_type: 'postal' },
        { ...ADDRESS, address_type: 'physical' },
      ],
    });
    expect(location?.address?.address1).toBe('1 High Street');
    expect(problems).toEqual(['location.addresses: only one of its addresses is kept']);
  });

  test('that says nothing is none', () => {
    expect(address({ id: 'a', country: 'GB', address_type: 'physical' }).address).toBeNull();
  });
});

describe('access', () => {
  test.each([
    ['Wheelchair access is possible on all levels.', ['step_free']],
    ['Step free; ramp at the back', ['step_free']],
    ['There are no steps.', ['step_free']],
    ['Accessible toilet', ['accessible_toilet']],
    ['A wheelchair accessible toilet', ['accessible_toilet']],
    ['Disabled toilets and a wheelchair ramp', ['step_free', 'accessible_toilet']],
    ['Changing Places toilet', ['changing_places']],
    ['Blue Badge bays outside', ['accessible_parking']],
    ['Disabled parking', ['accessible_parking']],
    ['The building has induction loops for hearing aids', ['hearing_loop']],
    ['BSL interpreter', ['bsl']],
    ['Quiet room, guide dogs welcome', ['quiet_space', 'assistance_dogs']],
    ['Lift to all floors', ['lift']],
    ['Easy read leaflets. Videos have subtitles.', ['easy_read_materials', 'captions']],
    ['No wheelchair access', []],
    ['Not suitable for wheelchairs', []],
    ['Unfortunately there isn’t a lift', []],
    ['The hearing loop is out of order', []],
    ['Limited disabled parking', []],
    ['No lift, but step-free throughout', ['step_free']],
    ['There is a lift. There is no accessible toilet.', ['lift']],
    ['Please ask', []],
    ['A facelift for the hall', []],
  ])('"%s" says %j', (words, features) => {
    expect(findFeatures(words)).toEqual(features);
  });

  test('of one feature keeps its words beside it', () => {
    expect(
      place({ name: 'Hall', accessibility: [{ description: 'Lift to all floors' }] }).location?.access,
    ).toEqual([{ feature: 'lift', description: 'Lift to all floors' }]);
  });

  test('of several features keeps the words once, beside them all', () => {
    const description = 'Lift and hearing loop';
    const read = place({
      name: 'Hall',
      accessibility: [
        { description, accessibility: description, details: 'Ask at the desk', url: 'hall.example' },
      ],
    });
    expect(read.location?.access).toEqual([
      { feature: 'hearing_loop', description: null },
      { feature: 'lift', description: null },
      { feature: null, description, details: 'Ask at the desk', url: 'https://hall.example/' },
    ]);
  });
});
