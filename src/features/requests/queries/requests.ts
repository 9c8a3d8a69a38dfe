import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Answers, MadeBy } from '../answers.ts';
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

/** The request with this id, drafts included; nothing personal. */
export async function findRequest(db: Db, id: string): Promise<RequestFacts | undefined> {
  throw new Error(`${db} ${id}`);
}

/** The sent request that a /track link leads to. Nothing personal: that is shown after a proof only. */
export async function findRequestByTrack(db: Db, secret: string): Promise<RequestFacts | undefined> {
  throw new Error(`${db} ${secret}`);
}

/** The secret of a sent request's /track link, for links in later messages. */
export async function findTrackSecret(db: Db, keys: Keys, id: string): Promise<string | undefined> {
  throw new Error(`${db} ${keys} ${id}`);
}

/**
 * What was answered, for programs that write messages and for the person themselves. Staff read a record through
 * `openRequest`, which says so in the audit trail. Undefined: no such request, or it was erased.
 */
export async function findAnswers(db: Db, keys: Keys, id: string): Promise<Answers | undefined> {
  throw new Error(`${db} ${keys} ${id}`);
}
