import fc from 'fast-check';
import { AUDIENCES, CAPACITIES, DELIVERIES, JOININGS, SERVICE_STATUSES } from '#db/vocabulary.ts';
import { attributeId, audienceTermId, needTermId } from '#src/features/open-referral/ids.ts';
import type { FeedService, FeedTaxonomyTerm } from '#src/features/open-referral/types.ts';
import { foreignTerm, organization, ourTerm } from './organisations.ts';
import { accessibility, area, closures, contact, cost, otherLanguages, phone, schedule } from './parts.ts';
import { atLocation } from './places.ts';
import {
  dates,
  day,
  email,
  line,
  list,
  name,
  slug,
  some,
  web,
  without,
  words,
  type Fields,
} from './words.ts';

/**
 * Whole services as another Front Door publishes them (`FeedService`), with everything it can say; the needs are taken
 * from the slugs given.
 */
export const feedServices = (needSlugs: readonly string[]): fc.Arbitrary<FeedService> =>
  fc.tuple(fc.uuid(), fc.uuid()).chain(([id, organizationId]) =>
    fc
      .tuple(
        fc.record(
          {
            name,
            alternate_name: line,
            description: words,
            url: web,
            email,
            interpretation_services: words,
            application_process: words,
            wait_time: words,
            accreditations: words,
            licenses: words,
            eligibility_description: words,
            minimum_age: fc.integer({ min: 0, max: 60 }),
            maximum_age: fc.integer({ min: 60, max: 120 }),
            assured_date: day,
            alert: words,
            phones: list(phone),
            schedules: list(schedule),
            service_areas: list(area),
            service_at_locations: fc.uniqueArray(atLocation(id), {
              minLength: 1,
              maxLength: 2,
              selector: (item) => item.location_id,
            }),
            languages: list(
              some<{ id: string; name?: string; code?: string; note?: string }>(
                { id: fc.uuid(), name: line },
                { code: fc.constantFrom('cy', 'pl', 'bfi'), note: line },
              ),
            ),
            funding: list(fc.record({ id: fc.uuid(), source: words })),
            cost_options: list(cost),
            required_documents: list(fc.record({ id: fc.uuid(), document: line, uri: web })),
            contacts: list(contact),
            accessibility: list(accessibility),
          },
          { requiredKeys: ['name'] },
        ),
        fc.record({
          status: fc.constantFrom(...SERVICE_STATUSES),
          organization: organization(organizationId),
        }),
        fc.option(words, { nil: undefined }),
        some<NonNullable<FeedService['front_door']>>(
          {
            page: slug.map((last) => `https://other.example/services/${last}`),
            review_months: fc.constantFrom(3, 6, 12),
          },
          {
            summary: words,
            not_for: words,
            first_visit: words,
            what_to_bring: words,
            capacity: fc.constantFrom(...CAPACITIES),
            capacity_updated_on: day,
            waiting_weeks: fc.integer({ min: 0, max: 60 }),
            paused_until: day,
            assured_by: line,
            deliveries: fc.shuffledSubarray([...DELIVERIES], { minLength: 1 }),
            joinings: fc.shuffledSubarray([...JOININGS], { minLength: 1 }),
            closures,
            bsl_video: fc.constant('https://video.example.org/bsl'),
            easy_read: list(fc.record({ picture: fc.constantFrom('home', 'food'), words })),
            easy_read_tested_by: line,
            texts: otherLanguages,
          },
        ),
        fc.option(dates, { nil: [] as string[] }),
        fc.subarray([...needSlugs]),
        fc.subarray([...needSlugs]),
        fc.subarray([...AUDIENCES], { maxLength: 4 }),
        fc.uniqueArray(foreignTerm, { maxLength: 2, selector: (term) => term.id }),
      )
      .map(([fields, more, fees, extension, [validFrom, validTo], needs, suggested, audiences, foreign]) => {
        const attribute = (term: FeedTaxonomyTerm, link_type: string) => ({
          id: attributeId(id, term.id),
          link_id: id,
          link_type,
          taxonomy_term_id: term.id,
          taxonomy_term: term,
        });
        return without({
          id,
          organization_id: organizationId,
          ...fields,
          ...more,
          fees,
          fees_description: fees,
          last_modified: '2026-11-20T09:30:00.000Z',
          attributes: [
            ...needs.map((need) => attribute(ourTerm(needTermId(need), need, true), 'service_type')),
            ...audiences.map((audience) =>
              attribute(ourTerm(audienceTermId(audience), audience, false), 'eligibility'),
            ),
            ...foreign.map((term) => attribute(term, 'service_type')),
          ],
          front_door: without({
            ...extension,
            valid_from: validFrom,
            valid_to: validTo,
            audiences: [...audiences],
            suggested_needs: needs.filter((need) => suggested.includes(need)),
            source: { name: 'Elsewhere', licence: 'OGL' },
          }),
        } as Fields) as unknown as FeedService;
      }),
  );
