import { proofWays } from '#src/features/proofs/ways.ts';
import type { AnswerPart, Answers, MadeBy } from '#src/features/requests/answers.ts';
import { helperHolds } from './facts/asking/own-details.ts';
import { sharingHolds } from './facts/sharing/sharing.ts';
import { isCopyPossible } from './person/copy.ts';
import { isSafeComplete } from './person/safe.ts';
import { whomOf, type RouteFact, type RouteFacts } from './question.ts';

interface QuestionRow {
  /** The last part of its address. */
  id: string;
  /** What it asks; null: who fills in the request, which is no answer about the person. */
  part: AnswerPart | null;
  /** The question, as its page asks it. */
  you: string;
  them: string;
  /** In the list of the start page. */
  label: string;
  /** Where answers are checked. */
  short: string;
  /** Whether it is asked, given what was said so far. */
  isAsked: (answers: Answers, madeBy: MadeBy, facts: RouteFacts) => boolean;
  /** Whether an answer that is there still fits what was said elsewhere since; always, where it is left out. */
  fits?: (answers: Answers, madeBy: MadeBy) => boolean;
}

const always = (): boolean => true;
const forSomebody = (_answers: Answers, madeBy: MadeBy): boolean => madeBy !== 'self';
const byOthers = (_answers: Answers, madeBy: MadeBy): boolean =>
  madeBy === 'helper' || madeBy === 'professional';
const whereNeeded =
  (fact: RouteFact) =>
  (_answers: Answers, _madeBy: MadeBy, { asks }: RouteFacts): boolean =>
    asks.includes(fact);

/**
 * Whoever can be sent no code, because no text or email was given that is safe, shows who they are by their date of
 * birth when they follow their request.
 */
const hasNoCodeWay = (answers: Answers, madeBy: MadeBy): boolean =>
  answers.reach !== undefined && answers.safe !== undefined && proofWays(answers, madeBy).length === 0;

/** Agreement counts of whoever may give it: asked by somebody else, or for somebody who cannot decide, it is asked again. */
function isGivenByThem({ sharing, agreement }: Answers, madeBy: MadeBy): boolean {
  if (madeBy === 'self') return sharing?.givenBy === 'self';
  if (agreement?.agrees === 'cannot') return sharing?.givenBy === 'best-interests';
  if (agreement?.agrees === 'attorney') return sharing?.givenBy === 'attorney';
  return sharing?.givenBy === (madeBy === 'navigator' ? 'self' : 'helper');
}

/** Somebody without an address gets no letters: then there must be a number or an email address. */
const isReachable = ({ reach, address }: Answers): boolean =>
  address?.noFixedAddress !== true || (reach !== undefined && (reach.phone !== null || reach.email !== null));

