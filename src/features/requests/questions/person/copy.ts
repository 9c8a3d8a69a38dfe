import type { Answers } from '#src/features/requests/answers.ts';
import type { QuestionEditor } from '../question.ts';
import { choiceOf } from '../typed.ts';

type Copy = NonNullable<Answers['copy']>;
export const COPY_WAYS = ['email', 'text', 'letter', 'none'] as const satisfies readonly Copy['way'][];
export const COPY_FORMS = ['plain', 'easy-read', 'large-print'] as const satisfies readonly Copy['form'][];
export const COPY_WAY_LABELS: Readonly<Record<Copy['way'], string>> = {
  email: 'Yes, by email',
  text: 'Yes, a link by text message',
  letter: 'Yes, by letter',
  none: 'No, thank you',
};
export const COPY_FORM_LABELS: Readonly<Record<Copy['form'], string>> = {
  plain: 'Usual print',
  'easy-read': 'Easy read',
  'large-print': 'Large print',
};

/** The ways in which a copy can go: what the person gave and said is safe. "None" is always one. */
export const copyWays = ({ reach, safe }: Answers): Copy['way'][] =>
  COPY_WAYS.filter((way) => way === 'none' || (reach?.ways.includes(way) === true && safe?.[way] === 'yes'));

/** True when the copy that was asked for can still go that way. */
export const isCopyPossible = (answers: Answers): boolean =>
  answers.copy !== undefined && copyWays(answers).includes(answers.copy.way);

const formOf = ({ communication }: Answers): Copy['form'] => {
  if (communication?.formats.includes('easy-read') === true) return 'easy-read';
  return communication?.formats.includes('large-print') === true ? 'large-print' : 'plain';
};

/** A copy of the request, in the form that was asked for where people say what they need to read it. */
export const copy: QuestionEditor<'copy'> = {
  show: (answers) => ({
    form: answers.copy?.form ?? formOf(answers),
    ...(isCopyPossible(answers) && answers.copy !== undefined ? { way: answers.copy.way } : {}),
  }),
  read(typed, { answers }) {
    const way = choiceOf(typed, 'way', copyWays(answers));
    if (way === undefined)
      return { ok: false, problems: [{ field: 'way', text: 'Select how to get a copy, or select no' }] };
    return { ok: true, value: { way, form: choiceOf(typed, 'form', COPY_FORMS) ?? formOf(answers) } };
  },
  tell({ copy: given }) {
    if (given === undefined) return [];
    return given.way === 'none'
      ? [COPY_WAY_LABELS.none]
      : [COPY_WAY_LABELS[given.way], COPY_FORM_LABELS[given.form]];
  },
};
