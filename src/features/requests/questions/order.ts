import type { AnswerPart, Answers, MadeBy } from '#src/features/requests/answers.ts';
import type { RouteFacts } from './question.ts';
import { QUESTIONS, askedQuestions, questionOf, type QuestionId } from './questions.ts';

/** Where somebody stands in the journey: what was said, by whom, and what their route asks for. */
export interface Standing {
  answers: Answers;
  madeBy: MadeBy;
  facts: RouteFacts;
}

const asked = ({ answers, madeBy, facts }: Standing): QuestionId[] => askedQuestions(answers, madeBy, facts);

/** Who needs help is answered as soon as a question about the people is. */
const OF_PEOPLE = ['agreement', 'helper', 'name'] as const satisfies readonly AnswerPart[];

/** True when a question has its answer, and nothing said since has made it incomplete. */
export function isAnswered(
  id: QuestionId,
  { answers, madeBy }: Pick<Standing, 'answers' | 'madeBy'>,
): boolean {
  const { part, fits } = questionOf(id);
  if (part === null) return madeBy === 'navigator' || OF_PEOPLE.some((other) => answers[other] !== undefined);
  return answers[part] !== undefined && (fits?.(answers, madeBy) ?? true);
}

/** The first question that is asked and has no answer yet; null: all are answered. */
export const firstUnanswered = (standing: Standing): QuestionId | null =>
  asked(standing).find((id) => !isAnswered(id, standing)) ?? null;

/** The question asked before this one; null: this is the first. Of one that is not asked: the nearest before it. */
export function previousQuestion(id: QuestionId, standing: Standing): QuestionId | null {
  const isBefore = before(id);
  return asked(standing).findLast(isBefore) ?? null;
}

/**
 * Where an answered question leads: the next in order; from "check your answers" the first that has no answer, because
 * a changed answer may bring new questions; "check" when none is left.
 */
export function nextAfter(id: QuestionId, standing: Standing, isFromCheck: boolean): QuestionId | 'check' {
  if (isFromCheck) return firstUnanswered(standing) ?? 'check';
  const isBefore = before(id);
  return asked(standing).find((other) => other !== id && !isBefore(other)) ?? 'check';
}

const before = (id: QuestionId): ((other: QuestionId) => boolean) => {
  const order: readonly QuestionId[] = QUESTIONS.map((question) => question.id);
  const index = order.indexOf(id);
  return (other) => order.indexOf(other) < index;
};

/** The parts of the answers whose questions are asked. */
export const askedParts = (standing: Standing): AnswerPart[] =>
  asked(standing).flatMap((id) => questionOf(id).part ?? []);

/**
 * What is sent: the answers to the questions that are asked. What was said before another answer made its question
 * needless stays in the draft, and comes back when that answer changes again, but goes nowhere.
 */
export function askedAnswers(standing: Standing): Answers {
  const parts: readonly string[] = askedParts(standing);
  return Object.fromEntries(Object.entries(standing.answers).filter(([part]) => parts.includes(part)));
}

/** True when every question that is asked has its answer. */
export const isReady = (standing: Standing): boolean => firstUnanswered(standing) === null;
