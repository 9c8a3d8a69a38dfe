import type { Answers, ContactWay, MadeBy } from '#src/features/requests/answers.ts';
import { copyReceiver, receiverFor, type Reach } from '#src/features/telling/rules.ts';
import { formatWeekdayAndDay } from '#src/lib/dates.ts';

/** What was sent, as far as the browser that sent it may still show it. */
export interface SentFacts {
  answers: Answers; // empty some time after it was sent
  madeBy: MadeBy;
  contactDueOn: string; // date in England
  today: string;
}

const BY_WAY: Readonly<Record<ContactWay, string>> = {
  phone: ' by phone',
  text: ' by text message',
  email: ' by email',
  letter: ' by letter',
};
const isSelf = ({ madeBy }: Pick<SentFacts, 'madeBy'>): boolean => madeBy === 'self';

/** "by the end of today", "by Tuesday 24 November" */
export const dueWords = (contactDueOn: string, today: string): string =>
  contactDueOn <= today ? 'by the end of today' : `by ${formatWeekdayAndDay(contactDueOn, today)}`;

/** What happens next, and by when, in the order in which it happens. */
export function nextSteps(facts: SentFacts): string[] {
  const { answers, contactDueOn, today } = facts;
  const whom = isSelf(facts) ? 'you' : 'them';
  const preferred = answers.reach?.preferred;
  const way = preferred === undefined ? '' : BY_WAY[preferred];
  return [
    `A navigator reads it, and gets in touch with ${whom}${way} ${dueWords(contactDueOn, today)}. A navigator is a person who works here.`,
    `Together you choose what would help. The navigator asks services for ${whom}: only those that were agreed to.`,
    'Each service answers within five working days. If one does not, the navigator finds another.',
    'You can see what happens at any time, add something, or change your mind.',
  ];
}

const MESSAGE: Readonly<Record<Extract<Reach, { way: 'message' }>['kind'], string>> = {
  email: 'an email',
  text: 'a text message',
  letter: 'a letter',
};

/** Who gets which message now, in sentences. Nobody's address is in them. */
export function sentMessages({ answers, madeBy }: SentFacts): string[] {
  if (answers.name === undefined) return [];
  const isGpAgreed = answers.sharing?.gp === 'yes';
  const facts = { madeBy, isGpAgreed };
  const person = receiverFor(answers, 'person', facts);
  const referrer =
    madeBy === 'helper' || madeBy === 'professional' ? receiverFor(answers, madeBy, facts) : null;
  const copy = copyReceiver(answers, facts);
  const theirs = madeBy === 'self' ? 'You get' : 'The person gets';
  return [
    person.way === 'message'
      ? `${theirs} ${MESSAGE[person.kind]} that says that we have the request.`
      : `${theirs} no message now, because no way to write was safe or wanted. The navigator gets in touch instead.`,
    ...(referrer?.way === 'message' ? [`You get ${MESSAGE[referrer.kind]} as well.`] : []),
    ...(copy.way === 'message' ? [`The copy that was asked for comes as ${MESSAGE[copy.kind]}.`] : []),
    ...(isGpAgreed ? ['The GP practice hears when it is over, as was agreed.'] : []),
    'Our navigators get a message that there is a new request, with nothing personal in it.',
  ];
}
