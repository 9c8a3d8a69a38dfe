import { CONTACT_WAYS, type ContactWay } from '#src/features/requests/answers.ts';
import { whomOf } from '#src/features/requests/questions/question.ts';
import { safeWaysOf, type SafeWay } from '#src/features/requests/questions/person/safe.ts';
import { MAY_BE_EMPTY, YES_OR_NO, type EasyChoice, type EasyWords } from './types.ts';

const WAYS: Readonly<Record<ContactWay, Omit<EasyChoice, 'value'>>> = {
  phone: { text: 'A phone call', picture: 'phone' },
  text: { text: 'A text message', picture: 'text-message' },
  email: { text: 'An email', picture: 'email' },
  letter: { text: 'A letter', picture: 'letter', hint: 'We ask for the address later.' },
};
const waysToPick: readonly EasyChoice[] = CONTACT_WAYS.map((value) => ({ value, ...WAYS[value] }));

export const reachWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'How can we talk to you?' : 'How can we talk to them?',
    ideas: [
      {
        picture: 'people-talking',
        words: isYou
          ? 'A navigator will talk with you about help.'
          : 'A navigator will talk with the person about help.',
      },
      {
        picture: 'question',
        words: isYou
          ? 'Tell us the best way for you.'
          : 'Is it better to talk to you first? Then give your number.',
      },
    ],
    fields: [
      { kind: 'choices', name: 'preferred', legend: 'What is the best way?', choices: waysToPick },
      {
        kind: 'choices',
        name: 'ways',
        legend: 'What other ways are OK?',
        hint: `You can pick more than one. ${MAY_BE_EMPTY}`,
        choices: waysToPick,
        isMultiple: true,
      },
      {
        kind: 'text',
        name: 'phone',
        label: isYou ? 'Your phone number' : 'Their phone number',
        hint: 'For a phone call or a text message.',
        type: 'tel',
        width: 20,
        ...(isYou && { autocomplete: 'tel' as const }),
      },
      {
        kind: 'text',
        name: 'email',
        label: isYou ? 'Your email' : 'Their email',
        hint: 'Only if you picked email.',
        type: 'email',
        ...(isYou && { autocomplete: 'email' as const }),
      },
    ],
  };
};

const SAFE: Readonly<Record<SafeWay, { you: string; them: string }>> = {
  phone: { you: 'Is it safe to ring you?', them: 'Is it safe to ring them?' },
  message: {
    you: 'You do not answer. Is it safe to leave a message?',
    them: 'They do not answer. Is it safe to leave a message?',
  },
  text: { you: 'Is it safe to text you?', them: 'Is it safe to text them?' },
  email: { you: 'Is it safe to email you?', them: 'Is it safe to email them?' },
  letter: { you: 'Is it safe to send you a letter?', them: 'Is it safe to send them a letter?' },
};

export const safeWords: EasyWords = ({ madeBy, answers }) => {
  const whom = whomOf(madeBy);
  const isYou = whom === 'you';
  return {
    title: isYou ? 'Is it safe to talk to you?' : 'Is it safe to talk to them?',
    ideas: [
      {
        picture: 'secret',
        words: '**Safe** means private. It is safe if nobody else reads or hears our message.',
      },
      { picture: 'no', words: 'Are you not sure? Then pick No.' },
      { picture: 'safe', words: 'We never use a way that is not safe.' },
    ],
    fields: [
      ...safeWaysOf(answers).map((name) => ({
        kind: 'choices' as const,
        name,
        legend: SAFE[name][whom],
        choices: YES_OR_NO,
      })),
      {
        kind: 'text',
        name: 'times',
        label: isYou ? 'When is a good time for you?' : 'When is a good time for them?',
        hint: `For example: in the morning. ${MAY_BE_EMPTY}`,
      },
      {
        kind: 'text',
        name: 'instead',
        label: 'Who else can we talk to?',
        hint: `Tell us a name and a phone number. ${MAY_BE_EMPTY}`,
        rows: 2,
      },
    ],
  };
};
