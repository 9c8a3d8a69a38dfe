import { z } from 'zod';
import { REFRESH_DAYS } from './rules.ts';

const DAYS_SENTENCE = `Enter a whole number of days from ${REFRESH_DAYS.least} to ${REFRESH_DAYS.most}, or leave it empty`;

/** What can be done to a source at the desk. */
export const SourceForm = z.discriminatedUnion(
  'do',
  [
    z.object({
      do: z.literal('every'),
      days: z.coerce
        .number({ error: DAYS_SENTENCE })
        .int(DAYS_SENTENCE)
        .min(REFRESH_DAYS.least, DAYS_SENTENCE)
        .max(REFRESH_DAYS.most, DAYS_SENTENCE)
        .optional(),
    }),
    z.object({ do: z.literal('refresh') }),
    z.object({
      do: z.literal('release'),
      loss: z.enum(['no', 'yes'], { error: 'Choose what is to happen to the services that are gone' }),
    }),
  ],
  { error: 'Choose what to do' },
);

/** Why a source cannot do what was asked, as the desk reads it. */
export const SOURCE_SENTENCES = {
  'no-source': 'The source is not there any more',
  'no-address': 'It has no web address to read it from: import it once from its address',
  'no-mapping': 'No mapping is kept with it: import it once more with one',
  'other-format': 'Only Open Referral feeds and spreadsheets on the web can be read by themselves',
  held: 'It is held: release it first',
  'not-held': 'It is not held any more: somebody has released it',
} as const;
