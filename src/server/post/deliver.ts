import type { Db } from '#db/connection.ts';
import { claimMessage, type ClaimedMessage } from '#src/features/messages/commands/claim.ts';
import { recordTry, type Noted } from '#src/features/messages/commands/record.ts';
import { MOST_TRIES, type Delivery } from '#src/features/messages/rules.ts';
import { MessageContent } from '#src/features/messages/sealed.ts';
import type { MessageKind } from '#src/features/messages/types.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { log } from '../log.ts';
import type { Channels } from './channels.ts';

export interface Deliverer {
  db: Db;
  keys: Pick<Keys, 'unseal'>;
  channels: Channels;
  now: () => Date;
}

export type DeliveryCounts = Record<Noted, number>;

/**
 * Sends what is due, one message after the other, each claimed first and noted after. A way out that is closed is left
 * alone for this round, so that a dead mail server holds up no text message. `goesOn` is asked before each.
 */
export async function deliverDue(
  { db, keys, channels, now }: Deliverer,
  goesOn: () => Promise<boolean>,
): Promise<DeliveryCounts> {
  const counts: DeliveryCounts = { sent: 0, later: 0, closed: 0, failed: 0 };
  const { replyTo } = await readSettings(db);
  let kinds: MessageKind[] = ['email', 'text', 'letter'];
  while (kinds.length > 0 && (await goesOn())) {
    const message = await claimMessage(db, kinds, now());
    if (message === undefined) break;
    const delivery = await attempt(message, keys, channels, replyTo);
    const noted = await recordTry(db, message, delivery, now());
    counts[noted] += 1;
    log('message', { id: message.id, template: message.template, channel: delivery.channel, outcome: noted });
    if (delivery.kind === 'closed') {
      const closed = channels[message.kind];
      kinds = kinds.filter((kind) => channels[kind] !== closed);
    }
  }
  return counts;
}

/** What messages about the people who are helped are about. */
const ABOUT_PEOPLE: readonly string[] = ['request', 'referral'];

async function attempt(
  message: ClaimedMessage,
  keys: Pick<Keys, 'unseal'>,
  channels: Channels,
  replyTo: string | null,
): Promise<Delivery> {
  const { id, kind, template, tries } = message;
  const refuse = (reason: string): Delivery => ({
    kind: 'refused',
    channel: message.channel ?? 'log',
    reason,
  });
  if (tries > MOST_TRIES) return refuse('The program ended each time while it was being sent.');
  let to: string;
  let content: MessageContent;
  try {
    to = keys.unseal(message.to_sealed, `message-to:${id}`);
    content = MessageContent.parse(JSON.parse(keys.unseal(message.content_sealed, `message:${id}`)));
  } catch {
    return refuse('It could not be opened: the key that sealed it is not there.');
  }
  // Any try before this one may have been cut short after the message had gone.
  const isAgain = tries > 1 || message.channel !== null || message.failure !== null;
  const isPrivate = ABOUT_PEOPLE.includes(message.about_entity ?? '');
  return channels[kind].send({ id, kind, template, to, content, replyTo, isPrivate, isAgain });
}
