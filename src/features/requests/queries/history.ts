import type { Db } from '#db/connection.ts';
import type { ContactAttemptTable, RequestNoteTable } from '#db/schema.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { RequestState } from '../moves.ts';

/** Something that happened to a request. */
export interface HistoryEvent {
  at: string;
  actor: string; // account id, "person", "helper", "professional" or "job"
  actorName: string | null; // of an account
  kind: string; // a move's name, or "start", "pass-on", "pick-up", "attempt", "note", "feedback"
  fromState: RequestState | null;
  toState: RequestState | null;
  reason: string | null;
}

export interface ContactAttempt {
  id: string;
  at: string;
  by: string;
  byName: string | null;
  channel: ContactAttemptTable['channel'];
  outcome: ContactAttemptTable['outcome'];
  note: string | null;
}

export interface RequestNote {
  id: string;
  referralId: string | null;
  author: RequestNoteTable['author'];
  kind: RequestNoteTable['kind'];
  words: string;
  at: string;
  by: string;
  byName: string | null;
}

/** What happened, the oldest first. */
export async function listHistory(db: Db, keys: Keys, requestId: string): Promise<HistoryEvent[]> {
  throw new Error(`${db} ${keys} ${requestId}`);
}

/** Tries to get in touch with the person, the oldest first. */
export async function listAttempts(db: Db, keys: Keys, requestId: string): Promise<ContactAttempt[]> {
  throw new Error(`${db} ${keys} ${requestId}`);
}

/** What people wrote about a request, the oldest first. */
export async function listNotes(db: Db, keys: Keys, requestId: string): Promise<RequestNote[]> {
  throw new Error(`${db} ${keys} ${requestId}`);
}
