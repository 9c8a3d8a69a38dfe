import { z } from 'zod';

const ADDED_MAXIMUM = 5000; // characters
const REFERENCE_MAXIMUM = 60;

const WHOLE = new Intl.NumberFormat('en-GB');

const words = (label: string, empty: string): z.ZodType<string> =>
  z
    .string({ error: empty })
    .refine(
      (text) => [...text].length <= ADDED_MAXIMUM,
      `${label} must be ${WHOLE.format(ADDED_MAXIMUM)} characters or less`,
    );

/** Names a form that was shown, so that sending it twice stores once. */
const key = z.string().min(1).max(100).catch('');

export const AddForm = z.object({
  words: words('What you add', 'Enter what you would like to add'),
  key,
  sure: z.string().optional(), // the page of urgent help was read
});

export const StopForm = z.object({ consent: z.string().catch(''), key });
export const WithdrawForm = z.object({ deed: z.string().optional() });

export const LostLinkForm = z.object({
  reference: z
    .string({ error: 'Enter your reference' })
    .max(REFERENCE_MAXIMUM, `Reference must be ${REFERENCE_MAXIMUM} characters or less`),
});
export const NO_REFERENCE = 'Check the reference: it looks like FD-7KQM-3F2P-X';

export const FEEDBACK_CHOICES = [
  { value: 'yes', text: 'Yes' },
  { value: 'partly', text: 'Partly' },
  { value: 'no', text: 'No' },
] as const;

export const HelpFeedbackForm = z.object({
  helped: z.enum(['yes', 'partly', 'no'], { error: 'Select whether you got the help you needed' }),
  words: words('What you write', '').optional(),
  tell: z.string().optional(), // a tick: the services may hear it
});
