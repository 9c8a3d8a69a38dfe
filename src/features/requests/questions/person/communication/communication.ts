import {
  COMMUNICATION_PROFESSIONALS,
  COMMUNICATION_SUPPORT,
  CONTACT_METHODS,
  INFORMATION_FORMATS,
  type Answers,
} from '#src/features/requests/answers.ts';
import type { FormValues } from '#src/lib/form.ts';
import { LIMITS, tooLong } from '#src/features/requests/questions/limits.ts';
import { whomOf, type FieldProblem, type QuestionEditor } from '#src/features/requests/questions/question.ts';
import { choiceOf, chosenOf, textOf, textOrNull } from '#src/features/requests/questions/typed.ts';
import { PRINT_POINTS, communicationLines } from './communication-words.ts';

type Communication = NonNullable<Answers['communication']>;
const YES_NO = ['yes', 'no'] as const;

/** True when nothing particular is needed. */
export const isNothing = (given: Communication): boolean =>
  given.methods.length === 0 &&
  given.formats.length === 0 &&
  given.professionals.length === 0 &&
  given.support.length === 0 &&
  given.language === null &&
  given.other === null;

const readPoints = (typed: Parameters<QuestionEditor<'communication'>['read']>[0]): number | null => {
  const points = Number(textOf(typed, 'print-points'));
  return PRINT_POINTS.find((known) => known === points) ?? null;
};

/**
 * The Accessible Information Standard's question (DAPB1605): what is needed in its four categories, never why. "No" and
 * something ticked contradict each other, and only the person can say which is meant.
 */
export const communication: QuestionEditor<'communication'> = {
  /** Whoever fills it in in easy read is taken to want easy read, until something else is said. */
  show({ communication: given }, { isEasyRead }): FormValues {
    if (given === undefined && isEasyRead === true) return { any: 'yes', formats: ['easy-read'] };
    if (given === undefined) return {};
    return {
      any: isNothing(given) ? 'no' : 'yes',
      methods: [...given.methods],
      formats: [...given.formats],
      professionals: [...given.professionals],
      support: [...given.support],
      ...(given.printPoints === null ? {} : { 'print-points': String(given.printPoints) }),
      ...(given.language === null ? {} : { language: given.language }),
      ...(given.other === null ? {} : { other: given.other }),
    };
  },
  read(typed, { madeBy }) {
    const any = choiceOf(typed, 'any', YES_NO);
    const formats = chosenOf(typed, 'formats', INFORMATION_FORMATS);
    const value: Communication = {
      methods: chosenOf(typed, 'methods', CONTACT_METHODS),
      formats,
      printPoints: formats.includes('large-print') ? readPoints(typed) : null,
      professionals: chosenOf(typed, 'professionals', COMMUNICATION_PROFESSIONALS),
      support: chosenOf(typed, 'support', COMMUNICATION_SUPPORT),
      language: textOrNull(typed, 'language'),
      other: textOrNull(typed, 'other'),
    };
    const problems: FieldProblem[] = [
      ...tooLong('language', 'Language', value.language ?? '', LIMITS.called),
      ...tooLong('other', 'Anything else', value.other ?? '', LIMITS.short),
    ];
    const need = whomOf(madeBy) === 'you' ? 'you need' : 'they need';
    if (any === undefined && isNothing(value))
      problems.unshift({ field: 'any', text: `Select yes if ${need} something from the list` });
    if (any === 'yes' && isNothing(value))
      problems.unshift({ field: 'any', text: `Choose what ${need} below, or select no` });
    if (any === 'no' && !isNothing(value))
      problems.unshift({ field: 'any', text: 'Something is chosen below. Select yes, or clear it' });
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
  },
  tell({ communication: given }) {
    if (given === undefined) return [];
    return isNothing(given) ? ['Nothing particular'] : communicationLines(given);
  },
};
