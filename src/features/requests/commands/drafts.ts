import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Result } from '#src/lib/result.ts';
import type { AnswerPart, Answers, MadeBy } from '../answers.ts';

export interface NewDraft {
  madeBy: MadeBy;
  answers?: Answers; // what search and shortlist know already
}

/** Begins a request; the secret is for the browser's cookie and is kept nowhere else. */
export async function startDraft(
  db: Db,
  keys: Keys,
  draft: NewDraft,
  actor: Actor,
  at: Date,
): Promise<{ requestId: string; secret: string }> {
  throw new Error(`${db} ${keys} ${draft} ${actor} ${at}`);
}

export interface SavedAnswer<Part extends AnswerPart = AnswerPart> {
  requestId: string;
  part: Part;
  value: Answers[Part];
  madeBy?: MadeBy; // who fills it in, when that is what was answered
  version: number; // of the draft, as the page was shown
}

/**
 * Keeps one answer; all others stay as they are. The same answer again is no change. Refuses `changed-elsewhere` when
 * this answer was changed since the page was shown (another tab), and what was sent already.
 */
export async function saveAnswer<Part extends AnswerPart>(
  db: Db,
  keys: Keys,
  answer: SavedAnswer<Part>,
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'sent-already' | 'changed-elsewhere'>> {
  throw new Error(`${db} ${keys} ${answer} ${actor} ${at}`);
}

/** Changes who fills the draft in ("for me", "someone I help" ...). */
export async function changeMadeBy(
  db: Db,
  change: { requestId: string; madeBy: MadeBy },
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'sent-already'>> {
  throw new Error(`${db} ${change} ${actor} ${at}`);
}

/** Throws a draft away with everything in it. What was sent stays. */
export async function discardDraft(db: Db, requestId: string, actor: Actor, at: Date): Promise<void> {
  throw new Error(`${db} ${requestId} ${actor} ${at}`);
}
