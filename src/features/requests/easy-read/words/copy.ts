import type { Answers } from '#src/features/requests/answers.ts';
import { COPY_FORMS, copyWays } from '#src/features/requests/questions/person/copy.ts';
import { whomOf } from '#src/features/requests/questions/question.ts';
import type { EasyChoice, EasyWords } from './types.ts';

type Copy = NonNullable<Answers['copy']>;
type Shown<Value extends string> = Readonly<Record<Value, Omit<EasyChoice, 'value'>>>;

const WAYS: Shown<Copy['way']> = {
  email: { text: 'Yes, by email', picture: 'email' },
  text: { text: 'Yes, a link in a text message', picture: 'text-message' },
  letter: { text: 'Yes, in a letter', picture: 'letter' },
  none: { text: 'No, thank you', picture: 'no' },
};
const FORMS: Shown<Copy['form']> = {
  plain: { text: 'Usual print', picture: 'paper' },
  'easy-read': { text: 'Easy read', picture: 'book' },
  'large-print': { text: 'Large print', picture: 'letters' },
};

export const copyWords: EasyWords = ({ madeBy, answers }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'Do you want a copy?' : 'Do they want a copy?',
    ideas: [
      { picture: 'paper', words: 'A **copy** shows all that you told us. You can keep a copy.' },
      { picture: 'no', words: 'You can say no. You can see it here later.' },
    ],
    fields: [
      {
        kind: 'choices',
        name: 'way',
        legend: 'Should we send a copy?',
        choices: copyWays(answers).map((value) => ({ value, ...WAYS[value] })),
      },
      {
        kind: 'choices',
        name: 'form',
        legend: 'How should it look?',
        choices: COPY_FORMS.map((value) => ({ value, ...FORMS[value] })),
      },
    ],
  };
};
