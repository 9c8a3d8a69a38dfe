import type { EasyIdea } from '#src/features/requests/easy-read/words/types.ts';
import { dueWords, type SentFacts } from '#src/features/requests/present/sent/next-steps.ts';
import { copyReceiver, receiverFor, type Reach } from '#src/features/telling/rules.ts';
import { idea, NAVIGATOR, WAY_PICTURES, WAY_VERBS } from './words.ts';

/** What happens next and by when, one idea after the other. */
export function easyNextSteps({ answers, madeBy, contactDueOn, today }: SentFacts): EasyIdea[] {
  const you = madeBy === 'self' ? 'you' : 'them';
  const way = answers.reach?.preferred;
  const due = dueWords(contactDueOn, today);
  return [
    idea('navigator', `A **navigator** will read this. ${NAVIGATOR}`),
    way === undefined
      ? idea('calendar', `They will talk to ${you} ${due}.`)
      : idea(WAY_PICTURES[way], `They will ${WAY_VERBS[way]} ${you} ${due}.`),
    idea(
      'people-talking',
      madeBy === 'self' ? 'You talk about what would help.' : 'They talk about what would help.',
    ),
    idea('help', 'Then the navigator asks groups to help. Only those that you said yes to.'),
    idea('calendar', 'Each group must answer in 5 **working days**. Working days are Monday to Friday.'),
    idea('undo', 'You can change your mind at any time.'),
  ];
}

const MESSAGES: Readonly<
  Record<Extract<Reach, { way: 'message' }>['kind'], [picture: string, words: string]>
> = {
  email: ['email', 'an email'],
  text: ['text-message', 'a text message'],
  letter: ['letter', 'a letter'],
};

/** Who gets which message now. Nobody's address is in it. */
export function easyMessages({ answers, madeBy }: SentFacts): EasyIdea[] {
  if (answers.name === undefined) return [];
  const facts = { madeBy, isGpAgreed: answers.sharing?.gp === 'yes' };
  const told = (reach: Reach, who: string, what: string): EasyIdea[] => {
    if (reach.way !== 'message') return [];
    const [picture, words] = MESSAGES[reach.kind];
    return [idea(picture, `${who} ${words}. ${what}`)];
  };
  const isSelf = madeBy === 'self';
  const person = receiverFor(answers, 'person', facts);
  const toPerson = told(person, isSelf ? 'You get' : 'The person gets', 'It says that we have the request.');
  const referrer =
    madeBy === 'helper' || madeBy === 'professional' ? receiverFor(answers, madeBy, facts) : null;
  return [
    ...(toPerson.length > 0
      ? toPerson
      : [
          idea(
            'safe',
            isSelf
              ? 'You get no message now. We had no safe way to send one.'
              : 'The person gets no message now. We had no safe way.',
          ),
        ]),
    ...(referrer === null ? [] : told(referrer, 'You get', 'It says the same.')),
    ...told(copyReceiver(answers, facts), 'The copy comes in', 'You asked for it.'),
  ];
}
