import { describe, expect, test } from 'vitest';
import { childId } from '#src/features/imports/identity.ts';
import { toOrganization } from '#src/features/open-referral/shape/organisation.ts';
import type { OrganisationRow, ServiceRows } from '#src/features/open-referral/shape/rows.ts';
import { toService } from '#src/features/open-referral/shape/service.ts';
import {
  ORGANISATION_ID,
  plainSchedule,
  plainServiceRow,
  plainVenue,
  SERVICE_ID,
} from '../../../support/open-referral/service-rows.ts';
import { SETTING } from '../../../support/open-referral/whole-feed.ts';

const shape = (rows: Partial<ServiceRows>, locations = true) =>
  toService({ service: plainServiceRow(), ...rows }, { organization: null, locations }, SETTING);
const part = (table: string, ordinal: number) => childId(SERVICE_ID, table, ordinal);

describe('a service', () => {
  test('of which only the name is known is its name and where its page is', () => {
    expect(shape({})).toEqual({
      id: SERVICE_ID,
      organization_id: ORGANISATION_ID,
      name: 'Kettle club',
      status: 'active',
      last_modified: '2026-11-20T09:30:00.000Z',
      front_door: { page: 'https://frontdoor.example.org/services/kettle-club', review_months: 6 },
    });
  });

  test('says what it costs in words under both names, and as an amount', () => {
    const service = shape({
      service: plainServiceRow({ fees_description: 'A pound for tea' }),
      costs: [
        {
          id: 'a',
          service_id: SERVICE_ID,
          ...NO_DATES,
          option: null,
          currency: 'GBP',
          amount: 0,
          amount_description: null,
        },
        {
          id: 'b',
          service_id: SERVICE_ID,
          ...NO_DATES,
          option: null,
          currency: 'GBP',
          amount: null,
          amount_description: null,
        },
      ],
    });
    expect(service).toMatchObject({ fees: 'A pound for tea', fees_description: 'A pound for tea' });
    expect(service.cost_options).toEqual([
      { id: part('cost_option', 0), currency: 'GBP', amount: 0 },
      { id: part('cost_option', 1) },
    ]);
  });

  test('gives room for new people as it was said and when, however long ago', () => {
    const old = { capacity: 'waiting_list', waiting_weeks: 14, capacity_updated_on: '2020-01-01' } as const;
    expect(shape({ service: plainServiceRow(old) }).front_door).toMatchObject(old);
    const unknown = shape({ service: plainServiceRow({ capacity: 'unknown' }) });
    expect(unknown.front_door).not.toHaveProperty('capacity');
  });

  test('tells other Front Doors which needs a program suggested, closed days, and where the record is from', () => {
    const slug = [...SETTING.needs.bySlug.keys()][0] ?? '';
    const { front_door } = shape({
      service: plainServiceRow({ source_name: 'County list', source_licence: 'OGL' }),
      needs: [{ need_slug: slug, suggested: 1 }],
      closures: [
        { id: 'c', service_id: SERVICE_ID, starts_on: '2026-12-24', ends_on: '2027-01-02', reason: null },
      ],
    });
    expect(front_door).toMatchObject({
      suggested_needs: [slug],
      closures: [{ starts_on: '2026-12-24', ends_on: '2027-01-02' }],
      source: { name: 'County list', licence: 'OGL' },
    });
  });

  test('leaves its locations out where it is itself part of one', () => {
    const venues = [{ venue: plainVenue(part('service_at_location', 0)) }];
    expect(shape({ venues }).service_at_locations).toHaveLength(1);
    expect(shape({ venues }, false)).not.toHaveProperty('service_at_locations');
  });
});

const NO_DATES = { valid_from: null, valid_to: null };

describe('a confidential place', () => {
  const area = (name: string, ordinal: number) => ({
    id: part('service_area', ordinal),
    name,
    extent: null,
    extent_type: null,
    uri: 'https://example.org/area',
  });
  const place = (area_name: string | null, ordinal: number) => ({
    id: part('service_at_location', ordinal),
    service_id: SERVICE_ID,
    area_name,
    schedules: [plainSchedule(part('schedule', 1), { notes: 'At the house' })],
  });

  test('is the name of its area, numbered after the others and without an address', () => {
    const service = shape({ areas: [area('Aldershire', 0)], confidential: [place('Marlbridge area', 1)] });
    expect(service.service_areas).toEqual([
      {
        id: part('service_area', 0),
        name: 'Aldershire',
        service_area: 'Aldershire',
        uri: 'https://example.org/area',
      },
      { id: part('service_area', 1), name: 'Marlbridge area', service_area: 'Marlbridge area' },
    ]);
    expect(service).not.toHaveProperty('service_at_locations');
  });

  test('is not named again where the service names the area itself, nor where it has no area', () => {
    const both = shape({
      areas: [area('Aldershire', 0)],
      confidential: [place('Aldershire', 0), place(null, 1)],
    });
    expect(both.service_areas).toHaveLength(1);
  });

  test("has its times among the service's own, as pages do", () => {
    const own = plainSchedule(part('schedule', 0), { notes: 'By phone' });
    const service = shape({ schedules: [own], confidential: [place('Marlbridge area', 0)] });
    expect(service.schedules?.map((item) => [item.id, item.notes])).toEqual([
      [part('schedule', 0), 'By phone'],
      [part('schedule', 1), 'At the house'],
    ]);
  });
});

describe('an organisation', () => {
  const row = (changes: Partial<OrganisationRow> = {}): OrganisationRow => ({
    id: ORGANISATION_ID,
    slug: 'kettle-and-co',
    name: 'Kettle and Co',
    alternate_name: null,
    description: '',
    email: null,
    website: null,
    logo_url: null,
    sector: 'community',
    legal_status: null,
    year_incorporated: null,
    parent_organisation_id: null,
    checked_note: null,
    checked_on: null,
    ...changes,
  });

  test('without a description, which the standard requires, has its name for one', () => {
    expect(toOrganization({ organisation: row() }, SETTING)).toEqual({
      id: ORGANISATION_ID,
      name: 'Kettle and Co',
      description: 'Kettle and Co',
      front_door: { page: 'https://frontdoor.example.org/organisations/kettle-and-co', sector: 'community' },
    });
  });

  test('has its numbers in registers, and a type for each, which the standard requires too', () => {
    const number = (ordinal: number, identifier_type: string, identifier: string) => ({
      id: childId(ORGANISATION_ID, 'organisation_identifier', ordinal),
      organisation_id: ORGANISATION_ID,
      identifier_scheme: 'GB-CHC',
      identifier_type,
      identifier,
    });
    const identifiers = [
      number(1, '', '9'),
      number(2, 'Charity number', ' '),
      number(0, 'Charity number', '1000001'),
    ];
    const organization = toOrganization({ organisation: row(), identifiers }, SETTING);
    expect(organization.organization_identifiers).toEqual([
      {
        id: childId(ORGANISATION_ID, 'organisation_identifier', 0),
        identifier_scheme: 'GB-CHC',
        identifier_type: 'Charity number',
        identifier: '1000001',
      },
      {
        id: childId(ORGANISATION_ID, 'organisation_identifier', 1),
        identifier_scheme: 'GB-CHC',
        identifier_type: 'GB-CHC',
        identifier: '9',
      },
    ]);
  });
});
