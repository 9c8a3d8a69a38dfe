import type { Db } from '#db/connection.ts';
import type { ContactAttemptTable, RequestNoteTable } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Result } from '#src/lib/result.ts';

export interface NewAttempt {
  requestId: string;
  channel: ContactAttemptTable['channel'];
  outcome: ContactAttemptTable['outcome'];
  note: string | null;
  key: string; // of the form: sent twice, it is one attempt
}

/** Notes that somebody tried to get in touch with the person. Refuses a closed request, and one that was never sent. */
export async function recordAttempt(
  db: Db,
  post: PostOffice,
  attempt: NewAttempt,
  actor: Actor,
  at: Date,
): Promise<Result<{ id: string }, 'unknown' | 'closed'>> {
  throw new Error(`${db} ${post} ${attempt} ${actor} ${at}`);
}

export interface NewNote {
  requestId: string;
  referralId?: string | null; // of a question of a service, or its answer
  author: RequestNoteTable['author'];
  kind: RequestNoteTable['kind'];
  words: string;
  key: string; // of the form: sent twice, it is one note
}

/** Adds words to a request; the navigator hears what the person adds. Refuses a closed request, and one that was never sent. */
export async function addNote(
  db: Db,
  post: PostOffice,
  note: NewNote,
  actor: Actor,
  at: Date,
): Promise<Result<{ id: string }, 'unknown' | 'closed'>> {
  throw new Error(`${db} ${post} ${note} ${actor} ${at}`);
}
