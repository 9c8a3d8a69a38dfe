import { z } from 'zod';
import { isSharedFact } from '#src/features/consents/facts.ts';
import { CLOSING_REASONS } from '../rules.ts';
import {
  CHANNELS,
  DECISIONS,
  GIVEN_BY,
  METHODS,
  OUTCOMES,
  QUEUES,
  VIEW_REASONS,
  type Channel,
  type Outcome,
  type ViewReason,
} from '../workspace/choices.ts';

/** The forms of navigators: what each page of the workspace takes, and the sentences people read. */

export const NOTE_MAXIMUM = 3000;
const REASON_MAXIMUM = 500;
const atMost = (what: string, most: number): string =>
  `${what} must be ${most.toLocaleString('en-GB')} characters or less`;
const words = (missing: string, what: string, most: number) =>
  z.string({ error: missing }).max(most, atMost(what, most));
const optionalWords = (what: string, most: number) => z.string().max(most, atMost(what, most)).optional();
/** Of the form: sent twice, it is one. */
const key = z.uuid({ error: 'Open this page again, then send it' });
const version = z.coerce
  .number({ error: 'Open this page again, then send it' })
  .int()
  .min(1, 'Open this page again, then send it');

const VIEW_REASON_NAMES = Object.keys(VIEW_REASONS) as [ViewReason, ...ViewReason[]];

export const WhyForm = z
  .object({
    why: z.enum(VIEW_REASON_NAMES, { error: 'Choose why you look at this request' }),
    words: optionalWords('What you write', REASON_MAXIMUM),
    return: z.string().optional(),
  })
  .refine(({ why, words: said }) => why !== 'other' || said !== undefined, {
    path: ['words'],
    error: 'Write why you look at this request',
  });

export const HandOverForm = z.object({
  to: z.uuid({ error: 'Choose who takes it on' }),
  reason: words('Write why you hand it over', 'The reason', REASON_MAXIMUM),
  version,
});

export const PutBackForm = z.object({
  reason: words('Write why you put it back', 'The reason', REASON_MAXIMUM),
  version,
});

/** How a try can end, by the way it was made. */
const ENDINGS: Readonly<Record<Channel, readonly Outcome[]>> = {
  phone: ['spoke', 'no-answer', 'message-left', 'wrong-details'],
  text: ['spoke', 'sent', 'wrong-details'],
  email: ['spoke', 'sent', 'wrong-details'],
  letter: ['spoke', 'sent', 'wrong-details'],
  visit: ['spoke', 'no-answer', 'message-left', 'wrong-details'],
};

const nameList = <T extends string>(table: Readonly<Record<T, unknown>>): [T, ...T[]] =>
  Object.keys(table) as [T, ...T[]];

export const AttemptForm = z
  .object({
    channel: z.enum(nameList(CHANNELS), { error: 'Choose how you tried' }),
    outcome: z.enum(nameList(OUTCOMES), { error: 'Choose how it went' }),
    note: optionalWords('The note', NOTE_MAXIMUM),
    key,
  })
  .refine(({ channel, outcome }) => ENDINGS[channel].includes(outcome), {
    path: ['outcome'],
    error: 'Choose how it went: that cannot happen this way',
  });

export const NoteForm = z.object({
  words: words('Write the note', 'The note', NOTE_MAXIMUM),
  key,
});

export const ClosureForm = z.object({
  reason: z.enum(CLOSING_REASONS, { error: 'Choose how this ended' }),
  note: optionalWords('The note', NOTE_MAXIMUM),
  version,
});

export const ConsentForm = z
  .object({
    about: z
      .string({ error: 'Choose what they were asked about' })
      .regex(/^(gp|feedback|service:.{1,80})$/, 'Choose what they were asked about'),
    shared: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
    /** What the words that were read out named, comma by comma. */
    read: z.string().default(''),
    decision: z.enum(nameList(DECISIONS), { error: 'Choose what they said' }),
    givenBy: z.enum(nameList(GIVEN_BY), { error: 'Choose who said it' }),
    method: z.enum(nameList(METHODS), { error: 'Choose how they said it' }),
    reason: optionalWords('The reason', NOTE_MAXIMUM),
    return: z.string().optional(),
    key,
  })
  .refine(
    ({ about, decision, shared }) =>
      !about.startsWith('service:') || decision === 'refused' || shared.length > 0,
    {
      path: ['shared'],
      error: 'Tick what they agree to share',
    },
  )
  .refine(({ givenBy, reason }) => givenBy !== 'best-interests' || reason !== undefined, {
    path: ['reason'],
    error: 'Write why it is in their best interests, and who was asked',
  });
export type ConsentForm = z.infer<typeof ConsentForm>;

export const ConsentEndForm = z
  .object({
    about: z.string({ error: 'Choose which agreement is withdrawn' }),
    givenBy: z.enum(nameList(GIVEN_BY), { error: 'Choose who said it' }),
    method: z.enum(nameList(METHODS), { error: 'Choose how they said it' }),
    reason: optionalWords('The reason', NOTE_MAXIMUM),
    key,
  })
  .refine(({ givenBy, reason }) => givenBy !== 'best-interests' || reason !== undefined, {
    path: ['reason'],
    error: 'Write why it is in their best interests, and who was asked',
  });

export const RequestWithdrawalForm = z.object({
  words: optionalWords('What they said', NOTE_MAXIMUM),
});

/** What a navigator notes about a referral. What each move needs is asked for by its rule. */
export const ReferralMoveForm = z.object({
  code: z.string().optional(),
  words: optionalWords('What you write', NOTE_MAXIMUM),
  version,
  key,
});

/**
 * Which services a request is sent to, each with the facts that were shown: "ID:name,contact". What was not shown is not
 * sent, whatever was agreed meanwhile.
 */
export const ReferForm = z.object({
  plan: z
    .union([z.string().transform((one) => [one]), z.array(z.string())], {
      error: 'Choose at least one service that they agreed to',
    })
    .transform((plans) =>
      plans.map((plan) => {
        const at = plan.indexOf(':');
        const facts = plan.slice(at + 1).split(',');
        return { serviceId: plan.slice(0, at), shared: facts.filter(isSharedFact) };
      }),
    ),
  key,
});
export type ReferForm = z.infer<typeof ReferForm>;

/** What is to be found: a reference, a name, a phone number, an email address or an NHS number. */
export const FindForm = z.object({
  sought: words(
    'Enter a reference, a name, a phone number, an email address or an NHS number',
    'What you look for',
    200,
  ),
});

/** Which queue is looked at, read from the address. */
export const QueueQuery = z.object({
  queue: z.enum(QUEUES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Which services are looked at, read from the address: words about help, never about the person. */
export const ChooseQuery = z.object({
  q: z.string().trim().max(300).catch(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** More services than this are not chosen at once. */
export const MOST_SERVICES = 10;
