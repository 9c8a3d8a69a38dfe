import type { Answers, ContactWay } from '#src/features/requests/answers.ts';
import { LIMITS, tooLong } from '../limits.ts';
import { whomOf, type FieldProblem, type QuestionEditor } from '../question.ts';
import { choiceOf, textOrNull } from '../typed.ts';

export const SAFE_WAYS = ['phone', 'message', 'text', 'email', 'letter'] as const;
export type SafeWay = (typeof SAFE_WAYS)[number];
const YES_NO = ['yes', 'no'] as const;

const WAY_OF: Readonly<Record<SafeWay, ContactWay>> = {
  phone: 'phone',
  message: 'phone',
  text: 'text',
  email: 'email',
  letter: 'letter',
};
export const SAFE_QUESTIONS: Readonly<Record<SafeWay, { you: string; them: string }>> = {
  phone: { you: 'Is it safe to ring you?', them: 'Is it safe to ring them?' },
  message: {
    you: 'Is it safe to leave a message if nobody answers?',
    them: 'Is it safe to leave a message if nobody answers?',
  },
  text: { you: 'Is it safe to text you?', them: 'Is it safe to text them?' },
  email: { you: 'Is it safe to email you?', them: 'Is it safe to email them?' },
  letter: { you: 'Is it safe to send you a letter?', them: 'Is it safe to send them a letter?' },
};
const SAFE_LABELS: Readonly<Record<SafeWay, string>> = {
  phone: 'Ring',
  message: 'Leave a message',
  text: 'Text',
  email: 'Email',
  letter: 'Letter',
};
const PROBLEMS: Readonly<Record<SafeWay, string>> = {
  phone: 'Select yes if it is safe to ring',
  message: 'Select yes if it is safe to leave a message',
  text: 'Select yes if it is safe to text',
  email: 'Select yes if it is safe to email',
  letter: 'Select yes if it is safe to send a letter',
};

/** What is asked about, of the ways that were given. */
export const safeWaysOf = ({ reach }: Answers): SafeWay[] =>
  SAFE_WAYS.filter((way) => reach?.ways.includes(WAY_OF[way]) === true);

/** True when every way that may be used was asked about: other ways may have been given since. */
export const isSafeComplete = (answers: Answers): boolean =>
  answers.safe !== undefined && safeWaysOf(answers).every((way) => answers.safe?.[way] != null);

/** Whether each way is safe, so that nobody else sees or hears what is meant for the person. */
export const safe: QuestionEditor<'safe'> = {
  show(answers) {
    const { safe: given } = answers;
    if (given === undefined) return {};
    return Object.fromEntries(
      [...safeWaysOf(answers), 'times' as const, 'instead' as const].flatMap((field) => {
        const value = given[field];
        return value === null ? [] : [[field, value]];
      }),
    );
  },
  /** Only ways that were given are asked about. When none of them is safe there must be somebody else to ask. */
  read(typed, { answers, madeBy }) {
    const asked = safeWaysOf(answers);
    const [times, instead] = [textOrNull(typed, 'times'), textOrNull(typed, 'instead')];
    const problems: FieldProblem[] = asked
      .filter((way) => choiceOf(typed, way, YES_NO) === undefined)
      .map((way) => ({ field: way, text: PROBLEMS[way] }));
    problems.push(
      ...tooLong('times', 'When to get in touch', times ?? '', LIMITS.short),
      ...tooLong('instead', 'Whom to ask instead', instead ?? '', LIMITS.short),
    );
    const said = (way: SafeWay): 'yes' | 'no' | null =>
      asked.includes(way) ? (choiceOf(typed, way, YES_NO) ?? null) : null;
    const isAnySafe = SAFE_WAYS.some((way) => way !== 'message' && said(way) === 'yes');
    if (problems.length === 0 && !isAnySafe && instead === null)
      problems.push({
        field: 'instead',
        text:
          whomOf(madeBy) === 'you'
            ? 'Enter whom we can ask for instead, or go back and choose another way'
            : 'Enter whom we can ask for instead, or go back and choose another way to reach them',
      });
    if (problems.length > 0) return { ok: false, problems };
    const value = {
      phone: said('phone'),
      message: said('message'),
      text: said('text'),
      email: said('email'),
      letter: said('letter'),
      times,
      instead,
    };
    return { ok: true, value };
  },
  tell(answers) {
    const { safe: given } = answers;
    if (given === undefined) return [];
    return [
      ...safeWaysOf(answers).flatMap((way) =>
        given[way] === null ? [] : [`${SAFE_LABELS[way]}: ${given[way] === 'yes' ? 'safe' : 'not safe'}`],
      ),
      ...(given.times === null ? [] : [`When: ${given.times}`]),
      ...(given.instead === null ? [] : [`Instead: ${given.instead}`]),
    ];
  },
};
