import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { MessageTable } from '#db/schema.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ADDRESS_PURPOSE, usualAddress } from './addresses.ts';
import type { MessageState } from './rules.ts';
import type { MessageKind } from './types.ts';

export type MessageRow = Selectable<MessageTable>;

export interface MessageFilter {
  state?: MessageState | undefined;
  kind?: MessageKind | undefined;
  template?: string | undefined;
}

const matching = (db: Db, { state, kind, template }: MessageFilter) => {
  let found = db.selectFrom('message');
  if (kind !== undefined) found = found.where('kind', '=', kind);
  if (template !== undefined) found = found.where('template', '=', template);
  if (state === undefined) return found;
  if (state === 'bounced') return found.where('bounced_at', 'is not', null);
  found = found.where('bounced_at', 'is', null);
  if (state === 'sent') return found.where('sent_at', 'is not', null);
  found = found.where('sent_at', 'is', null);
  if (state === 'cancelled') return found.where('cancelled_at', 'is not', null);
  found = found.where('cancelled_at', 'is', null);
  return found.where('failed_at', state === 'failed' ? 'is not' : 'is', null);
};

/** Messages, the newest first, and how many there are. */
export async function listMessages(
  db: Db,
  filter: MessageFilter,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ messages: MessageRow[]; total: number }> {
  const messages = await matching(db, filter)
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return { messages, total: await countMessages(db, filter) };
}

/** How many messages there are in a state. */
export async function countMessages(db: Db, filter: MessageFilter): Promise<number> {
  const { total } = await matching(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

export const findMessage = (db: Db, id: string): Promise<MessageRow | undefined> =>
  db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst();

/** True when a message waits that should have been tried before `at` and nobody is sending. */
export async function isMessageDue(db: Db, at: Date): Promise<boolean> {
  const due = await db
    .selectFrom('message')
    .select('id')
    .where('next_try_at', '<=', at.toISOString())
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at.toISOString())]))
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}

/** Messages that went out through GOV.UK Notify since a moment and are not known to have come back. */
export async function hasSentByNotify(db: Db, since: Date): Promise<boolean> {
  const sent = await db
    .selectFrom('message')
    .select('id')
    .where('channel', '=', 'notify')
    .where('sent_at', '>=', since.toISOString())
    .where('bounced_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return sent !== undefined;
}

/** True when messages written before a moment still hold their words. */
export async function hasWordsFromBefore(db: Db, before: Date): Promise<boolean> {
  const old = await db
    .selectFrom('message')
    .select('id')
    .where('created_at', '<', before.toISOString())
    .where('next_try_at', 'is', null)
    .where('content_sealed', '!=', '')
    .limit(1)
    .executeTakeFirst();
  return old !== undefined;
}

/** True when a message to this address has come back: another way of telling the person is needed. */
export async function hasBounced(
  db: Db,
  keys: Pick<Keys, 'hash'>,
  address: string,
  kind: MessageKind = 'email',
): Promise<boolean> {
  const bounced = await db
    .selectFrom('message')
    .select('id')
    .where('to_hash', '=', keys.hash(usualAddress(kind, address), ADDRESS_PURPOSE))
    .where('bounced_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return bounced !== undefined;
}
