import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { ConsentWords } from '#src/features/consents/wording.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Result } from '#src/lib/result.ts';

export interface SentRequest {
  requestId: string;
  version: number; // of the draft, as "check your answers" was shown
  redFlags: number; // how many words of content/red-flags.yaml were found
  urgentShownAt: string | null; // ISO moment
  area: string | null; // outward postcode or town
  contactDueOn: string; // date in England, by rules.ts contactDueOn
  words: ConsentWords; // app.consentWords
  /** Account id of a navigator who sends it for the person: it is theirs at once. */
  navigatorId: string | null;
}

/**
 * Sends a draft, once: sent again, by a double click or from a stale tab, it gives the same reference and link. Refuses
 * `changed-elsewhere` when answers were changed since they were checked, and `not-ready` when something that is needed is
 * missing (rules.ts).
 */
export async function sendRequest(
  db: Db,
  post: PostOffice,
  sent: SentRequest,
  actor: Actor,
  at: Date,
): Promise<Result<{ reference: string; trackSecret: string }, 'unknown' | 'changed-elsewhere' | 'not-ready'>> {
  throw new Error(`${db} ${post} ${sent} ${actor} ${at}`);
}
