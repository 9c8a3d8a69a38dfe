import { z } from 'zod';
import { isDay } from '#src/lib/dates.ts';
import { CALL_OUTCOME_NAMES } from './calls.ts';

const CHOOSE = 'Press the button of the service that is right';

/** Which service is right: one, or all that the link asks about. */
export const ConfirmForm = z.object({ service: z.string(CHOOSE).max(64, CHOOSE) });

const WHY = 'Tell us in a few words why, for example “We closed in June”';
export const CloseForm = z.object({
  reason: z.string(WHY).max(500, 'Write at most 500 characters'),
});

/** The services that somebody of an organisation says are right. */
export const OwnReviewForm = z.object({
  services: z.union([z.string().transform((id) => [id]), z.array(z.string()).max(500)], {
    error: 'Tick each service that is right',
  }),
});

/** What became of a call. */
export const CallForm = z.object({
  outcome: z.enum(CALL_OUTCOME_NAMES, { error: 'Choose what became of your call' }),
  due: z.string().refine(isDay),
});

/** How the desk's list is narrowed; what is not known is not asked for. */
export const StaleListForm = z.object({
  why: z.enum(['overdue', 'no-address', 'hidden', 'answered']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
