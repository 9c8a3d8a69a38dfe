import { z } from 'zod';
import { compactCode } from './rules.ts';

/** How somebody shows who they are: their date of birth in three boxes, or a code sent to one of their ways. */
export const ProveForm = z.object({
  deed: z.enum(['birth', 'code']).catch('birth'),
  way: z.string().catch(''),
  day: z.string().catch(''),
  month: z.string().catch(''),
  year: z.string().catch(''),
});

export const CodeForm = z.object({
  code: z
    .string({ error: 'Enter the code' })
    .transform(compactCode)
    .pipe(z.string().regex(/^\d{6}$/, 'Code must be 6 digits')),
});

/** No sentence says which part was wrong. */
export const PROOF_SENTENCES = {
  wrong: 'That does not match. Check it and try again, or show who you are in another way',
  unknown: 'This code has run out. Ask for another one',
  expired: 'This code has run out. Ask for another one',
  'too-many': 'There were too many tries. Ask for another code',
} as const;
export const BIRTH_TOO_MANY = 'There were too many tries today. Use a code, ring us, or try again tomorrow';
export const CODES_TOO_MANY = 'We send 5 codes a day. Ring us, or try again tomorrow';
