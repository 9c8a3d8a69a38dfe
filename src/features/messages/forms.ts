import { z } from 'zod';
import { MESSAGE_STATES } from './rules.ts';

/** Why a message came back, as somebody heard it. A closed list: what is typed freely would hold addresses. */
export const BOUNCE_REASONS = {
  'no-such-address': 'There is no such address or number',
  full: 'The mailbox is full',
  refused: 'The receiver’s mail server refused it',
  returned: 'The letter was returned',
  'not-arrived': 'The person says that it did not arrive',
} as const;
export type BounceReason = keyof typeof BOUNCE_REASONS;
export const BOUNCE_REASON_NAMES = Object.keys(BOUNCE_REASONS) as readonly BounceReason[];

export const BounceForm = z.object({
  reason: z.enum(BOUNCE_REASON_NAMES, 'Choose why the message came back'),
});

/** What the list of messages is narrowed to, read from its address; what makes no sense there is passed over. */
export const MessageFilterForm = z.object({
  state: z.enum(MESSAGE_STATES).optional().catch(undefined),
  kind: z.enum(['email', 'text', 'letter']).optional().catch(undefined),
  template: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
