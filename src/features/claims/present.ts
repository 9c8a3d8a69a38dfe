import { formatDay, londonNow } from '#src/lib/dates.ts';
import { deskFrom, type ClaimState, type ClaimWay } from './rules.ts';

interface ShownClaim {
  way: ClaimWay;
  createdAt: string;
  hasCode: boolean;
}

const dayOf = (instant: string): string => londonNow(new Date(instant)).day;

/** True when the desk has to do something about an open claim on `today`. */
export function isForDesk(
  { way, createdAt }: ShownClaim,
  today: string,
  bankHolidays: ReadonlySet<string>,
): boolean {
  if (way === 'email-domain' || way === 'charity-contact') return false;
  return way !== 'colleague' || deskFrom(dayOf(createdAt), bankHolidays) <= today;
}

/** What happens next with an open claim, as the desk reads it. */
export function nextStep(claim: ShownClaim, today: string, bankHolidays: ReadonlySet<string>): string {
  const { way, createdAt, hasCode } = claim;
  if (way === 'email-domain')
    return 'Their address is on the organisation’s own domain: they confirm by email';
  if (way === 'charity-contact')
    return 'Their address is published for the organisation: they confirm by email';
  if (way === 'phone-code')
    return hasCode ? 'A code was read out: they type it' : 'Ring the published number and read out a code';
  if (way === 'desk') return 'Find out whether they work there, then decide';
  const from = deskFrom(dayOf(createdAt), bankHolidays);
  return from <= today
    ? 'Nobody of their team has answered: decide'
    : `Their team was asked; yours to decide from ${formatDay(from)}`;
}

const STATE_WORDS: Readonly<Record<ClaimState, string>> = {
  asked: 'Open',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Ran out',
};
export const claimStateWords = (state: ClaimState): string => STATE_WORDS[state];

const WAY_WORDS: Readonly<Record<ClaimWay, string>> = {
  'email-domain': 'by an address on the organisation’s own domain',
  'charity-contact': 'by an address that is published for the organisation',
  'phone-code': 'by a code on the published phone number',
  desk: 'by the desk',
  colleague: 'by a colleague',
};
export const claimWayWords = (way: ClaimWay): string => WAY_WORDS[way];

export const claimDay = (instant: string): string => formatDay(dayOf(instant));
