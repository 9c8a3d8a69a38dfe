import { z } from 'zod';
import { CHANGE_KINDS, MOST_AT_ONCE, REVIEW_MONTHS } from './changes.ts';

const words = z.string().trim().max(100).optional().catch(undefined);

export const SERVICE_STATES = ['public', 'hidden', 'draft', 'ended'] as const;
export const SERVICE_LACKS = ['need', 'contact'] as const;

/** Which services the desk lists, read from the address. */
export const ServiceListForm = z.object({
  words,
  organisation: words,
  source: z.string().max(100).optional().catch(undefined),
  state: z.enum(SERVICE_STATES).optional().catch(undefined),
  overdue: z.literal('yes').optional().catch(undefined),
  without: z.enum(SERVICE_LACKS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type ServiceListForm = z.infer<typeof ServiceListForm>;

/** Which services are to be changed, and how, read from the address. */
export const ChosenForm = z.object({
  action: z.enum(CHANGE_KINDS, { error: 'Choose what to do with them' }),
  ids: z
    .array(z.uuid())
    .min(1, 'Choose at least one service')
    .max(MOST_AT_ONCE, `Choose at most ${MOST_AT_ONCE} services at once`),
});

const reason = z.string().max(500, 'The reason must be 500 characters or less').optional();

/** What is still to be said of a change. */
export const ChangeForm = z.object({
  reason,
  months: z.coerce
    .number()
    .refine((months) => (REVIEW_MONTHS as readonly number[]).includes(months))
    .optional()
    .catch(undefined),
  need: z.string().max(100).optional(),
  words: z.string().max(200, 'The name must be 200 characters or less').optional(),
  organisation: z.uuid().optional().catch(undefined),
  step: z.enum(['search', 'change']).catch('change'),
});
export type ChangeForm = z.infer<typeof ChangeForm>;

/** Of the list of what can be taken back. */
export const UndoListForm = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });
