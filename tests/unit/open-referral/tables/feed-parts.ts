import fc from 'fast-check';
import { ACCESS_FEATURES, PHONE_TYPES, SECTORS } from '#db/vocabulary.ts';
import type {
  FeedAccessibility,
  FeedContact,
  FeedLocation,
  FeedOrganization,
  FeedPhone,
  FeedSchedule,
} from '#src/features/open-referral/types.ts';
import { anyText, day, id, list, listOf, some } from './any-values.ts';

export const phone: fc.Arbitrary<FeedPhone> = fc
  .tuple(
    fc.record({ id, number: anyText }),
    some<Omit<FeedPhone, 'id' | 'number'>>({
      extension: anyText,
      type: fc.constantFrom(...PHONE_TYPES),
      description: anyText,
    }),
  )
  .map(([always, more]) => ({ ...always, ...more }));

export const schedule: fc.Arbitrary<FeedSchedule> = fc
  .tuple(
    id,
    some<Omit<FeedSchedule, 'id'>>({
      valid_from: day,
      valid_to: day,
      dtstart: day,
      freq: fc.constantFrom('WEEKLY', 'MONTHLY'),
      interval: fc.integer({ min: 1, max: 9 }),
      byday: fc.constantFrom('MO', 'MO,TU', '-1FR', '2TU'),
      bymonthday: fc.constantFrom('1', '-1', '1,15'),
      description: anyText,
      opens_at: fc.constantFrom('10:00', '00:00'),
      closes_at: fc.constantFrom('12:30', '23:59'),
      attending_type: anyText,
      schedule_link: fc.webUrl(),
      notes: anyText,
      front_door: fc.record({ term_time_only: fc.boolean(), open_on_bank_holidays: fc.boolean() }),
    }),
  )
  .map(([own, more]) => ({ id: own, ...more }));

export const accessibility: fc.Arbitrary<FeedAccessibility> = fc
  .tuple(
    id,
    some<Omit<FeedAccessibility, 'id'>>({
      description: anyText,
      details: anyText,
      accessibility: anyText,
      url: fc.webUrl(),
      front_door: fc.record({ feature: fc.constantFrom(...ACCESS_FEATURES) }),
    }),
  )
  .map(([own, more]) => ({ id: own, ...more }));

export const organization: fc.Arbitrary<FeedOrganization> = fc
  .tuple(
    fc.record({ id, name: anyText, description: anyText }),
    some<Omit<FeedOrganization, 'id' | 'name' | 'description' | 'services'>>({
      alternate_name: anyText,
      email: anyText,
      website: fc.webUrl(),
      logo: fc.webUrl(),
      legal_status: anyText,
      year_incorporated: fc.integer({ min: 1000, max: 2100 }),
      parent_organization_id: id,
      organization_identifiers: list(
        fc.record(
          { id, identifier_scheme: anyText, identifier_type: anyText, identifier: anyText },
          { requiredKeys: ['id', 'identifier_type', 'identifier'] },
        ),
      ),
      phones: list(phone),
      front_door: fc.record(
        { page: anyText, sector: fc.constantFrom(...SECTORS), checked_note: anyText, checked_on: day },
        { requiredKeys: ['page', 'sector'] },
      ),
    }),
  )
  .map(([always, more]) => ({ ...always, ...more }));

export const location: fc.Arbitrary<FeedLocation> = fc
  .tuple(
    fc.record({ id, location_type: fc.constantFrom('physical', 'postal', 'virtual') }),
    some<Omit<FeedLocation, 'id' | 'location_type'>>({
      name: anyText,
      alternate_name: anyText,
      description: anyText,
      transportation: anyText,
      latitude: fc.constantFrom(52.44293, -1.5, 0, 1e-7),
      longitude: fc.constantFrom(-2.93593, 1.25, -1e-7),
      external_identifier: anyText,
      external_identifier_type: anyText,
      url: fc.webUrl(),
      addresses: list(
        fc.record(
          {
            id,
            attention: anyText,
            address_1: anyText,
            city: anyText,
            region: anyText,
            state_province: anyText,
            postal_code: anyText,
            country: fc.constant('GB'),
            address_type: fc.constantFrom('physical', 'postal', 'virtual'),
            front_door: fc.oneof(
              fc.record({ address_1: anyText, address_2: anyText }),
              fc.record({
                filled: listOf<'address_1' | 'city' | 'state_province'>(
                  'address_1',
                  'city',
                  'state_province',
                ),
              }),
            ),
          },
          {
            requiredKeys: [
              'id',
              'address_1',
              'city',
              'state_province',
              'postal_code',
              'country',
              'address_type',
            ],
          },
        ),
      ),
      accessibility: list(accessibility),
      front_door: fc.oneof(
        fc.record({ directions: anyText }),
        fc.record({ area_name: anyText, directions: anyText }),
        fc.record({
          address: fc.oneof(
            fc.record({ city: anyText }),
            fc.record({ address_1: anyText, address_2: anyText, region: anyText, state_province: anyText }),
          ),
        }),
      ),
    }),
  )
  .map(([always, more]) => ({ ...always, ...more }));

export const contact: fc.Arbitrary<FeedContact> = fc.record(
  { id, name: anyText, title: anyText, department: anyText, email: anyText, phones: list(phone) },
  { requiredKeys: ['id'] },
);
