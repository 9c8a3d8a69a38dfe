import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Answers, MadeBy } from '../answers.ts';
import type { RequestState } from '../moves.ts';

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
  state: RequestState; // not "draft": it was sent, by a double click or in another tab
}

/** The draft whose secret the browser's cookie holds; undefined when there is none, or it has expired. */
export async function findDraftBySecret(
  db: Db,
  keys: Keys,
  secret: string,
  at: Date,
): Promise<Draft | undefined> {
  throw new Error(`${db} ${keys} ${secret} ${at}`);
}

/** The draft with this id. */
export async function findDraftById(db: Db, keys: Keys, id: string): Promise<Draft | undefined> {
  throw new Error(`${db} ${keys} ${id}`);
}

/** A link by which a draft is handed over, before it is used. */
export interface Handover {
  requestId: string;
  direction: 'to-person' | 'to-navigator';
  madeBy: string; // account id, or "visitor"
  madeByName: string | null; // of an account
  expiresAt: string;
  state: 'open' | 'used' | 'expired';
}

/** What a link of a handover leads to; looking does not use it up. */
export async function findHandover(db: Db, secret: string, at: Date): Promise<Handover | undefined> {
  throw new Error(`${db} ${secret} ${at}`);
}
