import type { Answers } from '#src/features/requests/answers.ts';
import {
  whomOf,
  type QuestionContext,
  type QuestionEditor,
} from '#src/features/requests/questions/question.ts';
import { choiceOf } from '#src/features/requests/questions/typed.ts';

export const HOME_FIELDS = ['caresForSomebody', 'hasCarer', 'childrenAtHome'] as const;
export type HomeField = (typeof HOME_FIELDS)[number];
const ANSWERS = ['yes', 'no', 'not-said'] as const;

interface HomeWords {
  asks: string;
  selectYesIf: string;
  /** Read back, by answer; an answer that was not given is not read back. */
  yes: string;
  no: string;
}

/** Each of the three questions, asked of the person, or of whoever fills it in for them. */
export const HOME_WORDS: Readonly<Record<'you' | 'them', Readonly<Record<HomeField, HomeWords>>>> = {
  you: {
    caresForSomebody: {
      asks: 'Do you look after somebody who could not manage without you?',
      selectYesIf: 'you look after somebody who could not manage without you',
      yes: 'You look after somebody',
      no: 'You look after nobody',
    },
    hasCarer: {
      asks: 'Does somebody look after you, like a relative or a friend?',
      selectYesIf: 'somebody looks after you',
      yes: 'Somebody looks after you',
      no: 'Nobody looks after you',
    },
    childrenAtHome: {
      asks: 'Do children under 18 live with you?',
      selectYesIf: 'children under 18 live with you',
      yes: 'Children under 18 live with you',
      no: 'No children under 18 live with you',
    },
  },
  them: {
    caresForSomebody: {
      asks: 'Do they look after somebody who could not manage without them?',
      selectYesIf: 'they look after somebody who could not manage without them',
      yes: 'They look after somebody',
      no: 'They look after nobody',
    },
    hasCarer: {
      asks: 'Does somebody look after them, like a relative or a friend?',
      selectYesIf: 'somebody looks after them',
      yes: 'Somebody looks after them',
      no: 'Nobody looks after them',
    },
    childrenAtHome: {
      asks: 'Do children under 18 live with them?',
      selectYesIf: 'children under 18 live with them',
      yes: 'Children under 18 live with them',
      no: 'No children under 18 live with them',
    },
  },
};

export const HOME_CHOICES = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'not-said', text: 'I would rather not say' },
] as const;

const wordsFor = (context: Pick<QuestionContext, 'madeBy'>) => HOME_WORDS[whomOf(context.madeBy)];

export const home: QuestionEditor<'home'> = {
  show: ({ home: said }) => ({ ...said }),
  read(typed, context) {
    const words = wordsFor(context);
    const said = (field: HomeField) => choiceOf(typed, field, ANSWERS);
    const [caresForSomebody, hasCarer, childrenAtHome] = HOME_FIELDS.map(said);
    if (caresForSomebody === undefined || hasCarer === undefined || childrenAtHome === undefined) {
      const problems = HOME_FIELDS.filter((field) => said(field) === undefined).map((field) => ({
        field,
        text: `Select yes if ${words[field].selectYesIf}`,
      }));
      return { ok: false, problems };
    }
    return { ok: true, value: { caresForSomebody, hasCarer, childrenAtHome } };
  },
  tell: (answers: Answers, context) => {
    const { home: said } = answers;
    if (said === undefined) return [];
    return HOME_FIELDS.flatMap((field) => {
      const answer = said[field];
      return answer === 'not-said' ? [] : wordsFor(context)[field][answer];
    });
  },
};
