import type { MadeBy } from '#src/features/requests/answers.ts';
import { helperFields, type HelperField } from '#src/features/requests/questions/facts/asking/own-details.ts';
import { whomOf } from '#src/features/requests/questions/question.ts';
import { MAY_BE_EMPTY, type EasyChoice, type EasyQuestion, type EasyText, type EasyWords } from './types.ts';

const WHO: Readonly<Record<MadeBy, Omit<EasyChoice, 'value'>>> = {
  self: { text: 'I need help', picture: 'person' },
  helper: { text: 'Someone I know', picture: 'friends', hint: 'Like my mum, my friend or my neighbour.' },
  professional: { text: 'Someone I work with', picture: 'worker', hint: 'Helping them is my job.' },
  navigator: { text: 'Someone who is with me now', picture: 'people-talking', hint: 'Or on the phone.' },
};

/** Who needs help. `choices`: navigators, signed in, have one more. */
export const whoWords = (choices: readonly MadeBy[]): EasyQuestion => ({
  title: 'Who needs help?',
  ideas: [
    { picture: 'person', words: 'You can ask for help for you.' },
    { picture: 'friends', words: 'You can ask for help for someone else.' },
  ],
  fields: [
    {
      kind: 'choices',
      name: 'who',
      legend: 'Pick one',
      choices: choices.map((value) => ({ value, ...WHO[value] })),
    },
  ],
});

export const agreementWords: EasyWords = () => ({
  title: 'Do they know you are asking?',
  ideas: [
    { picture: 'people-talking', words: 'Ask the person first. They must know about this.' },
    { picture: 'yes', words: 'We only help people who say yes.' },
    { picture: 'undo', words: 'They can change their mind at any time.' },
  ],
  fields: [
    {
      kind: 'choices',
      name: 'agrees',
      legend: 'Do they say yes?',
      choices: [
        { value: 'yes', text: 'Yes. They know and they say yes', picture: 'yes' },
        { value: 'no', text: 'No, or I am not sure', picture: 'no' },
        { value: 'cannot', text: 'They cannot decide this. It is best for them', picture: 'heart-hands' },
        {
          value: 'attorney',
          text: 'I decide for them by law',
          picture: 'law',
          hint: 'I have a power of attorney, or I am their deputy.',
        },
      ],
    },
    {
      kind: 'choices',
      name: 'method',
      legend: 'If they say yes: how did they tell you?',
      choices: [
        { value: 'in-person', text: 'We were together', picture: 'people-talking' },
        { value: 'phone', text: 'On the phone', picture: 'phone' },
        { value: 'written', text: 'They wrote it', picture: 'writing-hand' },
      ],
    },
    {
      kind: 'fold',
      summary: 'If they cannot decide this',
      fields: [
        {
          kind: 'text',
          name: 'reason',
          label: 'Why can they not decide? Or how may you decide for them?',
          hint: 'For example: she has dementia.',
          rows: 3,
        },
      ],
    },
  ],
});

type OwnField = Omit<EasyText, 'kind' | 'name'>;
const OWN_FIELDS: Readonly<Record<HelperField, OwnField>> = {
  name: { label: 'Your full name', autocomplete: 'name' },
  relationship: { label: 'How do you know them?', hint: 'For example: daughter, friend or neighbour.' },
  role: { label: 'Your job', hint: 'For example: nurse.', autocomplete: 'organization-title' },
  organisation: { label: 'Where you work', autocomplete: 'organization' },
  phone: {
    label: 'Your phone number',
    hint: 'Tell us your phone number, your email, or both.',
    type: 'tel',
    autocomplete: 'tel',
    width: 20,
  },
  email: { label: 'Your email', type: 'email', autocomplete: 'email' },
};
const AT_WORK: Readonly<Partial<Record<HelperField, OwnField>>> = {
  email: { label: 'Your email at work', type: 'email', autocomplete: 'email' },
  phone: {
    label: 'Your phone number at work',
    hint: MAY_BE_EMPTY,
    type: 'tel',
    autocomplete: 'tel',
    width: 20,
  },
};

export const helperWords: EasyWords = (context) => ({
  title: 'Tell us about you',
  ideas: [
    { picture: 'person', words: 'We need to know who is asking.' },
    context.account === null
      ? { picture: 'phone', words: 'Sometimes we cannot reach the person. Then we talk to you.' }
      : { picture: 'yes', words: 'We know your name and your email already.' },
  ],
  fields: helperFields(context).map((name) => ({
    kind: 'text',
    name,
    ...((context.madeBy === 'professional' ? AT_WORK[name] : undefined) ?? OWN_FIELDS[name]),
  })),
});

export const nameWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'What is your name?' : 'What is the name of the person?',
    ideas: [
      {
        picture: 'navigator',
        words: 'A **navigator** will read this. A navigator is a worker who helps you find support.',
      },
      {
        picture: 'one-person',
        words: isYou ? 'They need to know who you are.' : 'They need to know who it is.',
      },
    ],
    fields: [
      {
        kind: 'text',
        name: 'full',
        label: isYou ? 'Your full name' : 'Their full name',
        ...(isYou && { autocomplete: 'name' as const }),
      },
      {
        kind: 'text',
        name: 'called',
        label: isYou ? 'What should we call you?' : 'What should we call them?',
        hint: `For example: Mrs Example, or Addie. ${MAY_BE_EMPTY}`,
        ...(isYou && { autocomplete: 'nickname' as const }),
      },
    ],
  };
};
