import { SHARED_FACTS, type SharedFact } from '#src/features/consents/facts.ts';
import { toldFacts } from '#src/features/consents/recipients.ts';
import { editorOf } from '#src/features/requests/questions/registry.ts';
import type { QuestionContext } from '#src/features/requests/questions/question.ts';
import { QUESTIONS, type AnsweredQuestionId } from '#src/features/requests/questions/questions.ts';

/** What each fact holds, word for word as the answers are read back, so that nobody agrees to what they cannot see. */
export function factLines(context: QuestionContext): { fact: SharedFact; lines: string[] }[] {
  return toldFacts(context.answers).map((fact) => {
    const parts: readonly string[] = SHARED_FACTS[fact].parts;
    const ids = QUESTIONS.flatMap(({ id, part }): AnsweredQuestionId[] =>
      part !== null && parts.includes(part) ? [id as AnsweredQuestionId] : [],
    );
    return { fact, lines: ids.flatMap((id) => [...editorOf(id).tell(context.answers, context)]) };
  });
}
