import { z } from 'zod';

export const FEEDBACK_TOPICS = ['website', 'missing-service', 'accessibility', 'complaint', 'other'] as const;

/** What people can write about, in the order of the page. */
export const FEEDBACK_TOPIC_LABELS: Record<(typeof FEEDBACK_TOPICS)[number], string> = {
  website: 'This website',
  'missing-service': 'A service that is missing',
  accessibility: 'Something I cannot use or read',
  complaint: 'A complaint',
  other: 'Something else',
};

export const WORDS_MAXIMUM = 3000;

export const FeedbackForm = z.object({
  topic: z.enum(FEEDBACK_TOPICS, { error: 'Select what your feedback is about' }),
  words: z
    .string({ error: 'Enter your feedback' })
    .max(WORDS_MAXIMUM, `Feedback must be ${WORDS_MAXIMUM.toLocaleString('en-GB')} characters or less`),
  email: z
    .email({ error: 'Enter an email address in the correct format, like name@example.com' })
    .max(254, 'Email address must be 254 characters or less')
    .optional(),
  key: z.uuid({ error: 'Send the form again from the feedback page' }),
});
export type FeedbackForm = z.infer<typeof FeedbackForm>;
