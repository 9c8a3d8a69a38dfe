import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childId } from '#src/features/imports/identity.ts';
import { toOrganization } from '#src/features/open-referral/shape/organisation.ts';
import { toService } from '#src/features/open-referral/shape/service.ts';
import { feedFaults, repeatedIds } from '../../../support/open-referral/feed-checks.ts';
import { hasStandard, schemaFaults } from '../../../support/open-referral/schemas.ts';
import { organisationRowsArbitrary, serviceRowsArbitrary } from '../../../support/open-referral/any-rows.ts';
import { SERVICE_ID } from '../../../support/open-referral/service-rows.ts';
import { SETTING } from '../../../support/open-referral/whole-feed.ts';

const anyService = serviceRowsArbitrary([...SETTING.needs.bySlug.keys()].slice(0, 6));
const asRead = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('whatever the rows of a service hold', () => {
  test('what is published has no empty field, no field out of its grammar and no id twice', () => {
    fc.assert(
      fc.property(anyService, organisationRowsArbitrary, (rows, organisation) => {
        const organization = toOrganization(organisation, SETTING);
        const service = toService(rows, { organization, locations: true }, SETTING);
        expect(feedFaults(service)).toEqual([]);
        expect(repeatedIds(service)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.skipIf(!hasStandard)('it keeps to the official schemas', () => {
    fc.assert(
      fc.property(anyService, organisationRowsArbitrary, (rows, organisation) => {
        const organization = toOrganization(organisation, SETTING);
        const service = asRead(toService(rows, { organization, locations: true }, SETTING));
        expect(schemaFaults('service', service)).toEqual([]);
        expect(schemaFaults('organization', asRead(organization))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('it says the same whatever order the database hands the rows over in', () => {
    fc.assert(
      fc.property(anyService, (rows) => {
        const turned = {
          ...rows,
          needs: rows.needs?.toReversed(),
          deliveries: rows.deliveries?.toReversed(),
          venues: rows.venues?.toReversed(),
          schedules: rows.schedules?.toReversed(),
          areas: rows.areas?.toReversed(),
          languages: rows.languages?.toReversed(),
          access: rows.access?.toReversed(),
          contacts: rows.contacts?.toReversed(),
        };
        const shape = { organization: null, locations: true };
        expect(toService(turned, shape, SETTING)).toEqual(toService(rows, shape, SETTING));
      }),
      { numRuns: 100 },
    );
  });

  test('its parts have the ids that an import gives them, without a gap', () => {
    fc.assert(
      fc.property(anyService, (rows) => {
        const service = toService(rows, { organization: null, locations: true }, SETTING);
        const idsOf = (items: readonly { id: string }[] | undefined) => (items ?? []).map((item) => item.id);
        const numbers = (table: string, count: number) =>
          Array.from({ length: count }, (_, n) => childId(SERVICE_ID, table, n));
        const sessions = [
          ...idsOf(service.schedules),
          ...(service.service_at_locations ?? []).flatMap((place) => idsOf(place.schedules)),
        ];
        expect(sessions).toEqual(numbers('schedule', sessions.length));
        for (const [table, items] of [
          ['phone', service.phones],
          ['contact', service.contacts],
          ['service_area', service.service_areas],
          ['language', service.languages],
          ['cost_option', service.cost_options],
          ['accessibility', service.accessibility],
        ] as const)
          expect(idsOf(items)).toEqual(numbers(table, items?.length ?? 0));
      }),
      { numRuns: 100 },
    );
  });
});
