import { CLOSED_REASONS } from '../moves.ts';
import { CLOSING_REASONS } from '../rules.ts';

/** The closed lists that navigators choose from, in the words they read. */

/** Why somebody looks at a request that is not theirs. What is chosen is kept as it is; words of their own are sealed. */
export const VIEW_REASONS = {
  cover: 'I cover for their navigator',
  'they-rang': 'They are on the phone, or wrote to us',
  'service-asked': 'A service asked me about it',
  asked: 'Their navigator asked me to look',
  check: 'I check how it was handled',
  other: 'Another reason',
} as const;
export type ViewReason = keyof typeof VIEW_REASONS;

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

/** How a request can end; that the person withdrew has a page of its own. */
export const closingChoices = CLOSING_REASONS.map((value) => ({ value, text: CLOSED_REASONS[value] }));

export const QUEUES = ['same-day', 'new', 'mine', 'waiting', 'overdue', 'all'] as const;
export type QueueName = (typeof QUEUES)[number];
