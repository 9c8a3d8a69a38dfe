import fc from 'fast-check';
import { SECTORS } from '#db/vocabulary.ts';
import { AUDIENCES_TAXONOMY_ID, NEEDS_TAXONOMY_ID } from '#src/features/open-referral/ids.ts';
import type { FeedOrganization, FeedTaxonomyTerm } from '#src/features/open-referral/types.ts';
import { phone } from './parts.ts';
import { day, email, line, list, name, slug, some, web, words } from './words.ts';

export const organization = (id: string): fc.Arbitrary<FeedOrganization> =>
  some<FeedOrganization>(
    {
      id: fc.constant(id),
      name,
      description: words,
      front_door: some<NonNullable<FeedOrganization['front_door']>>(
        {
          page: slug.map((last) => `https://other.example/organisations/${last}`),
          sector: fc.constantFrom(...SECTORS),
        },
        { checked_note: words, checked_on: day },
      ),
    },
    {
      alternate_name: line,
      email,
      website: web,
      logo: web,
      legal_status: line,
      year_incorporated: fc.integer({ min: 1800, max: 2026 }),
      organization_identifiers: list(
        some<NonNullable<FeedOrganization['organization_identifiers']>[number]>(
          { id: fc.uuid(), identifier_type: line, identifier: line },
          { identifier_scheme: fc.constantFrom('GB-CHC', 'GB-COH') },
        ),
      ),
      phones: list(phone),
    },
  );

/** A term of a taxonomy that is not ours. */
export const foreignTerm: fc.Arbitrary<FeedTaxonomyTerm> = fc
  .tuple(
    some<FeedTaxonomyTerm>(
      { id: fc.uuid(), name: line, description: words },
      { code: line, parent_id: fc.uuid(), term_uri: web },
    ),
    fc.uuid(),
    line,
    words,
  )
  .map(([term, id, taxonomy, description]) => ({
    ...term,
    taxonomy,
    taxonomy_id: id,
    taxonomy_detail: { id, name: taxonomy, description },
  }));

export const ourTerm = (id: string, code: string, isNeed: boolean): FeedTaxonomyTerm => ({
  id,
  ...(isNeed && { code }),
  name: code,
  description: code,
  taxonomy: isNeed ? 'Needs' : 'Audiences',
  taxonomy_id: isNeed ? NEEDS_TAXONOMY_ID : AUDIENCES_TAXONOMY_ID,
});
