import { londonNow } from '#src/lib/dates.ts';
import {
  DECLINE_REASONS,
  mayMoveReferral,
  OPEN_STATES,
  REFERRAL_MOVES,
  UNANSWERED_STATES,
  type DeclineReason,
  type ReferralMoveName,
  type ReferralMover,
  type ReferralState,
} from './moves.ts';

/** Working days after sending on which a service that did not answer is chased, and the navigator is told (product.md). */
export const CHASE_WORKING_DAYS = 3;
export const ESCALATE_WORKING_DAYS = 5;

/** A service gives up on reaching a person only after so many tries (domain.md 1.7) ... */
export const ATTEMPTS_BEFORE_GIVING_UP = 3;
/** ... on so many different days. */
export const DAYS_BEFORE_GIVING_UP = 2;

/** True when a service has tried often enough to say that it could not reach the person. `triedAt`: ISO moments. */
export function canGiveUp(triedAt: readonly string[]): boolean {
  const days = new Set(triedAt.map((moment) => londonNow(new Date(moment)).day));
  return triedAt.length >= ATTEMPTS_BEFORE_GIVING_UP && days.size >= DAYS_BEFORE_GIVING_UP;
}

const isOneOf = (states: readonly ReferralState[], state: ReferralState): boolean => states.includes(state);

/** True while somebody still has to do something. */
export const isOpenReferral = (state: ReferralState): boolean => isOneOf(OPEN_STATES, state);

/** True while the service has not said yes or no, whether it asked something back or not. */
export const isBeforeAnswer = (state: ReferralState): boolean =>
  isOneOf([...UNANSWERED_STATES, 'more_information_asked'], state);

/** States in which the service holds the shared facts: it said yes, and the referral is not over. */
export const HOLDING_STATES = [
  'accepted',
  'contacted',
  'started',
] as const satisfies readonly ReferralState[];

/** True when a service may read what was shared: from its yes until the referral is over. */
export const mayReadFacts = (state: ReferralState): boolean => isOneOf(HOLDING_STATES, state);

const AGE_GROUPS = [
  { from: 65, name: '65 or over' },
  { from: 45, name: '45 to 64' },
  { from: 25, name: '25 to 44' },
  { from: 18, name: '18 to 24' },
  { from: 0, name: 'under 18' },
] as const;

/** The age group of somebody born on a day, wide enough to tell nobody apart; null for a day that has not come yet. */
export function ageGroupOn(bornOn: string, today: string): string | null {
  const hadBirthday = today.slice(5) >= bornOn.slice(5);
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (hadBirthday ? 0 : 1);
  return AGE_GROUPS.find(({ from }) => years >= from)?.name ?? null;
}

export const isDeclineReason = (code: string | null | undefined): code is DeclineReason =>
  typeof code === 'string' && Object.hasOwn(DECLINE_REASONS, code);

/**
 * What speaks against a move: `made-already` when the same one has been made, which is no fault of whoever presses twice.
 * A no for another reason, a question and its answer come with words.
 */
export function moveRefusal(
  {
    move,
    by,
    code,
    words,
  }: { move: ReferralMoveName; by: ReferralMover; code?: string | undefined; words: string },
  state: ReferralState,
): 'not-allowed' | 'needs-reason' | 'made-already' | null {
  const { to, needs } = REFERRAL_MOVES[move];
  if (!mayMoveReferral(move, state, by)) {
    const isBy = (REFERRAL_MOVES[move].by as readonly ReferralMover[]).includes(by);
    return isBy && state === to && move !== 'tell-more' ? 'made-already' : 'not-allowed';
  }
  if (needs === 'words' && words.trim() === '') return 'needs-reason';
  if (needs === 'code' && !isDeclineReason(code)) return 'needs-reason';
  return code === 'other' && words.trim() === '' ? 'needs-reason' : null;
}
