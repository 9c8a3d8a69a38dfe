import { mayMoveReferral, type ReferralMoveName, type ReferralState } from '../moves.ts';
import { mayReadFacts } from '../rules.ts';

/** What a service can say about a referral: each has a page of its own, by a link and in the partner area. */
export const SERVICE_ANSWERS = {
  seen: {
    move: 'open',
    link: 'We have seen it, and will answer',
    title: 'You have seen it',
    lead: 'The navigator sees that you are looking at it. Please still say yes or no.',
    button: 'Tell them we have seen it',
    done: 'Noted: you have seen it. Please say yes or no soon.',
  },
  yes: {
    move: 'accept',
    link: 'Yes, we can help',
    title: 'You can help',
    lead: 'You get the details straight after this. We tell the person that you will be in touch.',
    button: 'Yes, we can help',
    done: 'Thank you. You said yes.',
  },
  no: {
    move: 'decline',
    link: 'No, because',
    title: 'You cannot help',
    lead: 'Tell us why, so that we can find somebody who can. The person may read which reason you choose. What you write is for the navigator only.',
    button: 'No, we cannot help',
    done: 'Thank you for telling us. We look for another service.',
  },
  more: {
    move: 'ask-more',
    link: 'I need to know more',
    title: 'What do you need to know?',
    lead: 'The navigator answers here, and we send you an email when they have. You can say yes or no at any time.',
    button: 'Ask',
    done: 'We have asked the navigator. You get an email when they answer.',
  },
  tried: {
    move: 'attempt',
    link: 'We tried, and did not reach them',
    title: 'You tried to reach them',
    lead: 'Note each try. After three tries on at least two days you can say that you could not reach them.',
    button: 'Note this try',
    done: 'Noted: you tried.',
  },
  contacted: {
    move: 'contact',
    link: 'We are in touch',
    title: 'You are in touch with the person',
    lead: 'The navigator hears that you have spoken with them, or they have written back.',
    button: 'We are in touch',
    done: 'Noted: you are in touch.',
  },
  started: {
    move: 'start',
    link: 'It has started',
    title: 'The person has started with you',
    lead: 'For example, they came for the first time, or you visited them.',
    button: 'It has started',
    done: 'Noted: it has started.',
  },
  finished: {
    move: 'complete',
    link: 'It is finished',
    title: 'It is finished',
    lead: 'You have done what you could, or the person goes on by themselves. After this you no longer see the details here.',
    button: 'It is finished',
    done: 'Thank you. This is finished.',
  },
  'not-reached': {
    move: 'give-up',
    link: 'We could not reach them',
    title: 'You could not reach them',
    lead: 'The navigator tries another way. After this you no longer see the details here.',
    button: 'We could not reach them',
    done: 'Thank you. The navigator tries another way.',
  },
  'not-wanted': {
    move: 'person-declines',
    link: 'The person does not want it',
    title: 'The person does not want it',
    lead: 'They told you so. After this you no longer see the details here.',
    button: 'They do not want it',
    done: 'Thank you. We have noted that they do not want it.',
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      move: ReferralMoveName | 'attempt';
      link: string;
      title: string;
      lead: string;
      button: string;
      done: string;
    }
  >
>;

export type ServiceAnswer = keyof typeof SERVICE_ANSWERS;
export const SERVICE_ANSWER_NAMES = Object.keys(SERVICE_ANSWERS) as readonly ServiceAnswer[];
export const isServiceAnswer = (text: string): text is ServiceAnswer => Object.hasOwn(SERVICE_ANSWERS, text);

/** True when a service can say this of a referral in a state. */
export function maySay(answer: ServiceAnswer, state: ReferralState): boolean {
  const { move } = SERVICE_ANSWERS[answer];
  return move === 'attempt'
    ? mayReadFacts(state) && state !== 'started'
    : mayMoveReferral(move, state, 'service');
}

/** What a service can say about how things go, once it has said yes. */
export const progressAnswers = (state: ReferralState): ServiceAnswer[] =>
  SERVICE_ANSWER_NAMES.filter(
    (answer) => !['seen', 'yes', 'no', 'more'].includes(answer) && maySay(answer, state),
  );

interface StateWords {
  text: string;
  shape: 'good' | 'caution' | 'bad' | 'off' | null;
}

/** How far a referral has come, as its service reads it. */
export const SERVICE_STATE_WORDS: Readonly<Record<ReferralState, StateWords>> = {
  sent: { text: 'Waits for your answer', shape: 'caution' },
  opened: { text: 'Seen, waits for your answer', shape: 'caution' },
  more_information_asked: { text: 'You asked something', shape: null },
  accepted: { text: 'You said yes: get in touch', shape: 'caution' },
  contacted: { text: 'You are in touch', shape: 'good' },
  started: { text: 'It has started', shape: 'good' },
  completed: { text: 'Finished', shape: 'off' },
  declined: { text: 'You said no', shape: 'off' },
  could_not_contact: { text: 'You could not reach them', shape: 'off' },
  person_declined: { text: 'The person does not want it', shape: 'off' },
  withdrawn: { text: 'Withdrawn', shape: 'off' },
};
