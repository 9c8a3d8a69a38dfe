import { expect, test } from 'vitest';
import {
  listedOrganization,
  listedService,
  listedServiceAtLocation,
} from '#src/features/open-referral/listed.ts';
import type {
  FeedOrganization,
  FeedService,
  FeedServiceAtLocation,
} from '#src/features/open-referral/types.ts';

const organization: FeedOrganization = {
  id: 'o',
  name: 'Kettle and Co',
  description: 'Tea',
  phones: [{ id: 'p', number: '01632 960001' }],
  front_door: { page: 'https://x.example.org/o', sector: 'community' },
};
const service: FeedService = {
  id: 's',
  organization_id: 'o',
  name: 'Tea',
  status: 'active',
  minimum_age: 0,
  last_modified: '2026-11-21T10:00:00.000Z',
  phones: [{ id: 'p', number: '01632 960001' }],
  schedules: [{ id: 'h' }],
  organization,
  front_door: { page: 'https://x.example.org/s', review_months: 6, deliveries: ['venue'] },
};
const place: FeedServiceAtLocation = {
  id: 'sl',
  service_id: 's',
  location_id: 'l',
  schedules: [{ id: 'h' }],
  location: {
    id: 'l',
    location_type: 'physical',
    latitude: 0,
    addresses: [],
    accessibility: [{ id: 'a' }],
    front_door: { directions: 'Round the back' },
  },
  service,
};
const shortOrganization = {
  id: 'o',
  name: 'Kettle and Co',
  description: 'Tea',
  front_door: organization.front_door,
};
const shortService = {
  id: 's',
  organization_id: 'o',
  name: 'Tea',
  status: 'active',
  minimum_age: 0,
  last_modified: '2026-11-21T10:00:00.000Z',
  organization: shortOrganization,
  front_door: service.front_door,
};

test('a listed service keeps its own fields, its organization and our extension, and loses its lists', () => {
  expect(listedService(service)).toEqual(shortService);
  const { organization: _, ...alone } = service;
  expect(listedService(alone)).not.toHaveProperty('organization');
});

test('a listed organization loses its lists', () => {
  expect(listedOrganization({ ...organization, services: [service] })).toEqual(shortOrganization);
});

test('a listed service at a location has the location and the service, both listed', () => {
  expect(listedServiceAtLocation(place)).toEqual({
    id: 'sl',
    service_id: 's',
    location_id: 'l',
    location: {
      id: 'l',
      location_type: 'physical',
      latitude: 0,
      front_door: { directions: 'Round the back' },
    },
    service: shortService,
  });
});

test('what it is made from stays whole', () => {
  const before = JSON.stringify(place);
  listedServiceAtLocation(place);
  expect(JSON.stringify(place)).toBe(before);
});
