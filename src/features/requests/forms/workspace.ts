import { z } from 'zod';
import { CLOSED_REASONS, type ClosedReason } from '../moves.ts';

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

/** Why somebody looks at a request that is not theirs. What is chosen is kept as it is; words of their own are sealed. */
export const VIEW_REASONS = {
  'take-it': 'I may take it, and read it first',
  cover: 'I cover for their navigator',
  'they-rang': 'They are on the phone, or wrote to us',
  'service-asked': 'A service asked me about it',
  asked: 'Their navigator asked me to look',
  check: 'I check how it was handled',
  other: 'Another reason',
} as const;
export type ViewReason = keyof typeof VIEW_REASONS;

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

export const TakeForm = z.object({ version: version.optional() });

export const HandOverForm = z.object({
  to: z.uuid({ error: 'Choose who takes it on' }),
  reason: words('Write why you hand it over', 'The reason', REASON_MAXIMUM),
  version,
});

export const PutBackForm = z.object({
  reason: words('Write why you put it back', 'The reason', REASON_MAXIMUM),
  version,
});

export const CHANNELS = {
  phone: 'Phone call',
  text: 'Text message',
  email: 'Email',
  letter: 'Letter',
  visit: 'Visit, or they came here',
} as const;
export type Channel = keyof typeof CHANNELS;
export const OUTCOMES = {
  spoke: 'We spoke, or wrote back and forth',
  'no-answer': 'No answer',
  'message-left': 'I left a message',
  sent: 'Sent, no answer yet',
  'wrong-details': 'The number or address is wrong',
} as const;
export type Outcome = keyof typeof OUTCOMES;

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

/** Ending a request; that the person withdrew has a page of its own. */
export const CLOSING_REASONS = Object.fromEntries(
  Object.entries(CLOSED_REASONS).filter(([name]) => name !== 'withdrawn'),
) as Readonly<Record<Exclude<ClosedReason, 'withdrawn'>, string>>;

export const ClosureForm = z.object({
  reason: z.enum(nameList(CLOSED_REASONS), { error: 'Choose how this ended' }),
  note: optionalWords('The note', NOTE_MAXIMUM),
  version,
});

export const GIVEN_BY = {
  self: 'The person themselves',
  helper: 'Somebody who helps them, and says that they agree',
  attorney: 'Their attorney or deputy',
  'best-interests': 'Nobody could: it is decided in their best interests',
} as const;
export const METHODS = {
  phone: 'On the phone',
  'in-person': 'Face to face',
  written: 'In writing',
  online: 'Online',
} as const;
export const DECISIONS = { given: 'Yes, they agree', refused: 'No, they do not agree' } as const;

export const ConsentForm = z
  .object({
    about: z
      .string({ error: 'Choose what they were asked about' })
      .regex(/^(navigator|gp|service:.{1,80})$/, 'Choose what they were asked about'),
    shared: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
    decision: z.enum(nameList(DECISIONS), { error: 'Choose what they said' }),
    givenBy: z.enum(nameList(GIVEN_BY), { error: 'Choose who said it' }),
    method: z.enum(nameList(METHODS), { error: 'Choose how they said it' }),
    reason: optionalWords('The reason', NOTE_MAXIMUM),
    return: z.string().optional(),
    key,
  })
  .refine(({ about, decision, shared }) => !about.startsWith('service:') || decision === 'refused' || shared.length > 0, {
    path: ['shared'],
    error: 'Tick what they agree to share',
  })
  .refine(({ givenBy, reason }) => givenBy !== 'best-interests' || reason !== undefined, {
    path: ['reason'],
    error: 'Write why it is in their best interests, and who was asked',
  });
export type ConsentForm = z.infer<typeof ConsentForm>;

export const WithdrawalForm = z.object({
  consent: z.string({ error: 'Choose which agreement is withdrawn' }),
  givenBy: z.enum(nameList(GIVEN_BY), { error: 'Choose who said it' }),
  method: z.enum(nameList(METHODS), { error: 'Choose how they said it' }),
  key,
});

/** What is to be found: a reference, a name, a phone number, an email address or an NHS number. */
export const FindForm = z.object({
  sought: words('Enter a reference, a name, a phone number, an email address or an NHS number', 'What you look for', 200),
});

export const QUEUES = ['same-day', 'new', 'mine', 'waiting', 'overdue', 'all'] as const;
export type QueueName = (typeof QUEUES)[number];

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
