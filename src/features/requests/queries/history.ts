import type { Db } from '#db/connection.ts';
import type { ContactAttemptTable, RequestNoteTable } from '#db/schema.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { RequestState } from '../moves.ts';

/** Something that happened to a request. */
export interface HistoryEvent {
  at: string;
  actor: string; // account id, "person", "helper", "professional" or "job"
  actorName: string | null; // of an account
  kind: string; // a move's name, or "start", "pass-on", "pick-up", "attempt", "addition", "note", "feedback"
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

const opened = (keys: Keys, sealed: string | null, context: string): string | null =>
  sealed === null ? null : keys.unseal(sealed, context);

/** What happened, the oldest first. */
export async function listHistory(db: Db, keys: Keys, requestId: string): Promise<HistoryEvent[]> {
  const rows = await db
    .selectFrom('request_event')
    .leftJoin('account', 'account.id', 'request_event.actor')
    .selectAll('request_event')
    .select('account.name as actorName')
    .where('request_event.request_id', '=', requestId)
    .orderBy('request_event.at')
    .orderBy('request_event.id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    actor: row.actor,
    actorName: row.actorName,
    kind: row.kind,
    fromState: row.from_state,
    toState: row.to_state,
    reason: opened(keys, row.reason_sealed, `request-event:${row.id}`),
  }));
}

/** Tries to get in touch with the person, the oldest first. */
export async function listAttempts(db: Db, keys: Keys, requestId: string): Promise<ContactAttempt[]> {
  const rows = await db
    .selectFrom('contact_attempt')
    .leftJoin('account', 'account.id', 'contact_attempt.by')
    .selectAll('contact_attempt')
    .select('account.name as byName')
    .where('contact_attempt.request_id', '=', requestId)
    .orderBy('contact_attempt.at')
    .orderBy('contact_attempt.id')
    .execute();
  return rows.map(({ id, at, by, byName, channel, outcome, note_sealed }) => ({
    id,
    at,
    by,
    byName,
    channel,
    outcome,
    note: opened(keys, note_sealed, `contact-attempt:${id}`),
  }));
}

/** What people wrote about a request, the oldest first. */
export async function listNotes(db: Db, keys: Keys, requestId: string): Promise<RequestNote[]> {
  const rows = await db
    .selectFrom('request_note')
    .leftJoin('account', 'account.id', 'request_note.by')
    .selectAll('request_note')
    .select('account.name as byName')
    .where('request_note.request_id', '=', requestId)
    .orderBy('request_note.at')
    .orderBy('request_note.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    referralId: row.referral_id,
    author: row.author,
    kind: row.kind,
    words: keys.unseal(row.words_sealed, `request-note:${row.id}`),
    at: row.at,
    by: row.by,
    byName: row.byName,
  }));
}
