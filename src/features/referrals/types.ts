import type { Answers } from '#src/features/requests/answers.ts';
import type { SharedFact } from '#src/features/consents/facts.ts';
import type { DeclineReason, ReferralMoveName, ReferralMover, ReferralState } from './moves.ts';

/** What is to become of a referral. */
export interface ReferralMoveInput {
  referralId: string;
  move: ReferralMoveName;
  by: ReferralMover;
  code?: DeclineReason | undefined; // of a no
  words?: string | undefined; // what is asked, answered, or why
  version?: number | undefined; // of the referral as it was shown; a stale one is refused
  key?: string | undefined; // of the form: sent twice, it counts once
  /** England's, to begin counting again after `tell-more`. */
  bankHolidays?: ReadonlySet<string> | undefined;
  /** The link by which the service answered; it goes on with that address. */
  linkHash?: string | undefined;
}

export type ReferralMoveRefusal = 'unknown' | 'not-allowed' | 'needs-reason' | 'too-soon';

/** A referral after a move. `isRepeat`: it had been made already, and nothing was done again. */
export interface MovedReferral {
  referralId: string;
  requestId: string;
  state: ReferralState;
  isRepeat: boolean;
}

/** What may be seen of a referral before the service says yes: nothing of it tells who the person is. */
export interface ReferralCard {
  id: string;
  requestId: string;
  reference: string;
  state: ReferralState;
  version: number;
  serviceId: string;
  serviceName: string;
  serviceSlug: string;
  organisationId: string;
  organisationName: string;
  needs: readonly string[]; // slugs of the kind of help
  area: string | null; // outward postcode or town
  ageGroup: string | null; // only when the date of birth is shared
  shared: readonly SharedFact[];
  sentAt: string;
  answeredAt: string | null;
  closedAt: string | null;
  chaseOn: string;
  escalateOn: string;
  chasedAt: string | null;
  escalatedAt: string | null;
  declineReason: DeclineReason | null;
  attempts: number;
  attemptsAt: readonly string[]; // when the service tried to reach the person
  navigatorName: string | null;
}

/** A referral as the service reads it: `facts` only from its yes until the referral is over. */
export interface OpenedReferral {
  card: ReferralCard;
  facts: Answers | null;
}

/** A question of a service about a referral, or the answer to it. */
export interface ThreadEntry {
  id: string;
  kind: 'question' | 'answer';
  author: 'service' | 'navigator' | 'person' | 'helper';
  words: string;
  at: string;
}

/** What happened to a referral. `note` is for those who may read its words. */
export interface ReferralHappening {
  id: string;
  at: string;
  actor: string;
  from: ReferralState | null;
  to: ReferralState;
  reason: string | null;
  note: string | null;
}
