import type { MessageChannel } from './types.ts';

/** What became of a try to send. */
export type Delivery =
  | { kind: 'sent'; channel: MessageChannel; providerId: string }
  /** `refused`: this message, for good; `later`: this message, for now; `closed`: nothing can be sent at the moment. */
  | { kind: 'refused' | 'later' | 'closed'; channel: MessageChannel; reason: string }; // without the address

export type Failure = Exclude<Delivery, { kind: 'sent' }>;

const MINUTE_MS = 60_000;
/** Minutes after the first, second ... try that failed. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 4 * 60, 12 * 60];
const CLOSED_MINUTES = 5;
/** A mail server that is away over a long weekend costs no message. */
const CLOSED_FOR_MS = 72 * 60 * MINUTE_MS;

/** So often a message is tried; one more and it was cut short each time. */
export const MOST_TRIES = BACK_OFF_MINUTES.length + 1;

export interface Tried {
  tries: number; // this one included
  createdAt: Date;
}

/** When a message is tried next, and how many tries then count; null when it has failed for good. */
export function nextTry(
  failure: Pick<Failure, 'kind'>,
  { tries, createdAt }: Tried,
  at: Date,
): { at: Date; tries: number } | null {
  if (failure.kind === 'refused') return null;
  const after = (minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);
  // That nothing can be sent is no fault of the message: for three days it costs it no try.
  if (failure.kind === 'closed' && at.getTime() - createdAt.getTime() < CLOSED_FOR_MS)
    return { at: after(CLOSED_MINUTES), tries: tries - 1 };
  const minutes = BACK_OFF_MINUTES[tries - 1];
  return minutes === undefined ? null : { at: after(minutes), tries };
}

/** A claim lasts longer than any try, so that one that has run out means a crash. */
export const CLAIM_MS = 5 * MINUTE_MS;
export const TRY_WITHIN_MS = 60_000;

export const MESSAGE_STATES = ['waiting', 'sent', 'failed', 'bounced', 'cancelled'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** How far a message has come. */
export function stateOf(row: {
  sent_at: string | null;
  failed_at: string | null;
  bounced_at: string | null;
  cancelled_at: string | null;
}): MessageState {
  if (row.bounced_at !== null) return 'bounced';
  if (row.sent_at !== null) return 'sent';
  if (row.cancelled_at !== null) return 'cancelled';
  return row.failed_at !== null ? 'failed' : 'waiting';
}

/** The kinds of task that messages give people. */
export const FAILED_TASK = 'message-failed';
export const BOUNCED_TASK = 'message-bounced';
