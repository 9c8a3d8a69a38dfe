import type { ClosedReason } from '#src/features/requests/moves.ts';

/** A concept of SNOMED CT for the practice to put into the record: we print it, and write to no record. */
export interface SnomedTerm {
  code: string;
  term: string;
}

/** Social prescribing in SNOMED CT (domain.md 1.9; the codes of the national primary-care business rules). */
const TERMS = {
  referral: { code: '871731000000106', term: 'Referral to social prescribing service' },
  declined: { code: '871711000000103', term: 'Social prescribing declined' },
  signposting: { code: '1084281000000109', term: 'Signposting to social prescribing service' },
  seen: { code: '1362931000000106', term: 'Seen by social prescribing link worker' },
  closed: { code: '1362721000000106', term: 'Social prescribing case closed' },
} as const satisfies Readonly<Record<string, SnomedTerm>>;

export interface Ending {
  reason: Exclude<ClosedReason, 'withdrawn'>;
  referrals: number; // services that were asked
  wasReached: boolean; // somebody spoke with the person
}

const GOT_HELP: readonly ClosedReason[] = ['helped', 'partly-helped'];

/**
 * What a practice codes when a request is closed, two terms at most. "Declined" is only for somebody who was spoken with
 * and said no; a service that could not help is no such thing.
 */
export function snomedFor({ reason, referrals, wasReached }: Ending): readonly SnomedTerm[] {
  if (reason === 'not-wanted' && wasReached) return [TERMS.declined, TERMS.closed];
  if (referrals > 0) return [TERMS.referral, TERMS.closed];
  if (GOT_HELP.includes(reason)) return [TERMS.signposting, TERMS.closed];
  return wasReached ? [TERMS.seen, TERMS.closed] : [TERMS.closed];
}
