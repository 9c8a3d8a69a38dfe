import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { MessageTable } from '#db/schema.ts';
import { CLAIM_MS } from '../rules.ts';
import type { MessageKind } from '../types.ts';

export type ClaimedMessage = Selectable<MessageTable>;

/**
 * Takes the message that has waited longest for being sent, in one statement, so that of two senders one gets it. A
 * claim that has run out, because a program ended in between, is taken over; every claim counts as a try.
 */
export function claimMessage(
  db: Db,
  kinds: readonly MessageKind[],
  at: Date,
): Promise<ClaimedMessage | undefined> {
  return db
    .updateTable('message')
    .set((eb) => ({
      claimed_until: new Date(at.getTime() + CLAIM_MS).toISOString(),
      tries: eb('tries', '+', 1),
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('message as due')
        .select('due.id')
        .where('due.next_try_at', '<=', at.toISOString())
        .where('due.kind', 'in', [...kinds])
        .where((or) =>
          or.or([or('due.claimed_until', 'is', null), or('due.claimed_until', '<=', at.toISOString())]),
        )
        .orderBy('due.next_try_at')
        .orderBy('due.id')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
}
