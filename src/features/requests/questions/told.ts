import type { Answers } from '../answers.ts';
import type { QuestionContext } from './question.ts';
import { QUESTIONS, askedQuestions, questionOf, type AnsweredQuestionId } from './questions.ts';
import { editorOf } from './registry.ts';

/** Who may see the answers stands apart, where it is kept with its date. */
const ELSEWHERE: readonly string[] = ['who', 'sharing'];

const isAnswerQuestion = (id: string): id is AnsweredQuestionId =>
  QUESTIONS.some((question) => question.id === id && question.part !== null);

/** The answers in lines, question by question in the order in which they are asked; those that were given first and asked no more come too. */
export function tellAnswers(
  answers: Answers,
  context: QuestionContext,
): { question: string; lines: readonly string[] }[] {
  const asked = new Set<string>(askedQuestions(answers, context.madeBy, context.facts));
  return QUESTIONS.flatMap(({ id }) => {
    if (ELSEWHERE.includes(id) || !isAnswerQuestion(id)) return [];
    const { label, part } = questionOf(id);
    if (!asked.has(id) && (part === null || answers[part] === undefined)) return [];
    return [{ question: label, lines: editorOf(id).tell(answers, context) }];
  });
}
