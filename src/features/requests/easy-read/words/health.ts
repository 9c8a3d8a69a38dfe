import { whomOf } from '#src/features/requests/questions/question.ts';
import { MAY_BE_EMPTY, type EasyWords } from './types.ts';

export const dateOfBirthWords: EasyWords = ({ madeBy, facts }) => {
  const isYou = whomOf(madeBy) === 'you';
  const isAsked = facts.asks.includes('date-of-birth');
  return {
    title: isYou ? 'When were you born?' : 'When were they born?',
    ideas: [
      { picture: 'birthday', words: 'This is the day, the month and the year.' },
      isAsked
        ? { picture: 'older-adult', words: 'Some groups are for people of some ages only.' }
        : {
            picture: 'secret',
            words: isYou
              ? 'Later you can look at your request. The date shows that it is you.'
              : 'Later they can look at the request. The date shows that it is them.',
          },
    ],
    fields: [
      { kind: 'birth-date', legend: isYou ? 'Your date of birth' : 'Their date of birth', isOwn: isYou },
    ],
  };
};

export const nhsNumberWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'Do you know your NHS number?' : 'Do you know their NHS number?',
    ideas: [
      {
        picture: 'hospital',
        words: 'An **NHS number** has 10 numbers. An NHS number is on letters from the doctor.',
      },
      { picture: 'no', words: 'You can say no. We can do without it.' },
    ],
    fields: [
      {
        kind: 'choices',
        name: 'knows',
        legend: 'Do you know it?',
        choices: [
          { value: 'yes', text: 'Yes, I know it', picture: 'yes' },
          { value: 'no', text: 'No, I do not know it', picture: 'no' },
        ],
      },
      {
        kind: 'text',
        name: 'number',
        label: isYou ? 'If yes: your NHS number' : 'If yes: their NHS number',
        hint: 'For example: 999 123 4567.',
        width: 20,
        inputmode: 'numeric',
        autocomplete: 'off',
      },
    ],
  };
};

export const gpWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'Who is your doctor?' : 'Who is their doctor?',
    ideas: [
      {
        picture: 'doctor',
        words: 'A **GP practice** is where your doctor works. Some people call a GP practice a surgery.',
      },
      { picture: 'secret', words: 'We do not tell the doctor now. We ask you first.' },
    ],
    fields: [
      {
        kind: 'text',
        name: 'practice',
        label: 'Name of the GP practice',
        hint: 'For example: Tarn Road Surgery.',
        autocomplete: 'off',
      },
      ...(isYou
        ? []
        : [
            {
              kind: 'text' as const,
              name: 'email',
              label: 'Email of the GP practice',
              hint: MAY_BE_EMPTY,
              type: 'email' as const,
              autocomplete: 'off' as const,
            },
          ]),
      {
        kind: 'choices',
        name: 'none',
        legend: 'No doctor, or you do not know?',
        isMultiple: true,
        choices: [{ value: 'yes', text: 'There is none, or I do not know', picture: 'question' }],
      },
    ],
  };
};
