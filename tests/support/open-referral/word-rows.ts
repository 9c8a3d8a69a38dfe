import fc from 'fast-check';
import type { ServiceRows } from '#src/features/open-referral/shape/rows.ts';
import { SERVICE_ID } from './service-rows.ts';

/** Ideas in easy read as they are stored, in any order. */
export const ideaRows = (words: fc.Arbitrary<string>): fc.Arbitrary<NonNullable<ServiceRows['ideas']>> =>
  fc
    .array(fc.record({ picture: fc.constantFrom('home', 'food'), words }), { maxLength: 3 })
    .map((ideas) => ideas.map((idea, position) => ({ ...idea, position, service_id: SERVICE_ID })).reverse());

/** Texts in other languages as they are stored. */
export const textRows = (
  text: fc.Arbitrary<string | null>,
): fc.Arbitrary<NonNullable<ServiceRows['texts']>> =>
  fc.uniqueArray(
    fc.record({
      service_id: fc.constant(SERVICE_ID),
      language_code: fc.constantFrom('cy', 'ur', 'pl'),
      name: text,
      summary: text,
      description: text,
      eligibility_description: text,
      application_process: text,
    }),
    { selector: (item) => item.language_code, maxLength: 2 },
  );
