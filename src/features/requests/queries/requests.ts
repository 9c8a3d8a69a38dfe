import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { RequestTable } from '#db/schema.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { readAnswers, type Answers, type MadeBy } from '../answers.ts';
import type { ClosedReason, RequestState } from '../moves.ts';

/** What is known of a request without opening anything that is sealed. */
export interface RequestFacts {
  id: string;
  reference: string | null; // null: a draft
  state: RequestState;
  madeBy: MadeBy;
  area: string | null;
  sameDay: boolean;
  redFlags: number;
  filledInBy: { id: string; name: string } | null;
  navigator: { id: string; name: string } | null;
  createdBy: string | null;
  createdAt: string;
  sentAt: string | null;
  takenAt: string | null;
  contactDueOn: string | null;
  contactedAt: string | null;
  closedAt: string | null;
  closedReason: ClosedReason | null;
  feedbackGivenAt: string | null;
  isErased: boolean;
  isOnHold: boolean;
  version: number;
}

const selectRequests = (db: Db) =>
  db
    .selectFrom('request')
    .leftJoin('account as navigator', 'navigator.id', 'request.navigator_id')
    .leftJoin('account as filler', 'filler.id', 'request.filled_in_by')
    .selectAll('request')
    .select(['navigator.name as navigatorName', 'filler.name as fillerName']);

type Row = Selectable<RequestTable> & { navigatorName: string | null; fillerName: string | null };

const named = (id: string | null, name: string | null): { id: string; name: string } | null =>
  id === null || name === null ? null : { id, name };

const toFacts = (row: Row): RequestFacts => ({
  id: row.id,
  reference: row.reference,
  state: row.state,
  madeBy: row.made_by,
  area: row.area,
  sameDay: row.same_day === 1,
  redFlags: row.red_flags,
  filledInBy: named(row.filled_in_by, row.fillerName),
  navigator: named(row.navigator_id, row.navigatorName),
  createdBy: row.created_by,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  takenAt: row.taken_at,
  contactDueOn: row.contact_due_on,
  contactedAt: row.contacted_at,
  closedAt: row.closed_at,
  closedReason: row.closed_reason as ClosedReason | null, // written by closing and withdrawing only
  feedbackGivenAt: row.feedback_given_at,
  isErased: row.answers_sealed === null,
  isOnHold: row.legal_hold_sealed !== null,
  version: row.version,
});

/** The request with this id, drafts included; nothing personal. */
export async function findRequest(db: Db, id: string): Promise<RequestFacts | undefined> {
  const row = await selectRequests(db).where('request.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toFacts(row);
}

/** The sent request that a /track link leads to. Nothing personal: that is shown after a proof only. */
export async function findRequestByTrack(db: Db, secret: string): Promise<RequestFacts | undefined> {
  const row = await selectRequests(db)
    .where('request.track_token_hash', '=', hashSecret(secret))
    .executeTakeFirst();
  return row === undefined ? undefined : toFacts(row);
}

/** The secret of a sent request's /track link, for links in later messages. */
export async function findTrackSecret(db: Db, keys: Keys, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('request')
    .select('track_token_sealed')
    .where('id', '=', id)
    .executeTakeFirst();
  const sealed = row?.track_token_sealed ?? null;
  return sealed === null ? undefined : keys.unseal(sealed, `request-track:${id}`);
}

/**
 * What was answered, for programs that write messages and for the person themselves. Staff read a record through
 * `openRequest`, which says so in the audit trail. Undefined: no such request, or it was erased.
 */
export async function findAnswers(db: Db, keys: Keys, id: string): Promise<Answers | undefined> {
  const row = await db.selectFrom('request').select('answers_sealed').where('id', '=', id).executeTakeFirst();
  const sealed = row?.answers_sealed ?? null;
  return sealed === null ? undefined : readAnswers(keys.unseal(sealed, `request:${id}`));
}
