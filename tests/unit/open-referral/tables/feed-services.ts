import fc from 'fast-check';
import { AUDIENCES, CAPACITIES, DELIVERIES, JOININGS, SERVICE_STATUSES } from '#db/vocabulary.ts';
import { NEEDS_TAXONOMY_ID } from '#src/features/open-referral/ids.ts';
import type {
  FeedLocation,
  FeedOrganization,
  FeedSchedule,
  FeedService,
  FeedServiceExtension,
  FeedTaxonomy,
  FeedTaxonomyTerm,
} from '#src/features/open-referral/types.ts';
import { amount, anyText, day, id, list, listOf, some } from './any-values.ts';
import { accessibility, contact, location, organization, phone, schedule } from './feed-parts.ts';

const extension: fc.Arbitrary<FeedServiceExtension> = fc
  .tuple(
    fc.record({ page: anyText, review_months: fc.constantFrom(3, 6, 12) }),
    some<Omit<FeedServiceExtension, 'page' | 'review_months'>>({
      summary: anyText,
      not_for: anyText,
      first_visit: anyText,
      what_to_bring: anyText,
      capacity: fc.constantFrom(...CAPACITIES),
      capacity_updated_on: day,
      waiting_weeks: fc.nat(99),
      paused_until: day,
      valid_from: day,
      valid_to: day,
      assured_by: anyText,
      deliveries: listOf(...DELIVERIES),
      joinings: listOf(...JOININGS),
      audiences: listOf(...AUDIENCES),
      suggested_needs: listOf('warm-places', 'debt', 'lonely'),
      closures: list(
        fc.record(
          { starts_on: day, ends_on: day, reason: anyText },
          { requiredKeys: ['starts_on', 'ends_on'] },
        ),
      ),
      bsl_video: anyText,
      easy_read: list(fc.record({ picture: anyText, words: anyText })),
      easy_read_tested_by: anyText,
      texts: list(
        fc.record(
          {
            language: anyText,
            name: anyText,
            summary: anyText,
            description: anyText,
            eligibility_description: anyText,
            application_process: anyText,
          },
          { requiredKeys: ['language'] },
        ),
      ),
      source: fc.record(
        { name: anyText, licence: anyText, attribution: anyText },
        { requiredKeys: ['name', 'licence'] },
      ),
    }),
  )
  .map(([always, more]) => ({ ...always, ...more }));

const taxonomy: fc.Arbitrary<FeedTaxonomy> = fc.record(
  { id, name: anyText, description: anyText, uri: fc.webUrl(), version: anyText },
  { requiredKeys: ['id', 'name', 'description'] },
);

const term = (taxonomies: readonly FeedTaxonomy[]): fc.Arbitrary<FeedTaxonomyTerm> =>
  fc
    .tuple(
      fc.record(
        { id, code: anyText, name: anyText, description: anyText, parent_id: id, term_uri: fc.webUrl() },
        { requiredKeys: ['id', 'name', 'description'] },
      ),
      fc.constantFrom(null, ...taxonomies),
    )
    .map(([own, detail]) =>
      detail === null
        ? { ...own, taxonomy: 'Needs', taxonomy_id: NEEDS_TAXONOMY_ID }
        : { ...own, taxonomy: detail.name, taxonomy_id: detail.id, taxonomy_detail: detail },
    );

const service = (
  organizations: readonly FeedOrganization[],
  locations: readonly FeedLocation[],
  terms: readonly FeedTaxonomyTerm[],
): fc.Arbitrary<FeedService> =>
  fc
    .tuple(
      fc.record({
        id,
        organization: fc.constantFrom(...organizations),
        name: anyText,
        status: fc.constantFrom(...SERVICE_STATUSES),
        last_modified: fc.constant('2026-11-21T10:00:00.000Z'),
      }),
      some<
        Omit<
          FeedService,
          | 'id'
          | 'organization_id'
          | 'organization'
          | 'name'
          | 'status'
          | 'last_modified'
          | 'service_at_locations'
          | 'attributes'
        >
      >({
        alternate_name: anyText,
        description: anyText,
        url: fc.webUrl(),
        email: anyText,
        interpretation_services: anyText,
        application_process: anyText,
        fees: anyText,
        fees_description: anyText,
        wait_time: anyText,
        accreditations: anyText,
        licenses: anyText,
        eligibility_description: anyText,
        minimum_age: fc.nat(120),
        maximum_age: fc.nat(120),
        assured_date: day,
        alert: anyText,
        phones: list(phone),
        schedules: list(schedule),
        service_areas: list(
          fc.record(
            {
              id,
              name: anyText,
              service_area: anyText,
              extent: anyText,
              extent_type: anyText,
              uri: fc.webUrl(),
            },
            { requiredKeys: ['id'] },
          ),
        ),
        languages: list(
          fc.record({ id, name: anyText, code: anyText, note: anyText }, { requiredKeys: ['id'] }),
        ),
        funding: list(fc.record({ id, source: anyText }, { requiredKeys: ['id'] })),
        cost_options: list(
          fc.record(
            {
              id,
              valid_from: day,
              valid_to: day,
              option: anyText,
              currency: fc.constant('GBP'),
              amount,
              amount_description: anyText,
            },
            { requiredKeys: ['id'] },
          ),
        ),
        required_documents: list(
          fc.record({ id, document: anyText, uri: fc.webUrl() }, { requiredKeys: ['id'] }),
        ),
        contacts: list(contact),
        accessibility: list(accessibility),
        front_door: extension,
      }),
      fc.array(
        fc.tuple(
          id,
          fc.constantFrom(...locations),
          some<{ description: string; schedules: FeedSchedule[] }>({
            description: anyText,
            schedules: list(schedule),
          }),
        ),
        { maxLength: 2 },
      ),
      fc.array(fc.tuple(id, fc.constantFrom(...terms), some<{ link_type: string }>({ link_type: anyText })), {
        maxLength: 2,
      }),
    )
    .map(([{ organization, ...always }, more, venues, attributes]): FeedService => ({
      ...always,
      ...more,
      organization_id: organization.id,
      organization,
      ...(venues.length > 0 && {
        service_at_locations: venues.map(([own, place, words]) => ({
          id: own,
          service_id: always.id,
          location_id: place.id,
          location: place,
          ...words,
        })),
      }),
      ...(attributes.length > 0 && {
        attributes: attributes.map(([own, item, type]) => ({
          id: own,
          link_id: always.id,
          taxonomy_term_id: item.id,
          taxonomy_term: item,
          ...type,
        })),
      }),
    }));

/** Services of a feed, as its types allow them: they share organisations, locations and terms. */
export const feedServices: fc.Arbitrary<FeedService[]> = fc
  .tuple(
    fc.array(organization, { minLength: 1, maxLength: 3 }),
    fc.array(location, { minLength: 1, maxLength: 3 }),
    fc
      .array(taxonomy, { minLength: 1, maxLength: 2 })
      .chain((taxonomies) => fc.array(term(taxonomies), { minLength: 1, maxLength: 3 })),
  )
  .chain((shared) => fc.array(service(...shared), { maxLength: 5 }));
