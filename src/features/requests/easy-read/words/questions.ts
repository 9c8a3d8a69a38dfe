import type { QuestionContext } from '#src/features/requests/questions/question.ts';
import type { AnsweredQuestionId } from '#src/features/requests/questions/questions.ts';
import { communicationWords } from './communication.ts';
import { copyWords } from './copy.ts';
import { dateOfBirthWords, gpWords, nhsNumberWords } from './health.ts';
import { homeWords, inPlaceWords, needsWords, storyWords } from './help.ts';
import { agreementWords, helperWords, nameWords } from './people.ts';
import { addressWords, placeWords, servicesWords } from './place.ts';
import { reachWords, safeWords } from './reaching.ts';
import { sharingWords } from './sharing.ts';
import type { EasyQuestion, EasyWords } from './types.ts';

/** Each question in easy words; who needs help is asked by `whoWords`. */
const WORDS: Readonly<Record<AnsweredQuestionId, EasyWords>> = {
  agreement: agreementWords,
  helper: helperWords,
  name: nameWords,
  reach: reachWords,
  safe: safeWords,
  communication: communicationWords,
  story: storyWords,
  needs: needsWords,
  'in-place': inPlaceWords,
  home: homeWords,
  place: placeWords,
  services: servicesWords,
  'date-of-birth': dateOfBirthWords,
  address: addressWords,
  'nhs-number': nhsNumberWords,
  gp: gpWords,
  sharing: sharingWords,
  copy: copyWords,
};

/** A question in easy read, said to whoever fills it in. */
export const easyQuestion = (id: AnsweredQuestionId, context: QuestionContext): EasyQuestion =>
  WORDS[id](context);

/** A question's picture where its answer is checked. */
export const CHECK_PICTURES: Readonly<Record<AnsweredQuestionId | 'who', string>> = {
  who: 'friends',
  agreement: 'yes',
  helper: 'carer',
  name: 'person',
  reach: 'phone',
  safe: 'secret',
  communication: 'ear',
  story: 'story',
  needs: 'help',
  'in-place': 'group',
  home: 'home',
  place: 'place',
  services: 'navigator',
  'date-of-birth': 'birthday',
  address: 'letter',
  'nhs-number': 'hospital',
  gp: 'doctor',
  sharing: 'eyes',
  copy: 'paper',
};
