import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Consent } from '#src/features/consents/rules.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Result } from '#src/lib/result.ts';
import type { Answers } from '../answers.ts';
import type { ContactAttempt, HistoryEvent, RequestNote } from '../queries/history.ts';
import type { RequestFacts } from '../queries/requests.ts';

/** A referral as it stands beside the request; features/referrals knows more of it. */
export interface ReferralLine {
  id: string;
  reference: string;
  serviceId: string;
  serviceName: string;
  organisationName: string;
  state: ReferralState;
  sentAt: string;
  closedAt: string | null;
}

/** Everything a navigator may see of a person. */
export interface OpenedRequest {
  request: RequestFacts;
  answers: Answers;
  closedNote: string | null;
  consents: Consent[]; // all of them, the oldest first
  attempts: ContactAttempt[];
  notes: RequestNote[];
  events: HistoryEvent[];
  referrals: ReferralLine[];
}

/**
 * Opens a person's record for a member of staff, and says so in the audit trail: THE way in which staff read what is
 * sealed. Whoever is not involved (rules.ts isInvolved) gives a reason, once in an hour. Refuses drafts as `unknown`.
 */
export async function openRequest(
  db: Db,
  keys: Keys,
  asked: { requestId: string; viewer: Actor; reason?: string },
  at: Date,
): Promise<Result<OpenedRequest, 'unknown' | 'reason-needed' | 'erased'>> {
  throw new Error(`${db} ${keys} ${asked} ${at}`);
}
