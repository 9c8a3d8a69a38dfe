import { z } from 'zod';
import type { CodeRefusal } from './rules.ts';
import { compactCode } from './rules.ts';

export const CLAIM_SENTENCES = {
  tooMany: 'There were too many requests like this today. Try again tomorrow, or ring us if it cannot wait',
  reason: 'Enter a reason. They read it in an email',
  gone: 'This was settled meanwhile. Look again',
  stopped: 'An administrator stopped the account of this address. Ask an administrator',
} as const;

/** Why a code does not count, as the person who types it reads it. */
export const CODE_SENTENCES: Readonly<Record<CodeRefusal | 'wrong', string>> = {
  wrong: 'That is not the code. Check it and type it again',
  'no-code': 'There is no code to type yet. We ring the published number and read it out',
  expired: 'The code has run out. Ask us for another one',
  'too-many': 'The code was typed wrongly too often. Ask us for another one',
};

export const isCodeFault = (error: string): error is keyof typeof CODE_SENTENCES =>
  Object.hasOwn(CODE_SENTENCES, error);

const name = z.string({ error: 'Enter your name' }).max(100, 'Name must be 100 characters or less');
const role = z
  .string({ error: 'Enter what you do there' })
  .max(300, 'What you do there must be 300 characters or less');
/** Names the form, so that sending it twice has no second effect. */
const key = z.uuid('Open this page again, and send the form from there');

export const ClaimForm = z.object({
  name,
  email: z
    .email({
      error: ({ input }) =>
        input === undefined
          ? 'Enter your work email address'
          : 'Enter an email address in the correct format, like name@example.com',
    })
    .max(254, 'Email address must be 254 characters or less'),
  role,
  key,
});

/** Of somebody signed in: their name and address are known. */
export const SignedInClaimForm = z.object({ role, key });

export const CodeForm = z.object({
  code: z
    .string({ error: 'Enter the code' })
    .transform(compactCode)
    .pipe(z.string().regex(/^\d{6}$/, 'The code has 6 digits')),
});

/** Saying yes with the link of the mail, which proves the address. */
export const ConfirmForm = z.object({ deed: z.literal('confirm') });

/** What the desk does about a claim. */
export const DeskClaimForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('code') }),
  z.object({ deed: z.literal('approve') }),
  z.object({
    deed: z.literal('decline'),
    // Messages cut longer values off.
    reason: z.string({ error: CLAIM_SENTENCES.reason }).max(200, 'Reason must be 200 characters or less'),
  }),
]);

/** What a manager answers about somebody who says that they are a colleague. */
export const ColleagueForm = z.object({
  answer: z.enum(['organisation_editor', 'organisation_manager', 'no'], {
    error: 'Choose whether they work with you',
  }),
});
