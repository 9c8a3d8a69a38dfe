import type { AnswerPart } from '#src/features/requests/answers.ts';

/** What can be shared with a service, as it is shown to the person before they agree; one fact is some of the answers. */
export const SHARED_FACTS = {
  name: { label: 'Your name, and what to call you', parts: ['name'] },
  contact: { label: 'How to reach you, and what is safe', parts: ['reach', 'safe'] },
  communication: { label: 'What you need so that we can talk and write to you', parts: ['communication'] },
  story: { label: 'What matters to you, in your words', parts: ['story'] },
  needs: { label: 'What you would like help with', parts: ['needs'] },
  'in-place': { label: 'What help you have already', parts: ['inPlace'] },
  home: { label: 'Who cares for whom, and whether children live with you', parts: ['home'] },
  'date-of-birth': { label: 'Your date of birth', parts: ['dateOfBirth'] },
  address: { label: 'Your address', parts: ['address'] },
  'nhs-number': { label: 'Your NHS number', parts: ['nhsNumber'] },
  gp: { label: 'Your GP practice', parts: ['gp'] },
  helper: { label: 'Who is asking for you', parts: ['helper'] },
} as const satisfies Readonly<Record<string, { label: string; parts: readonly AnswerPart[] }>>;

export type SharedFact = keyof typeof SHARED_FACTS;
export const SHARED_FACT_NAMES = Object.keys(SHARED_FACTS) as readonly SharedFact[];
export const isSharedFact = (name: string): name is SharedFact => Object.hasOwn(SHARED_FACTS, name);
