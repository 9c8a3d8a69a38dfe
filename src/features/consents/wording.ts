import type { ConsentTable } from '#db/schema.ts';

export type ConsentPurpose = ConsentTable['purpose'];
export const CONSENT_PURPOSES = [
  'navigator',
  'service',
  'gp',
  'feedback',
] as const satisfies readonly ConsentPurpose[];
export type ConsentForm = 'plain' | 'easyRead';

/** What a person is asked before something is shared, in two forms, with ((recipient)) and ((facts)) to fill in. */
export interface Wording {
  title: string; // the question
  plain: string; // paragraphs
  easyRead: string;
}

/** One version of all wordings: a file of content/consents, never changed once it was used. */
export interface WordingSet {
  id: string; // "sharing-1": name and version
  from: string; // date from which it was used
  wordings: Readonly<Record<ConsentPurpose, Wording>>;
}

/** All versions, and the one that is shown now. */
export interface ConsentWords {
  current: WordingSet;
  byId: ReadonlyMap<string, WordingSet>;
}
