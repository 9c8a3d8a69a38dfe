import type { QuestionEditor } from './question.ts';
import type { AnsweredQuestionId, PartOf } from './questions.ts';

type Editors = { readonly [Id in AnsweredQuestionId]: QuestionEditor<PartOf<Id>> };

/**
 * The editor of each question. A question is asked by one module (`show`, `read` and `tell`) and one component, which
 * QuestionFields.astro picks: add a line to both.
 */
export const QUESTION_EDITORS: Editors = {
};

/** The editor of a question whose kind is known only when it is asked for. */
export const editorOf = (id: AnsweredQuestionId): QuestionEditor<PartOf<typeof id>> =>
  QUESTION_EDITORS[id] as QuestionEditor<PartOf<typeof id>>;
