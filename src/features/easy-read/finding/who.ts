import type { Audience } from '#db/vocabulary.ts';
import { paths } from '#src/lib/paths.ts';
import { findingQuery, type Finding } from './steps.ts';

/** What a choice of "Who is it for?" adds to the search: its own filters, nothing else. */
interface WhoFilters {
  age?: number; // years
  audience?: readonly Audience[];
}

interface WhoChoice {
  text: string;
  picture: string;
  /** Either the filters it stands for, or the question that comes first. */
  filters?: WhoFilters;
  then?: WhoQuestion;
}

export const WHO_QUESTIONS = ['carer', 'child', 'older'] as const;
export type WhoQuestion = (typeof WHO_QUESTIONS)[number];

const NOT_SAID = 'I do not want to say';

/**
 * The questions of who it is for. Asking for an age keeps what is for everybody among the results; only who does not want
 * to say it gets what is made for those people alone.
 */
const SCREENS: Readonly<Record<WhoQuestion | 'first', { title: string; choices: readonly WhoChoice[] }>> = {
  first: {
    title: 'Who is it for?',
    choices: [
      { text: 'It is for me', picture: 'person', filters: {} },
      { text: 'Somebody I care for', picture: 'carer', then: 'carer' },
      { text: 'A child', picture: 'child', then: 'child' },
      { text: 'An older person', picture: 'older-adult', then: 'older' },
      { text: NOT_SAID, picture: 'secret', filters: {} },
    ],
  },
  carer: {
    title: 'What help do you want?',
    choices: [
      { text: 'Help for the person I care for', picture: 'heart-hands', filters: {} },
      { text: 'Help for me because I care for them', picture: 'carer', filters: { audience: ['carers'] } },
    ],
  },
  child: {
    title: 'How old is the child?',
    choices: [
      { text: '0 to 4 years', picture: 'teddy', filters: { age: 3 } },
      { text: '5 to 10 years', picture: 'child', filters: { age: 8 } },
      { text: '11 to 15 years', picture: 'school-bag', filters: { age: 13 } },
      { text: '16 or 17 years', picture: 'person', filters: { age: 16 } },
      {
        text: NOT_SAID,
        picture: 'secret',
        filters: { audience: ['parents_and_families', 'young_people'] },
      },
    ],
  },
  older: {
    title: 'How old is the person?',
    choices: [
      { text: '50 to 64 years', picture: 'person', filters: { age: 60 } },
      { text: '65 to 74 years', picture: 'older-adult', filters: { age: 70 } },
      { text: '75 or older', picture: 'older-adult', filters: { age: 80 } },
      { text: NOT_SAID, picture: 'secret', filters: { audience: ['older_people'] } },
    ],
  },
};

/** A question of who it is for, each answer a link to the results or to the next question. */
export function whoScreen(asked: string | null, finding: Finding) {
  const question = WHO_QUESTIONS.find((each) => each === asked);
  const { title, choices } = SCREENS[question ?? 'first'];
  const query = findingQuery(finding);
  return {
    title,
    choices: choices.map(({ text, picture, filters, then }) => ({
      text,
      picture,
      href:
        then === undefined
          ? paths.easyReadResults({ ...query, audience: filters?.audience, age: filters?.age })
          : paths.easyReadFindWho({ ...query, who: then }),
    })),
    back: question === undefined ? paths.easyReadFindWhere(query) : paths.easyReadFindWho(query),
  };
}
