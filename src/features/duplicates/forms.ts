import { z } from 'zod';
import type { FormValues } from '#src/lib/form.ts';
import { SIDES, type Chosen, type Side } from './merging/content.ts';

const version = z.coerce.number('Look at both again').int('Look at both again').min(1, 'Look at both again');

/** Which of two services stays. What is taken from which comes beside it, field by field: see `sidesIn`. */
export const MergeForm = z.looseObject({
  kept: z.enum(['first', 'second'], 'Choose which of the two stays'),
  first_version: version,
  second_version: version,
});

/** The name of a field's choice in the form. */
export const choiceName = (field: string): string => `take-${field}`;

/** What was chosen field by field; a field without a choice is left out. */
export function sidesIn(
  values: Readonly<FormValues>,
  choices: readonly Chosen[],
): Map<Chosen['field'], Side> {
  const sides = new Map<Chosen['field'], Side>();
  for (const { field } of choices) {
    const side = SIDES.find((item) => item === values[choiceName(field)]);
    if (side !== undefined) sides.set(field, side);
  }
  return sides;
}

export const OrganisationMergeForm = z.object({
  kept: z.enum(['first', 'second'], 'Choose which of the two stays'),
});

/** Which pairs are listed, read from the address. */
export const PairListForm = z.object({
  organisation: z.string().trim().max(200).catch(''),
  source: z.string().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Two organisations to be compared, found by their names. */
export const TwoOrganisationsForm = z.object({
  one: z.string().trim().max(200).catch(''),
  other: z.string().trim().max(200).catch(''),
  first: z.string().max(50).catch(''),
  second: z.string().max(50).catch(''),
});

/** Why two were not put together. */
export const MERGE_REFUSALS = {
  unknown: 'One of the two is no longer there',
  'changed-elsewhere':
    'One of the two was changed while you looked at them. Below is what they say now: check your choices and try again',
  'merged-already': 'One of the two has been put together with another just now. Go back to the list',
  'hidden-kept':
    'The one that stays is hidden from visitors, and the other is not. Keep the one that visitors see',
  'proposal-waiting':
    'A change of the one that goes waits for the desk. Decide about it first, so that nobody’s words are lost',
  'open-referrals':
    'The one that goes has referrals that are open, and they cannot follow. Answer or finish them first, or ask the navigators to withdraw them',
} as const;
