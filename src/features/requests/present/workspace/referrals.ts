import { SHARED_FACTS } from '#src/features/consents/facts.ts';
import {
  DECLINE_REASONS,
  REFERRAL_MOVE_NAMES,
  REFERRAL_MOVES,
  mayMoveReferral,
  type ReferralMoveName,
  type ReferralMover,
  type ReferralState,
} from '#src/features/referrals/moves.ts';
import { isOpenReferral } from '#src/features/referrals/rules.ts';
import type { ReferralCard } from '#src/features/referrals/types.ts';
import { momentInWords } from './attempts.ts';
import { dayInWords, type Shown } from './timers.ts';

/** How far a referral has come, as a navigator reads it. */
export const REFERRAL_STATE_WORDS: Readonly<Record<ReferralState, Shown>> = {
  sent: { text: 'Sent, no answer yet', tone: null },
  opened: { text: 'Looked at, no answer yet', tone: null },
  accepted: { text: 'They can help', tone: 'good' },
  declined: { text: 'They cannot help', tone: 'bad' },
  more_information_asked: { text: 'They asked you something', tone: 'caution' },
  contacted: { text: 'They are in touch', tone: 'good' },
  started: { text: 'Help has started', tone: 'good' },
  completed: { text: 'Help is finished', tone: 'good' },
  could_not_contact: { text: 'They could not reach the person', tone: 'bad' },
  person_declined: { text: 'The person said no', tone: 'off' },
  withdrawn: { text: 'Withdrawn', tone: 'off' },
};

export interface ShownReferral {
  id: string;
  service: string;
  organisation: string;
  reference: string;
  state: Shown;
  /** What comes next and when; null when it is over. */
  timer: Shown | null;
  why: string | null; // of a no
  sent: string; // "Sent 24 November 2026, 2:05pm"
  isOpen: boolean;
}

/** A referral as a line of the request's page. */
export function shownReferral(
  card: ReferralCard,
  clock: { today: string; bankHolidays: ReadonlySet<string> },
): ShownReferral {
  return {
    id: card.id,
    service: card.serviceName,
    organisation: card.organisationName,
    reference: card.reference,
    state: REFERRAL_STATE_WORDS[card.state],
    timer: timerOfReferral(card, clock),
    why: card.declineReason === null ? null : DECLINE_REASONS[card.declineReason],
    sent: `Sent ${momentInWords(card.sentAt)}`,
    isOpen: isOpenReferral(card.state),
  };
}

function timerOfReferral(
  card: ReferralCard,
  clock: { today: string; bankHolidays: ReadonlySet<string> },
): Shown | null {
  if (card.state === 'more_information_asked') return { text: 'Answer them now', tone: 'caution' };
  if (card.state !== 'sent' && card.state !== 'opened') return null;
  if (card.escalatedAt !== null || card.escalateOn <= clock.today)
    return { text: 'Silent for 5 working days: ring them, or choose another', tone: 'bad' };
  if (card.chasedAt !== null)
    return {
      text: `Reminded. You hear of it ${onDay(card.escalateOn, clock.today)} if they stay silent`,
      tone: 'caution',
    };
  return {
    text: `We remind them ${card.chaseOn <= clock.today ? 'today' : onDay(card.chaseOn, clock.today)}`,
    tone: null,
  };
}

/** "tomorrow", "on Tuesday 24 November" */
const onDay = (day: string, today: string): string => dayInWords(day, today).replace(/^(?=[A-Z])/, 'on ');

/** What a navigator can note about a referral, in their words. */
const MOVE_WORDS: Readonly<
  Record<ReferralMoveName, { link: string; title: string; button: string; hint: string | null }>
> = {
  open: { link: '', title: '', button: '', hint: null },
  accept: {
    link: 'They said yes',
    title: 'The service can help',
    button: 'Note their yes',
    hint: 'From now on they may read what was agreed. The person is told.',
  },
  decline: {
    link: 'They said no',
    title: 'The service cannot help',
    button: 'Note their no',
    hint: 'Afterwards, choose another service. The person is told.',
  },
  'ask-more': {
    link: 'They asked something',
    title: 'The service wants to know more',
    button: 'Note the question',
    hint: 'Write what they asked. Then ask the person, and answer.',
  },
  'tell-more': {
    link: 'Answer their question',
    title: 'Answer the service’s question',
    button: 'Send the answer',
    hint: 'Write only what the person agreed to share. The service reads this.',
  },
  contact: {
    link: 'They are in touch with the person',
    title: 'The service is in touch with the person',
    button: 'Note it',
    hint: null,
  },
  start: { link: 'Help has started', title: 'Help has started', button: 'Note it', hint: null },
  complete: { link: 'Help is finished', title: 'Help is finished', button: 'Note it', hint: null },
  'give-up': {
    link: 'They could not reach the person',
    title: 'The service could not reach the person',
    button: 'Note it',
    hint: 'After three tries on two days. Write how they tried.',
  },
  'person-declines': {
    link: 'The person does not want it',
    title: 'The person does not want this service',
    button: 'Note it',
    hint: 'The service is told.',
  },
  withdraw: {
    link: 'Withdraw this referral',
    title: 'Withdraw this referral',
    button: 'Withdraw the referral',
    hint: 'The service is told, and can no longer read anything. The person is told too.',
  },
};

export interface NavigatorMove {
  move: ReferralMoveName;
  link: string;
  title: string;
  button: string;
  hint: string | null;
  needs: 'code' | 'words' | null;
}

const wordsOfMove = (move: ReferralMoveName): NavigatorMove => ({
  move,
  ...MOVE_WORDS[move],
  needs: REFERRAL_MOVES[move].needs,
});

/** What a navigator may note about a referral in a state, answers first. */
export const navigatorMoves = (state: ReferralState): NavigatorMove[] =>
  REFERRAL_MOVE_NAMES.filter((move) => mayMoveReferral(move, state, 'navigator')).map(wordsOfMove);

/** A move by the name in an address; undefined for what navigators never do. */
export function navigatorMove(name: string): NavigatorMove | undefined {
  const move = REFERRAL_MOVE_NAMES.find((each) => each === name);
  if (move === undefined) return undefined;
  const by: readonly ReferralMover[] = REFERRAL_MOVES[move].by;
  return by.includes('navigator') ? wordsOfMove(move) : undefined;
}

/** The words of what a service says no with, to choose from. */
export const declineChoices = Object.entries(DECLINE_REASONS).map(([value, text]) => ({ value, text }));

/** Facts as their labels, in the order of the table. */
export const factLabels = (shared: readonly string[]): string[] =>
  Object.entries(SHARED_FACTS).flatMap(([name, { label }]) => (shared.includes(name) ? label : []));
