import type { ReferralTable } from '#db/schema.ts';

export type ReferralState = ReferralTable['state'];
export const REFERRAL_STATES = [
  'sent',
  'opened',
  'accepted',
  'declined',
  'more_information_asked',
  'contacted',
  'started',
  'completed',
  'could_not_contact',
  'person_declined',
  'withdrawn',
] as const satisfies readonly ReferralState[];

/** States in which somebody still has to do something. */
export const OPEN_STATES = [
  'sent',
  'opened',
  'accepted',
  'more_information_asked',
  'contacted',
  'started',
] as const satisfies readonly ReferralState[];
/** Waiting for an answer: chased and escalated. */
export const UNANSWERED_STATES = ['sent', 'opened'] as const satisfies readonly ReferralState[];

/** Who moves a referral. A navigator notes down what a service said on the phone. */
export type ReferralMover = 'service' | 'navigator' | 'person';

interface ReferralMove {
  from: readonly ReferralState[];
  to: ReferralState;
  by: readonly ReferralMover[];
  /** `code`: one of DECLINE_REASONS; `words`: in their words; null: none is asked. */
  needs: 'code' | 'words' | null;
}

/** The one table of what may become of a referral. What is not in it is refused. */
export const REFERRAL_MOVES = {
  open: { from: ['sent'], to: 'opened', by: ['service'], needs: null },
  accept: {
    from: ['sent', 'opened', 'more_information_asked'],
    to: 'accepted',
    by: ['service', 'navigator'],
    needs: null,
  },
  decline: {
    from: ['sent', 'opened', 'more_information_asked'],
    to: 'declined',
    by: ['service', 'navigator'],
    needs: 'code',
  },
  'ask-more': {
    from: ['sent', 'opened'],
    to: 'more_information_asked',
    by: ['service', 'navigator'],
    needs: 'words',
  },
  'tell-more': { from: ['more_information_asked'], to: 'opened', by: ['navigator'], needs: 'words' },
  contact: { from: ['accepted'], to: 'contacted', by: ['service', 'navigator'], needs: null },
  start: { from: ['accepted', 'contacted'], to: 'started', by: ['service', 'navigator'], needs: null },
  complete: { from: ['started'], to: 'completed', by: ['service', 'navigator'], needs: null },
  /** Only after the attempts: see canGiveUp in rules.ts. */
  'give-up': {
    from: ['accepted', 'contacted', 'started'],
    to: 'could_not_contact',
    by: ['service', 'navigator'],
    needs: 'words',
  },
  'person-declines': {
    from: ['accepted', 'contacted', 'started'],
    to: 'person_declined',
    by: ['service', 'navigator', 'person'],
    needs: null,
  },
  withdraw: { from: OPEN_STATES, to: 'withdrawn', by: ['navigator', 'person'], needs: 'words' },
} as const satisfies Readonly<Record<string, ReferralMove>>;
export type ReferralMoveName = keyof typeof REFERRAL_MOVES;
export const REFERRAL_MOVE_NAMES = Object.keys(REFERRAL_MOVES) as readonly ReferralMoveName[];

/** True when this mover may make this move from this state. */
export function mayMoveReferral(name: ReferralMoveName, from: ReferralState, by: ReferralMover): boolean {
  const move: ReferralMove = REFERRAL_MOVES[name];
  return move.from.includes(from) && move.by.includes(by);
}

/** Why a service says no, in the words that are read; "other" comes with words of their own. */
export const DECLINE_REASONS = {
  full: 'We are full, and have no waiting list',
  age: 'We are not for people of this age',
  area: 'We do not cover this area',
  need: 'This is not what we help with',
  risk: 'We cannot meet this safely',
  duplicate: 'We have this person’s details already',
  supported: 'We support this person already',
  other: 'Another reason',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;
