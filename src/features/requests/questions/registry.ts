import type { AnswerPart } from '#src/features/requests/answers.ts';
import { dateOfBirth } from './facts/health/date-of-birth.ts';
import { gp } from './facts/health/gp.ts';
import { nhsNumber } from './facts/health/nhs-number.ts';
import { helper } from './facts/asking/own-details.ts';
import { home } from './facts/home/home.ts';
import { inPlace } from './facts/home/in-place.ts';
import { needs } from './facts/needs/needs.ts';
import { address } from './facts/place/address.ts';
import { place } from './facts/place/place.ts';
import { services } from './facts/services/services.ts';
import { sharing } from './facts/sharing/sharing.ts';
import { agreement } from './person/agreement.ts';
import { communication } from './person/communication/communication.ts';
import { copy } from './person/copy.ts';
import { name } from './person/name.ts';
import { reach } from './person/reach.ts';
import { safe } from './person/safe.ts';
import { story } from './person/story.ts';
import type { QuestionEditor } from './question.ts';
import type { AnsweredQuestionId, PartOf } from './questions.ts';

/**
 * The editor of each question. A question is asked by one module (`show`, `read` and `tell`) and one component, which
 * QuestionFields.astro picks: add a line to both.
 */
export const QUESTION_EDITORS: { readonly [Id in AnsweredQuestionId]: QuestionEditor<PartOf<Id>> } = {
  agreement,
  helper,
  name,
  reach,
  safe,
  communication,
  story,
  needs,
  'in-place': inPlace,
  home,
  place,
  services,
  'date-of-birth': dateOfBirth,
  address,
  'nhs-number': nhsNumber,
  gp,
  sharing,
  copy,
};

/** The editor of a question, for whoever does not care which. */
export const editorOf = (id: AnsweredQuestionId): QuestionEditor<AnswerPart> => QUESTION_EDITORS[id];
