import { addDays } from '#src/lib/dates.ts';

/** The papers that an organisation can show, by the name under which they are stored. */
export const EVIDENCE_KINDS = {
  safeguarding_policy: 'Safeguarding policy',
  public_liability: 'Public liability insurance',
  dbs_policy: 'Policy on criminal record checks (DBS)',
  governing_document: 'Governing document',
  first_aid: 'First aid certificate',
  food_hygiene: 'Food hygiene rating',
} as const;

export type EvidenceKind = keyof typeof EVIDENCE_KINDS;
export const EVIDENCE_KIND_NAMES = Object.keys(EVIDENCE_KINDS) as readonly EvidenceKind[];
export const isEvidenceKind = (text: string): text is EvidenceKind => Object.hasOwn(EVIDENCE_KINDS, text);

/** The name of a paper; one that this version does not know is called a paper. */
export const evidenceName = (kind: string): string => (isEvidenceKind(kind) ? EVIDENCE_KINDS[kind] : 'Paper');

/** A paper as its row says. Days, and an instant for what is over. */
export interface EvidenceFacts {
  seenOn: string | null;
  expiresOn: string | null; // the last day on which it counts
  declinedAt: string | null;
  endedAt: string | null;
}

export type EvidenceState = 'offered' | 'seen' | 'expired' | 'declined' | 'ended';

/** How it stands with a paper on `today`: one that was seen counts up to and with the day it expires. */
export function evidenceState(facts: EvidenceFacts, today: string): EvidenceState {
  if (facts.endedAt !== null) return 'ended';
  if (facts.declinedAt !== null) return 'declined';
  if (facts.seenOn === null) return 'offered';
  return facts.expiresOn !== null && facts.expiresOn < today ? 'expired' : 'seen';
}

/** So many days before a paper expires its organisation is reminded. */
export const REMIND_DAYS = 30;

/** True when a paper that was seen expires within 30 days, or has: a new one should be shown. */
export const isRunningOut = (facts: EvidenceFacts, today: string): boolean =>
  ['seen', 'expired'].includes(evidenceState(facts, today)) &&
  facts.expiresOn !== null &&
  facts.expiresOn <= addDays(today, REMIND_DAYS);
