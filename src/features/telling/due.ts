import { UNANSWERED_STATES, type ReferralState } from '#src/features/referrals/moves.ts';
import type { RequestState } from '#src/features/requests/moves.ts';
import { isOverdue } from '#src/features/requests/rules.ts';
import { addDays, daysBetween, londonNow } from '#src/lib/dates.ts';

interface Silent {
  state: ReferralState;
  chaseOn: string;
  chasedAt: string | null;
  escalateOn: string;
  escalatedAt: string | null;
}

const isSilent = ({ state }: Silent): boolean => UNANSWERED_STATES.some((silent) => silent === state);

/** True from the third working day on, while a service says nothing and was not reminded. */
export const isToBeChased = (referral: Silent, today: string): boolean =>
  isSilent(referral) && referral.chasedAt === null && referral.chaseOn <= today;

/** True from the fifth working day on, while a service says nothing and its navigator was not told. */
export const isToBeEscalated = (referral: Silent, today: string): boolean =>
  isSilent(referral) && referral.escalatedAt === null && referral.escalateOn <= today;

interface Waiting {
  state: RequestState;
  isSameDay: boolean;
  contactDueOn: string | null;
  contactedAt: string | null;
  overdueToldAt: string | null;
  sameDayToldAt: string | null;
}

/** True once the day is over by which somebody was to get in touch, and nobody noted that they did. */
export const isToBeToldOverdue = (request: Waiting, at: Date): boolean =>
  request.overdueToldAt === null && isOverdue(request, londonNow(at).day);

/** The working day is over in England. */
const DAY_ENDS_AT = '17:00';

/** The latest day whose end has come: today from five on, until then yesterday. */
export function lastDayOver(at: Date): string {
  const { day, time } = londonNow(at);
  return time >= DAY_ENDS_AT ? day : addDays(day, -1);
}

/** True from five on the day a request was to be read, while nobody has taken it. */
export const isToBeToldLate = (request: Waiting, at: Date): boolean =>
  request.isSameDay &&
  request.state === 'sent' &&
  request.sameDayToldAt === null &&
  request.contactDueOn !== null &&
  request.contactDueOn <= lastDayOver(at);

/** Asked later than this after it was due, somebody would not know what it is about. */
const FEEDBACK_WITHIN_DAYS = 60;

/** Closed with one of these, nobody is asked how it went. */
export const NOT_ASKED: readonly string[] = ['died', 'duplicate', 'withdrawn', 'could-not-contact'];

/** The days in England, closed on which requests are asked about today: the first and the last. */
export function feedbackDays(today: string, afterDays: number): { from: string; to: string } {
  const to = addDays(today, -afterDays);
  return { from: addDays(to, -FEEDBACK_WITHIN_DAYS), to };
}

/** True when a request was closed long enough ago to ask how it went, and not too long. */
export function isToBeAsked(
  request: { closedAt: string | null; closedReason: string | null; askedAt: string | null },
  today: string,
  afterDays: number,
): boolean {
  const { closedAt, closedReason, askedAt } = request;
  if (closedAt === null || closedReason === null || askedAt !== null || NOT_ASKED.includes(closedReason))
    return false;
  const ago = daysBetween(londonNow(new Date(closedAt)).day, today);
  return ago >= afterDays && ago <= afterDays + FEEDBACK_WITHIN_DAYS;
}
