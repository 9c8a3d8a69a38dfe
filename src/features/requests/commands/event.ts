import type { Selectable, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database, RequestEventTable, RequestTable } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { MadeBy } from '../answers.ts';
import type { RequestState } from '../moves.ts';

const ACCOUNT = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The account that acts; null for somebody who is not signed in, and for programs. */
export const accountOf = ({ id }: Actor): string | null => (ACCOUNT.test(id) ? id : null);

/** Who acts, as the history shows it: an account's id, or by whom the request is made when nobody is signed in. */
export function whoActs(actor: Actor, madeBy: MadeBy): string {
  if (actor.id !== 'visitor') return actor.id;
  return madeBy === 'helper' || madeBy === 'professional' ? madeBy : 'person';
}

export interface NewRequestEvent {
  requestId: string;
  who: string;
  kind: RequestEventTable['kind'];
  from?: RequestState;
  to?: RequestState;
  reason?: string | null;
}

/** Writes what happened into the history that people read, in the transaction of it; answers the event's id. */
export async function writeRequestEvent(
  trx: Transaction<Database>,
  keys: Pick<Keys, 'seal'> | null, // null: there is no reason to seal
  { requestId, who, kind, from, to, reason }: NewRequestEvent,
  at: Date,
): Promise<string> {
  const id = uuidv7();
  const words = reason ?? '';
  await trx
    .insertInto('request_event')
    .values({
      id,
      request_id: requestId,
      at: at.toISOString(),
      actor: who,
      kind,
      from_state: from ?? null,
      to_state: to ?? null,
      reason_sealed: keys === null || words === '' ? null : keys.seal(words, `request-event:${id}`),
    })
    .execute();
  return id;
}

export type RequestRow = Selectable<RequestTable>;

/** The row of a request that was sent at some time; undefined for drafts and for no request at all. */
export async function sentRow(
  trx: Transaction<Database>,
  requestId: string,
): Promise<RequestRow | undefined> {
  return trx
    .selectFrom('request')
    .selectAll()
    .where('id', '=', requestId)
    .where('state', '!=', 'draft')
    .executeTakeFirst();
}