/** The one table of questions, in the order in which they are asked. */
export const QUESTIONS = [
  {
    id: 'who',
    part: null,
    you: 'Who needs help?',
    them: 'Who needs help?',
    label: 'Who needs help',
    short: 'For whom',
    isAsked: always,
  },
  {
    id: 'agreement',
    part: 'agreement',
    you: 'Do they know that you are asking, and do they agree?',
    them: 'Do they know that you are asking, and do they agree?',
    label: 'Whether they agree',
    short: 'Agreement',
    isAsked: forSomebody,
  },
  {
    id: 'helper',
    part: 'helper',
    you: 'What are your own details?',
    them: 'What are your own details?',
    label: 'Your own details, if you ask for somebody else',
    short: 'Your details',
    isAsked: byOthers,
    fits: helperHolds,
  },
  {
    id: 'name',
    part: 'name',
    you: 'What is your name?',
    them: 'What is the name of the person who needs help?',
    label: 'Name',
    short: 'Name',
    isAsked: always,
  },
  {
    id: 'reach',
    part: 'reach',
    you: 'How can we reach you?',
    them: 'How can we reach them?',
    label: 'Phone, email or letter',
    short: 'How to get in touch',
    isAsked: always,
    fits: isReachable,
  },
  {
    id: 'safe',
    part: 'safe',
    you: 'Is it safe to contact you?',
    them: 'Is it safe to contact them?',
    label: 'Whether it is safe to contact',
    short: 'What is safe',
    isAsked: ({ reach }) => reach !== undefined,
    fits: isSafeComplete,
  },
  {
    id: 'communication',
    part: 'communication',
    you: 'Do you need us to contact you or give you information in a particular way?',
    them: 'Do they need us to contact them or give them information in a particular way?',
    label: 'Help with reading, hearing or speaking',
    short: 'Ways of talking and writing',
    isAsked: always,
  },
  {
    id: 'story',
    part: 'story',
    you: 'What matters to you?',
    them: 'What matters to them?',
    label: 'What matters, in their own words',
    short: 'What matters',
    isAsked: always,
  },
  {
    id: 'needs',
    part: 'needs',
    you: 'What would you like help with?',
    them: 'What would they like help with?',
    label: 'What help is for',
    short: 'Help with',
    isAsked: always,
  },
  {
    id: 'in-place',
    part: 'inPlace',
    you: 'What help do you have already?',
    them: 'What help do they have already?',
    label: 'Help that is there already',
    short: 'Help already there',
    isAsked: always,
  },
  {
    id: 'home',
    part: 'home',
    you: 'Who is at home?',
    them: 'Who is at home?',
    label: 'Carers, and children at home',
    short: 'At home',
    isAsked: always,
  },
  {
    id: 'place',
    part: 'place',
    you: 'Where do you live?',
    them: 'Where do they live?',
    label: 'Postcode or town',
    short: 'Where',
    isAsked: always,
  },
  {
    id: 'services',
    part: 'services',
    you: 'Which services would you like to hear from?',
    them: 'Which services would they like to hear from?',
    label: 'Services, or help to choose',
    short: 'Services',
    isAsked: always,
  },
  {
    id: 'date-of-birth',
    part: 'dateOfBirth',
    you: 'What is your date of birth?',
    them: 'What is their date of birth?',
    label: 'Date of birth',
    short: 'Date of birth',
    isAsked: (answers, madeBy, { asks }) => asks.includes('date-of-birth') || hasNoCodeWay(answers, madeBy),
  },
  {
    id: 'address',
    part: 'address',
    you: 'What is your address?',
    them: 'What is their address?',
    label: 'Address',
    short: 'Address',
    isAsked: ({ reach }, _madeBy, { asks }) =>
      asks.includes('address') || reach?.ways.includes('letter') === true,
  },
  {
    id: 'nhs-number',
    part: 'nhsNumber',
    you: 'Do you know your NHS number?',
    them: 'Do you know their NHS number?',
    label: 'NHS number',
    short: 'NHS number',
    isAsked: whereNeeded('nhs-number'),
  },
  {
    id: 'gp',
    part: 'gp',
    you: 'Which GP practice do you go to?',
    them: 'Which GP practice do they go to?',
    label: 'GP practice',
    short: 'GP practice',
    isAsked: whereNeeded('gp'),
  },
  {
    id: 'sharing',
    part: 'sharing',
    you: 'Who may see what you told us?',
    them: 'Who may see what you told us?',
    label: 'Who may see the answers',
    short: 'Who may see this',
    isAsked: always,
    fits: (answers, madeBy) => sharingHolds(answers) && isGivenByThem(answers, madeBy),
  },
  {
    id: 'copy',
    part: 'copy',
    you: 'Would you like a copy?',
    them: 'Would they like a copy?',
    label: 'A copy',
    short: 'Copy',
    isAsked: always,
    fits: isCopyPossible,
  },
] as const satisfies readonly QuestionRow[];

export type Question = (typeof QUESTIONS)[number];
export type QuestionId = Question['id'];
/** The questions that are an answer about the person: all but who fills it in. */
export type AnsweredQuestionId = Exclude<Question, { part: null }>['id'];
export type PartOf<Id extends AnsweredQuestionId> = Extract<Question, { id: Id }>['part'] & AnswerPart;

export const isQuestionId = (text: string): text is QuestionId => QUESTIONS.some(({ id }) => id === text);

const BY_ID = new Map<QuestionId, QuestionRow>(QUESTIONS.map((question) => [question.id, question]));

/** One row of the table. */
export function questionOf(id: QuestionId): QuestionRow {
  const question = BY_ID.get(id);
  if (question === undefined) throw new Error(`No question "${id}"`);
  return question;
}

/** The question as its page asks it: of the person themself, or of whoever fills it in for them. */
export const titleOf = (id: QuestionId, madeBy: MadeBy): string => questionOf(id)[whomOf(madeBy)];

/** The questions that are asked, in order, given what was said so far. */
export const askedQuestions = (answers: Answers, madeBy: MadeBy, facts: RouteFacts): QuestionId[] =>
  QUESTIONS.filter((question: QuestionRow) => question.isAsked(answers, madeBy, facts)).map(({ id }) => id);
