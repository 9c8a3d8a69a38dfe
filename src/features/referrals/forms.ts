import { z } from 'zod';
import { DECLINE_REASONS, type DeclineReason } from './moves.ts';
import type { ServiceAnswer } from './present/answers.ts';
import type { ReferralMoveRefusal } from './types.ts';

/** What a service says about a referral, and the sentences people read. */

export const WORDS_MAXIMUM = 1000;

const AGAIN = 'Open this page again, then send it';
const key = z.uuid({ error: AGAIN });
const words = (missing: string) =>
  z.string({ error: missing }).max(WORDS_MAXIMUM, 'What you write must be 1,000 characters or less');

const DECLINE_NAMES = Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]];
export const DECLINE_CHOICES = Object.entries(DECLINE_REASONS).map(([value, text]) => ({ value, text }));

export interface AnswerTyped {
  key: string;
  code?: DeclineReason | undefined;
  words?: string | undefined;
}

const Plain = z.object({ key });
const Decline = z
  .object({
    key,
    code: z.enum(DECLINE_NAMES, { error: 'Choose why you cannot help' }),
    words: words('').optional(),
  })
  .refine(({ code, words: said }) => code !== 'other' || said !== undefined, {
    path: ['words'],
    error: 'Write why you cannot help',
  });
const More = z.object({ key, words: words('Write what you need to know') });
const GiveUp = z.object({ key, words: words('Write how you tried, for example “rang on three mornings”') });

/** The form of what a service says: most are one button. */
export function formOf(answer: ServiceAnswer): z.ZodType<AnswerTyped> {
  if (answer === 'no') return Decline;
  if (answer === 'more') return More;
  return answer === 'not-reached' ? GiveUp : Plain;
}

/** What speaks against what was said, as the service reads it. */
export const MOVE_SENTENCES: Readonly<Record<Exclude<ReferralMoveRefusal, 'unknown'>, string>> = {
  'not-allowed': 'Somebody was quicker: this was answered already. Nothing was changed',
  'needs-reason': 'Write why',
  'too-soon': 'First note three tries, on at least two days',
};

export const CodeForm = z.object({
  code: z
    .string({ error: 'Enter the code from the email' })
    .transform((typed) => typed.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'The code must be 6 digits, like 012345')),
});

export const CODE_SENTENCES = {
  wrong: 'That is not the code. Check it and type it again',
  expired: 'The code has run out. Ask for a new one below',
  'too-many': 'The code was typed wrongly too often. Ask for a new one below',
  unknown: 'Ask for a code first',
} as const;
