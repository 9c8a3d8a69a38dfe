import type { SharedFact } from '#src/features/consents/facts.ts';
import { SHARED_FACTS } from '#src/features/consents/facts.ts';
import type { ClosedReason } from '#src/features/requests/moves.ts';

/** Who reads the page: the person whose request it is, or who asked for them. */
export type Reader = 'person' | 'helper';

/** The words by which a page speaks to its reader of the person. */
export interface Whom {
  you: string; // "you" or "they"
  object: string; // "you" or "them"
  your: string; // "your" or "their"
  have: string; // "you have" or "they have" are the same word: have
  said: string;
}

export const whomOf = (reader: Reader): Whom =>
  reader === 'person'
    ? { you: 'you', object: 'you', your: 'your', have: 'you have', said: 'you said' }
    : { you: 'they', object: 'them', your: 'their', have: 'they have', said: 'they said' };

/** What is shared, of somebody else. */
const THEIR_FACTS: Readonly<Record<SharedFact, string>> = {
  name: 'Their name, and what to call them',
  contact: 'How to reach them, and what is safe',
  communication: 'What they need so that people can talk and write to them',
  story: 'What matters to them, in their words',
  needs: 'What they would like help with',
  'in-place': 'What help they have already',
  home: 'Who cares for whom, and whether children live with them',
  'date-of-birth': 'Their date of birth',
  address: 'Their address',
  'nhs-number': 'Their NHS number',
  gp: 'Their GP practice',
  helper: 'Your own name and how to reach you',
};

export const factLabel = (fact: SharedFact, reader: Reader): string =>
  reader === 'person' ? SHARED_FACTS[fact].label : THEIR_FACTS[fact];

/** Why a request is over, to the person. Of a death nothing is said: whoever reads this page rings us. */
export const CLOSED_WORDS: Readonly<Record<ClosedReason, string | null>> = {
  helped: 'You got the help you asked for.',
  'partly-helped': 'You got some of the help you asked for.',
  'no-service': 'We could not find a service that could help.',
  'could-not-contact': 'We tried to reach you and could not.',
  'not-wanted': 'You told us that you no longer want help.',
  'went-elsewhere': 'You told us that you found help elsewhere.',
  duplicate: 'You had asked us already: we go on with your other request.',
  died: null,
  withdrawn: 'You took your request back.',
};

export const CLOSED_WORDS_FOR_HELPER: Readonly<Record<ClosedReason, string | null>> = {
  helped: 'They got the help they asked for.',
  'partly-helped': 'They got some of the help they asked for.',
  'no-service': 'We could not find a service that could help.',
  'could-not-contact': 'We tried to reach them and could not.',
  'not-wanted': 'They told us that they no longer want help.',
  'went-elsewhere': 'They told us that they found help elsewhere.',
  duplicate: 'There was a request already: we go on with the other one.',
  died: null,
  withdrawn: 'The request was taken back.',
};
