import { SHARED_FACTS, type SharedFact } from '#src/features/consents/facts.ts';
import { latestConsents, recipientKey, type Consent } from '#src/features/consents/rules.ts';
import { paragraphs } from '#src/lib/text.ts';
import { GIVEN_BY, METHODS } from '#src/features/requests/workspace/choices.ts';
import { momentInWords } from './attempts.ts';
import { factLabels } from './referrals.ts';
import type { Shown } from './timers.ts';

export const DECISION_WORDS: Readonly<Record<Consent['decision'], Shown>> = {
  given: { text: 'Agreed', tone: 'good' },
  refused: { text: 'Said no', tone: 'bad' },
  withdrawn: { text: 'Withdrawn', tone: 'off' },
};

export interface ShownConsent {
  id: string;
  key: string; // of the recipient
  recipient: string;
  decision: Shown;
  isGiven: boolean;
  facts: string[]; // labels
  how: string; // "On the phone, the person themselves, 24 November 2026, 2:05pm"
  wording: string[]; // paragraphs
  reason: string | null;
}

export function shownConsent(consent: Consent): ShownConsent {
  return {
    id: consent.id,
    key: recipientKey(consent),
    recipient: consent.recipient,
    decision: DECISION_WORDS[consent.decision],
    isGiven: consent.decision === 'given',
    facts: factLabels(consent.shared),
    how: `${METHODS[consent.method]}: ${GIVEN_BY[consent.givenBy].toLowerCase()}, ${momentInWords(consent.at)}`,
    wording: paragraphs(consent.wording),
    reason: consent.reason,
  };
}

/** What counts now, one per recipient, and all that was said before it. `consents`: the oldest first. */
export function consentsShown(consents: readonly Consent[]): { now: ShownConsent[]; before: ShownConsent[] } {
  const latest = latestConsents(consents);
  const ids = new Set(latest.map(({ id }) => id));
  return {
    now: latest.map(shownConsent),
    before: consents
      .filter(({ id }) => !ids.has(id))
      .map(shownConsent)
      .toReversed(),
  };
}

/** Whom somebody can be asked about, by the key of the recipient. */
export interface AskedAbout {
  key: string; // "gp", "feedback", "service:ID"
  purpose: 'gp' | 'feedback' | 'service';
  serviceId: string | null;
  recipient: string;
  /** What can be ticked; empty: there is nothing to choose. */
  choices: SharedFact[];
  /** What is ticked unless something else is. */
  proposed: SharedFact[];
}

/** Facts of a form that can be shared with this recipient, in the order of the table. */
export const chosenFacts = (about: Pick<AskedAbout, 'choices'>, typed: readonly string[]): SharedFact[] =>
  about.choices.filter((fact) => typed.includes(fact));

/** Facts as boxes to tick. */
export const factBoxes = (facts: readonly SharedFact[]): { value: SharedFact; text: string }[] =>
  facts.map((value) => ({ value, text: SHARED_FACTS[value].label }));
