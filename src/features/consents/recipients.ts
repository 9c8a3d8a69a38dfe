import type { Answers } from '#src/features/requests/answers.ts';
import { SHARED_FACT_NAMES, type SharedFact } from './facts.ts';

/** Our own navigators, as a recipient: by the name of this website. */
export const navigatorRecipient = (siteName: string): string => `The navigators of ${siteName}`;

/** A service as a recipient: the organisation, which answers for what it gets, and its service. */
export const serviceRecipient = ({ name, organisation }: { name: string; organisation: string }): string =>
  name === organisation ? organisation : `${organisation} (${name})`;

/** True when an answer of the fact tells something: "I do not know it" does not. */
function tells(fact: SharedFact, answers: Answers): boolean {
  const { nhsNumber, gp, inPlace, communication } = answers;
  switch (fact) {
    case 'nhs-number':
      return nhsNumber !== undefined && nhsNumber.number !== null;
    case 'gp':
      return gp !== undefined && gp.practice !== null;
    case 'in-place':
      return inPlace !== undefined && inPlace.words !== null;
    case 'communication':
      return (
        communication !== undefined &&
        Object.values(communication).some((need) => (Array.isArray(need) ? need.length > 0 : need !== null))
      );
    case 'name':
      return answers.name !== undefined;
    case 'contact':
      return answers.reach !== undefined;
    case 'story':
      return answers.story !== undefined && answers.story.words !== '';
    case 'needs':
      return answers.needs !== undefined;
    case 'home':
      return answers.home !== undefined;
    case 'date-of-birth':
      return answers.dateOfBirth !== undefined;
    case 'address':
      return answers.address !== undefined;
    case 'helper':
      return answers.helper !== undefined;
  }
}

/** The facts that there are of somebody: all that can be shared, and what our navigators see. */
export const toldFacts = (answers: Answers): SharedFact[] =>
  SHARED_FACT_NAMES.filter((fact) => tells(fact, answers));

const OF_PRACTICE: readonly SharedFact[] = ['name', 'needs', 'date-of-birth', 'nhs-number'];

/** What a GP practice gets with the message of how it went: enough to know whom it is about, and what it was. */
export const practiceFacts = (answers: Answers): SharedFact[] =>
  toldFacts(answers).filter((fact) => OF_PRACTICE.includes(fact));
