import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { RequestHandoverTable, RequestTable } from '#db/schema.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { readAnswers, type Answers, type MadeBy } from '../answers.ts';
import type { RequestState } from '../moves.ts';
import { SENT_SHOWN_MINUTES } from '../rules.ts';

/** A request that is being filled in, as its pages read it. */
export interface Draft {
  id: string;
  madeBy: MadeBy;
  answers: Answers; // empty some time after it was sent: the browser's secret no longer shows what was written
  version: number; // of the draft: given back with each save
  filledInBy: string | null; // account id of a navigator
  createdBy: string | null;
  expiresAt: string; // ISO moment
  seenAt: string | null;
  urgentShownAt: string | null; // when the urgent page was shown, before sending
  state: RequestState; // not "draft": it was sent, by a double click or in another tab
}

function toDraft(keys: Keys, row: Selectable<RequestTable>, showsAnswers: boolean): Draft {
  const sealed = showsAnswers ? row.answers_sealed : null;
  return {
    id: row.id,
    madeBy: row.made_by,
    answers: sealed === null ? {} : readAnswers(keys.unseal(sealed, `request:${row.id}`)),
    version: row.draft_version,
    filledInBy: row.filled_in_by,
    createdBy: row.created_by,
    expiresAt: row.draft_expires_at ?? row.created_at,
    seenAt: row.draft_seen_at,
    urgentShownAt: row.urgent_shown_at,
    state: row.state,
  };
}

/**
 * The draft whose secret the browser's cookie holds; undefined when there is none, or it has expired. Sent, it is still
 * found, and its answers can be read for an hour.
 */
export async function findDraftBySecret(
  db: Db,
  keys: Keys,
  secret: string,
  at: Date,
): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('request')
    .selectAll()
    .where('draft_token_hash', '=', hashSecret(secret))
    .where('draft_expires_at', '>', at.toISOString())
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const shownUntil = row.sent_at === null ? Infinity : Date.parse(row.sent_at) + SENT_SHOWN_MINUTES * 60_000;
  return toDraft(keys, row, at.getTime() < shownUntil);
}

/** The draft with this id; undefined once it was sent. */
export async function findDraftById(db: Db, keys: Keys, id: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('request')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return row === undefined ? undefined : toDraft(keys, row, true);
}

/** A link by which a draft is handed over, before it is used. */
export interface Handover {
  requestId: string;
  direction: RequestHandoverTable['direction'];
  madeBy: string; // account id, or "visitor"
  madeByName: string | null; // of an account
  expiresAt: string;
  state: 'open' | 'used' | 'expired';
}

/** What a link of a handover leads to; looking does not use it up. */
export async function findHandover(db: Db, secret: string, at: Date): Promise<Handover | undefined> {
  const row = await db
    .selectFrom('request_handover')
    .innerJoin('request', 'request.id', 'request_handover.request_id')
    .leftJoin('account', 'account.id', 'request_handover.made_by')
    .selectAll('request_handover')
    .select(['account.name as madeByName', 'request.state'])
    .where('request_handover.token_hash', '=', hashSecret(secret))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const isExpired = row.expires_at <= at.toISOString();
  return {
    requestId: row.request_id,
    direction: row.direction,
    madeBy: row.made_by,
    madeByName: row.madeByName,
    expiresAt: row.expires_at,
    state: row.used_at !== null || row.state !== 'draft' ? 'used' : isExpired ? 'expired' : 'open',
  };
}
