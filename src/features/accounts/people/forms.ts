import { z } from 'zod';
import { isRole } from '../roles.ts';
import { PEOPLE_SORTS, STATE_FILTERS } from './rules.ts';

/** A choice from a list; anything else narrows nothing rather than being an error. */
const choice = <T extends string>(choices: readonly [T, ...T[]]) =>
  z.enum(choices).optional().catch(undefined);

/** What narrows and orders the list of people, typed into its form or standing in its address. */
export const PeopleSearchForm = z.object({
  words: z.string().max(200).optional().catch(undefined),
  role: z.string().refine(isRole).optional().catch(undefined),
  state: choice(STATE_FILTERS),
  sort: choice(PEOPLE_SORTS),
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});
export type PeopleSearchForm = z.infer<typeof PeopleSearchForm>;

export const ROLE_STEP_SENTENCES = {
  roles: 'Choose at least one role',
  unknownRole: 'Choose roles from the list',
  words: 'Enter a part of the organisation’s name',
  noMatch: 'No organisation has a name like that. Try a shorter part of it',
  organisation: 'Choose the organisation',
  confirmed: 'Confirm that you spoke to them on a number you knew before',
} as const;

/** What the pages that give roles bring along from one to the next. */
export const roleSteps = {
  /** The button that was pressed. */
  step: z.enum(['roles', 'search', 'choose', 'send', 'back']).catch('roles'),
  /** The boxes that were ticked: none, one or several. */
  roles: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .transform((values) => values ?? []),
  words: z.string().max(200).optional().catch(undefined), // of an organisation's name
  organisation: z.string().max(64).optional().catch(undefined),
};
export const RoleStepsForm = z.object(roleSteps);
export type RoleStepsForm = z.infer<typeof RoleStepsForm>;

export const SecondStepResetForm = z.object({
  spoken: z.literal('yes', { error: ROLE_STEP_SENTENCES.confirmed }),
});

export const InvitationDeedForm = z.object({ deed: z.enum(['again', 'withdraw'], 'Choose what to do') });

/** Getting new recovery codes: a mark of the ones they replace. */
export const RecoveryCodesForm = z.object({ mark: z.string() });
