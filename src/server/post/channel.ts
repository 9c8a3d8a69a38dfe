import type { Delivery } from '#src/features/messages/rules.ts';
import type { MessageContent, MessageKind } from '#src/features/messages/types.ts';

/** A message opened for being sent. */
export interface Outgoing {
  id: string; // names it to the mail server and to Notify: the same at every try
  kind: MessageKind;
  template: string;
  to: string;
  content: MessageContent;
  replyTo: string | null;
  /** About somebody who asks for help: no log may hold its words or its receiver. */
  isPrivate?: boolean;
  isAgain: boolean; // an earlier try may have gone through without our hearing of it
}

/** A way out. Never throws: what goes wrong is an answer. */
export interface Channel {
  send(message: Outgoing): Promise<Delivery>;
}

/** Text of an error's field, for telling kinds of failure apart. */
export function fieldOf(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[field] : undefined;
}
