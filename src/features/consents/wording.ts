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
  id: string; // "sharing-1": name and version; in easy read "sharing-1-easy-read"
  from: string; // date from which it was used
  wordings: Readonly<Record<ConsentPurpose, Wording>>;
}

/** All versions, and the one that is shown now. */
export interface ConsentWords {
  current: WordingSet;
  byId: ReadonlyMap<string, WordingSet>;
}

const EASY_READ = '-easy-read';

/** A version in its easy-read words: one of its own, by its own id, so that what was agreed to is the words that were shown. */
const inEasyRead = ({ id, from, wordings }: WordingSet): WordingSet => {
  const easy = (wording: Wording): Wording => ({ ...wording, plain: wording.easyRead });
  return {
    id: `${id}${EASY_READ}`,
    from,
    wordings: {
      navigator: easy(wordings.navigator),
      service: easy(wordings.service),
      gp: easy(wordings.gp),
      feedback: easy(wordings.feedback),
    },
  };
};

/** The words with which somebody is asked now, in the form in which they read. */
export const wordsShown = ({ current }: Pick<ConsentWords, 'current'>, isEasyRead: boolean): WordingSet =>
  isEasyRead ? inEasyRead(current) : current;

/** The words that an id names ("sharing-1", "sharing-1-easy-read"); undefined where they are not kept any more. */
export function findWords({ byId }: Pick<ConsentWords, 'byId'>, id: string): WordingSet | undefined {
  const isEasyRead = id.endsWith(EASY_READ);
  const set = byId.get(isEasyRead ? id.slice(0, -EASY_READ.length) : id);
  return set === undefined || !isEasyRead ? set : inEasyRead(set);
}
