import { expect, test } from 'vitest';
import { taxonomyId, termId } from '#src/features/imports/identity.ts';
import { FORMER } from './given/former-item.ts';
import { mapItems, only, sentences } from './given/small-feed.ts';

const { service, organisation } = only(mapItems(FORMER));

test('a service of version 1.0 keeps its free id as its key, without a UUID', () => {
  expect(service).toMatchObject({
    key: '1502',
    organisationKey: '77',
    name: 'Stay and play',
    status: 'active',
  });
  expect(service).not.toHaveProperty('id');
  expect(organisation).toMatchObject({
    key: '77',
    website: 'http://trust.example/about',
    sector: 'social_enterprise',
    description: 'Example Trust CIC',
  });
});

test('its regular schedules are sessions, of the service and of the place', () => {
  expect(service.schedules.map(({ byday, opensAt, closesAt }) => [byday, opensAt, closesAt])).toEqual([
    ['MO', '09:30', '11:00'],
    ['WE', '13:00', '14:30'],
  ]);
  expect(service.locations[0]?.schedules).toMatchObject([
    { byday: 'FR', opensAt: '15:00', closesAt: '16:00' },
  ]);
});

test('its closed holidays are closures; other hours on holidays are said', () => {
  expect(service.closures).toEqual([{ startsOn: '2026-12-24', endsOn: '2026-12-27', reason: null }]);
  expect(sentences(mapItems(FORMER))).toContain(
    'holiday_schedules[1]: opening hours of holidays cannot be kept, left out',
  );
});

test('the ages of its groups are one span, their names are words and, where they are ours, audiences', () => {
  expect(service).toMatchObject({
    minimumAge: 0,
    maximumAge: 99,
    eligibilityDescription: 'Parents and families, Grandparents',
    audiences: ['parents_and_families', 'older_people'],
  });
});

test('a group without an upper age leaves the whole span open above', () => {
  const eligibilitys = [{ minimum_age: 5, maximum_age: 9 }, { minimum_age: 60 }];
  expect(only(mapItems({ ...FORMER, eligibilitys })).service).toMatchObject({
    minimumAge: 5,
    maximumAge: null,
  });
});

test('its taxonomies are terms with ids of our making, and suggest needs', () => {
  const kinds = taxonomyId('Example kinds');
  expect(service.terms).toContainEqual({
    linkType: 'service_type',
    id: termId(kinds, 'knit'),
    code: 'knit',
    name: 'Knitting groups',
    description: 'Knitting groups',
    uri: null,
    taxonomy: { id: kinds, name: 'Example kinds', description: 'Example kinds', uri: null, version: null },
  });
  expect(service.needs).toEqual([{ slug: 'arts-and-crafts', suggested: true }]);
});

test('its places, contacts, prices, languages and grants are read under their old names', () => {
  expect(service.locations[0]?.location).toMatchObject({
    key: '15',
    latitude: 52.44,
    longitude: -2.95,
    address: { address1: '1 High Street', city: 'Marlbridge', county: 'Shropshire', postcode: 'MB1 1QG' },
    access: [{ feature: 'step_free', description: 'Wheelchair access' }],
  });
  expect(service).toMatchObject({
    url: 'https://www.play.example/',
    assuredOn: '2025-03-01',
    deliveries: ['venue'],
    joinings: ['drop_in'],
    phones: [{ number: '01632960004', type: 'voice', description: 'Office' }],
    contacts: [{ name: 'Example Person', title: 'Leader', email: null, phones: [] }],
    costOptions: [{ option: 'per child', amount: 2.5, amountDescription: null }],
    languages: [{ name: 'Polish', code: 'pl', note: null }],
    fundings: ['A grant'],
    areas: [{ name: 'Marlbridge', uri: null }],
  });
});

test('its reviews are not taken, which is said once with why', () => {
  const lines = sentences(mapItems(FORMER, { ...FORMER, id: 2 }));
  expect(lines.filter((line) => line.includes('reviews'))).toEqual([
    'The feed, reviews: reviews of services are not kept (in 2 items)',
  ]);
});

test('names in camel case are the same names', () => {
  const camel = Object.fromEntries(
    Object.entries(FORMER).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
  expect(only(mapItems(camel)).service).toEqual(service);
});
