import { z } from 'zod';
import { ANSWER_MAXIMUM, REPORT_OUTCOME_NAMES, REPORT_TOPICS, type PartnerSaying } from './rules.ts';

export const REPORT_WORDS_MAXIMUM = 3000;
const inCharacters = (what: string, most: number): string =>
  `${what} must be ${most.toLocaleString('en-GB')} characters or less`;

/** What a visitor says is wrong with a service. */
export const ReportForm = z.object({
  topic: z.enum(REPORT_TOPICS, { error: 'Select what is wrong' }),
  words: z
    .string({ error: 'Tell us what is wrong, in a few words' })
    .max(REPORT_WORDS_MAXIMUM, inCharacters('What you tell us', REPORT_WORDS_MAXIMUM)),
  email: z
    .email({ error: 'Enter an email address in the correct format, like name@example.com' })
    .max(254, 'Email address must be 254 characters or less')
    .optional(),
  key: z.uuid({ error: 'Send the form again from the page of the service' }),
});
export type ReportForm = z.infer<typeof ReportForm>;

const SAYINGS = ['changed', 'right'] as const satisfies readonly PartnerSaying[];

/** What an organisation says to a report. */
export const PartnerAnswerForm = z
  .object({
    report: z.uuid({ error: 'Choose the report again' }),
    says: z.enum(SAYINGS, { error: 'Choose what you did about it' }),
    because: z.string().max(ANSWER_MAXIMUM, inCharacters('What you say', ANSWER_MAXIMUM)).optional(),
  })
  .refine(({ says, because }) => says !== 'right' || because !== undefined, {
    path: ['because'],
    error: 'Say why it is right as it is',
  });
export type PartnerAnswerForm = z.infer<typeof PartnerAnswerForm>;

/** How the desk answers a report. */
export const ReportAnswerForm = z.object({
  outcome: z.enum(REPORT_OUTCOME_NAMES, { error: 'Choose how this ended' }),
  answer: z.string().max(ANSWER_MAXIMUM, inCharacters('The answer', ANSWER_MAXIMUM)).optional(),
});
export type ReportAnswerForm = z.infer<typeof ReportAnswerForm>;

/** Which reports are listed, read from the address. */
export const ReportListForm = z.object({
  state: z.enum(['open', 'answered']).catch('open'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
