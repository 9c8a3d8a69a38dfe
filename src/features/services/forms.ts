import { z } from 'zod';
import { LIMITS } from './editing/limits.ts';

const WHOLE = new Intl.NumberFormat('en-GB');
const reason = z
  .string()
  .max(LIMITS.reason, `What you write must be ${WHOLE.format(LIMITS.reason)} characters or less`)
  .optional();

/** Sending a draft; choices between two texts are read by the names of their fields. */
export const SendForm = z.object({ reason });

/** "This service has ended"; the day is read by the page, which knows today. */
export const CloseForm = z.object({
  lastDay: z.string('Enter the last day').max(60, 'Enter the last day like 1 December 2026'),
  reason,
});

/** Adding a service: its name, then whether it is really new. */
export const NewServiceForm = z.object({
  name: z
    .string('Enter the name of the service')
    .max(LIMITS.name, `The name must be ${LIMITS.name} characters or less`)
    .transform((name) => name.replace(/\s+/g, ' ')),
  answer: z.literal('new').optional(),
});
