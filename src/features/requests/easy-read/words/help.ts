import { HOME_FIELDS, type HomeField } from '#src/features/requests/questions/facts/home/home.ts';
import { whomOf } from '#src/features/requests/questions/question.ts';
import { MAY_BE_EMPTY, YES_OR_NO, type EasyChoice, type EasyWords } from './types.ts';

export const storyWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'What matters to you?' : 'What matters to them?',
    ideas: [
      { picture: 'stop', words: 'Is someone in danger? Ring 999 now. Do not use this form.' },
      { picture: 'story', words: isYou ? 'Tell us what is going on.' : 'Tell us what is going on for them.' },
      {
        picture: 'pencil',
        words: isYou
          ? 'A few words are enough. You only have to say it once.'
          : 'A few words are enough. They will not have to say it again.',
      },
    ],
    fields: [
      {
        kind: 'text',
        name: 'words',
        label: isYou ? 'Write it in your own words' : 'Write it in their words, or in yours',
        hint: isYou ? 'What would make a good week for you?' : 'What would make a good week for them?',
        rows: 8,
      },
    ],
  };
};

/** The kinds of help with their pictures. What was brought along and is more exact stays ticked beside them. */
export const needsWords: EasyWords = ({ madeBy, needs, answers }) => {
  const isYou = whomOf(madeBy) === 'you';
  const chosen = answers.needs?.slugs ?? [];
  const shown = needs.filter(({ slug, parent }) => parent === null || chosen.includes(slug));
  return {
    title: isYou ? 'What do you want help with?' : 'What do they want help with?',
    ideas: [
      { picture: 'question', words: 'Then we know which help to look for.' },
      { picture: 'yes', words: 'You can pick more than one.' },
    ],
    fields: [
      {
        kind: 'choices',
        name: 'needs',
        legend: isYou ? 'Pick what you want help with' : 'Pick what they want help with',
        isMultiple: true,
        choices: shown.map(({ slug, name, picture = 'help' }) => ({ value: slug, text: name, picture })),
      },
      {
        kind: 'text',
        name: 'other',
        label: 'Is it something else?',
        hint: `Write it in your own words. ${MAY_BE_EMPTY}`,
        rows: 2,
      },
    ],
  };
};

export const inPlaceWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'Who helps you now?' : 'Who helps them now?',
    ideas: [
      { picture: 'carer', words: 'This can be family, a friend, a nurse or a group.' },
      { picture: 'group', words: 'If we know, nobody does the same thing twice.' },
      { picture: 'paper', words: 'You can leave this empty. Press Next to go on.' },
    ],
    fields: [
      {
        kind: 'text',
        name: 'words',
        label: isYou ? 'Who helps you, and how?' : 'Who helps them, and how?',
        hint: MAY_BE_EMPTY,
        rows: 5,
      },
    ],
  };
};

const HOME: Readonly<Record<HomeField, { you: string; them: string }>> = {
  caresForSomebody: {
    you: 'Do you look after someone who needs you?',
    them: 'Do they look after someone who needs them?',
  },
  hasCarer: { you: 'Does someone look after you?', them: 'Does someone look after them?' },
  childrenAtHome: {
    you: 'Do children under 18 live with you?',
    them: 'Do children under 18 live with them?',
  },
};
const HOME_CHOICES: readonly EasyChoice[] = [
  ...YES_OR_NO,
  { value: 'not-said', text: 'I do not want to say', picture: 'secret' },
];

export const homeWords: EasyWords = ({ madeBy }) => {
  const whom = whomOf(madeBy);
  return {
    title: 'Who is at home?',
    ideas: [
      { picture: 'home', words: 'There may be help for other people at home too.' },
      { picture: 'secret', words: 'You do not have to say. There is a button for that.' },
    ],
    fields: HOME_FIELDS.map((name) => ({
      kind: 'choices',
      name,
      legend: HOME[name][whom],
      choices: HOME_CHOICES,
    })),
  };
};
