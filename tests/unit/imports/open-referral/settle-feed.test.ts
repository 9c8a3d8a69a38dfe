import { describe, expect, test } from 'vitest';
import { postcodesOf, settleFeed } from '#src/features/imports/open-referral/settle-feed.ts';
import type { KnownPlaces } from '#src/features/imports/queries.ts';
import { at, item, mapItems, sentences } from './given/small-feed.ts';

const NOTHING: KnownPlaces = { places: [], postcodes: new Map(), addresses: [] };
const OFFICIAL = { latitude: 52.44, longitude: -2.95 };
const ADDRESS = { address_1: '1 High Street', city: 'Marlbridge', postal_code: 'MB1 1QG' };

function settled(known: KnownPlaces, ...values: unknown[]) {
  const mapped = mapItems(...values);
  const { organisations, services } = settleFeed(mapped, known);
  const locations = services.map((service) => service.locations[0]?.location);
  return { organisations, services, locations, problems: sentences(mapped), mapped };
}
const points = (locations: ReturnType<typeof settled>['locations']) =>
  locations.map((location) => [location?.latitude, location?.longitude]);

describe('a place without a point', () => {
  const lost = (id: string, more: Record<string, unknown> = {}) =>
    item({ id, ...at({ id: `l${id}`, name: `Hall ${id}`, ...more }) });

  test('gets the official one of its postcode', () => {
    const known = { ...NOTHING, postcodes: new Map([['MB1 1QG', OFFICIAL]]) };
    const { locations, mapped } = settled(known, lost('a', { addresses: [ADDRESS] }));
    expect(points(locations)).toEqual([[52.44, -2.95]]);
    expect(postcodesOf(mapped)).toEqual(['MB1 1QG']);
  });

  test('gets that of another place of the feed at its postcode', () => {
    const found = settled(
      NOTHING,
      lost('a', { addresses: [ADDRESS] }),
      lost('b', { addresses: [{ ...ADDRESS, address_1: '2 High Street' }], ...OFFICIAL }),
    );
    expect(points(found.locations)).toEqual([
      [52.44, -2.95],
      [52.44, -2.95],
    ]);
  });

  test('and without an address keeps its name', () => {
    const { locations, problems } = settled(NOTHING, lost('a'));
    expect(locations[0]).toMatchObject({ name: 'Hall a', address: null, latitude: null, longitude: null });
    expect(problems).toEqual([]);
  });
});

test('a point far from its postcode is not believed, and the item is named', () => {
  const known = { ...NOTHING, postcodes: new Map([['MB1 1QG', OFFICIAL]]) };
  const far = item({ ...at({ id: 'l', addresses: [ADDRESS], latitude: 55, longitude: -3 }) });
  const { locations, problems } = settled(known, item({ id: 'x' }), far);
  expect(points(locations)[1]).toEqual([52.44, -2.95]);
  expect(problems).toEqual(['Item 2 ("Lunch club"): its point is 285 km from MB1 1QG, whose own is used']);
});

describe('what several items name', () => {
  test('is one organisation, with what the first left out from the later ones', () => {
    const org = (id: string, more: Record<string, unknown>) =>
      item({ id, organization: { id: 'o', name: 'Friends', ...more } });
    const { organisations, problems } = settled(
      NOTHING,
      org('a', { email: 'a@tea.example' }),
      org('b', { email: 'b@tea.example', website: 'https://tea.example/' }),
      org('c', { name: 'The Friends' }),
      org('d', { name: 'The Friends' }),
    );
    expect([...organisations]).toHaveLength(1);
    expect(organisations.get('o')).toMatchObject({
      name: 'Friends',
      email: 'a@tea.example',
      website: 'https://tea.example/',
    });
    expect(problems).toEqual([
      'Item 3 ("Lunch club"), organization: an earlier item calls its organisation "Friends", which is used',
    ]);
  });

  test('is the organisation itself where another item only had its id', () => {
    const { organisations, services } = settled(
      NOTHING,
      item({ id: 'a', organization: null, organization_id: 'o' }),
      item({ id: 'b', organization: { id: 'o', name: 'Friends' } }),
    );
    expect(organisations.get('o')?.name).toBe('Friends');
    expect(services.map((service) => service.organisationKey)).toEqual(['o', 'o']);
  });

  test('is one location for all, and a second address for it is said', () => {
    const hall = (id: string, more: Record<string, unknown>) =>
      item({ id, ...at({ id: 'l', name: 'Hall', ...more }) });
    const { locations, problems } = settled(
      NOTHING,
      hall('a', { addresses: [ADDRESS] }),
      hall('b', {
        addresses: [{ ...ADDRESS, address_1: '9 Low Street' }],
        ...OFFICIAL,
        transportation: 'Bus 4',
      }),
    );
    expect(locations[0]).toEqual(locations[1]);
    expect(locations[0]).toMatchObject({
      address: { address1: '1 High Street' },
      transportation: 'Bus 4',
      ...OFFICIAL,
    });
    expect(problems).toEqual([
      'Item 2 ("Lunch club"), service_at_locations: its location has another address in an earlier item, which is used',
    ]);
  });
});
