import type { ReferralState } from './moves.ts';

/** So long a link by which a service answers can be used. */
export const ANSWER_LINK_DAYS = 60;
/** So long one by which it tells how things go can be used; it ends sooner, with the referral. */
export const PROGRESS_LINK_DAYS = 365;

const DAY_MS = 86_400_000;

export type LinkPurpose = 'answer' | 'progress';

export const referralLinkExpires = (purpose: LinkPurpose, sentAt: Date): Date =>
  new Date(sentAt.getTime() + (purpose === 'answer' ? ANSWER_LINK_DAYS : PROGRESS_LINK_DAYS) * DAY_MS);

/**
 * Why a link opens nothing. `not-yours`: its address answers for the service no more. `used`: the service said no, or its
 * yes came by another link. `closed`: the referral is over. `withdrawn`: somebody took it back.
 */
export type ReferralLinkRefusal = 'unknown' | 'expired' | 'used' | 'closed' | 'withdrawn' | 'not-yours';

export interface ReferralLink {
  tokenHash: string;
  referralId: string;
  address: string | null; // null: made to be read out, sent nowhere
  purpose: LinkPurpose;
  expiresAt: string;
  usedAt: string | null;
}

/**
 * What speaks against using a link at a moment. The link that said yes goes on as a link for progress: whoever has it
 * would get the same code at the same address anyway.
 */
export function referralLinkRefusal(
  link: Pick<ReferralLink, 'expiresAt' | 'usedAt'> | undefined,
  state: ReferralState | undefined,
  at: Date,
): ReferralLinkRefusal | null {
  if (link === undefined || state === undefined) return 'unknown';
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'declined') return 'used';
  if (state === 'completed' || state === 'could_not_contact' || state === 'person_declined') return 'closed';
  if (link.expiresAt <= at.toISOString()) return 'expired';
  return null;
}
