import type { ClosedReason } from '#src/features/requests/moves.ts';
import { addDays, atLondon, londonNow } from '#src/lib/dates.ts';

/**
 * Why somebody looks at a person's record here. Codes, never words of their own: the audit trail keeps them for good, and
 * words could name the person.
 */
export const VIEW_REASONS = {
  'subject-access': 'The person asked for what is kept about them',
  erasure: 'The person asked to have it deleted',
  correction: 'The person says that something is wrong',
  complaint: 'A complaint is looked into',
  safeguarding: 'Somebody may be harmed',
  legal: 'A court, the police or a regulator asked',
  check: 'We check how records are kept and who looks at them',
} as const;
export type ViewReason = keyof typeof VIEW_REASONS;
export const VIEW_REASON_NAMES = Object.keys(VIEW_REASONS) as readonly ViewReason[];

/** Why a record was erased (UK GDPR, Article 17). */
export const ERASURE_REASONS = {
  asked: 'The person asked for it',
  withdrawn: 'They take back what they agreed to, and nothing else lets us keep it',
  'not-needed': 'It is not needed any more',
  mistake: 'It should never have been kept: a mistake or a test',
} as const;
export type ErasureReason = keyof typeof ERASURE_REASONS;
export const ERASURE_REASON_NAMES = Object.keys(ERASURE_REASONS) as readonly ErasureReason[];

/** How many days each is kept, as administrators set it. */
export interface RetentionDays {
  closedRequestDays: number;
  withdrawnRequestDays: number;
  erasedRequestDays: number;
}

export interface RetentionRule {
  ending: string; // as retention_run names it
  name: string; // what it is, in words
  setting: keyof RetentionDays;
  /** Of requests that were closed for one of these reasons. */
  reasons: readonly ClosedReason[];
  isErased: boolean; // of the notes that are left of erased ones, whatever they were closed for
}

/** The one table of what is kept how long after it ended (domain: NHS Records Management Code; a portal is not the main record). */
export const RETENTION_RULES: readonly RetentionRule[] = [
  {
    ending: 'closed',
    name: 'Requests that were closed',
    setting: 'closedRequestDays',
    reasons: ['helped', 'partly-helped', 'no-service', 'went-elsewhere', 'died'],
    isErased: false,
  },
  {
    ending: 'withdrawn',
    name: 'Requests that came to nothing',
    setting: 'withdrawnRequestDays',
    reasons: ['withdrawn', 'not-wanted', 'could-not-contact', 'duplicate'],
    isErased: false,
  },
  {
    ending: 'erased',
    name: 'Notes that a request was erased',
    setting: 'erasedRequestDays',
    reasons: [],
    isErased: true,
  },
];

/** Drafts that nobody went on with: they end on a day of their own (requests/rules.ts DRAFT_DAYS). */
export const DRAFT_ENDING = 'draft';

/** What retention_run calls each kind, in words. */
export const ENDING_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(RETENTION_RULES.map(({ ending, name }) => [ending, name])),
  [DRAFT_ENDING]: 'Drafts that nobody sent',
};

/**
 * The moment before which something must have ended to be deleted now: midnight in England, so that everything is kept
 * for whole days, and the days on which the clocks change count like others.
 */
export function keptSince(at: Date, days: number): Date {
  return atLondon(addDays(londonNow(at).day, -days), '00:00');
}

/** The day in England on which what ended at this moment is deleted. */
export const deletedOn = (endedAt: Date, days: number): string => addDays(londonNow(endedAt).day, days + 1);

/** The rule for a request that is closed. */
export const ruleFor = (request: {
  closedReason: string | null;
  isErased: boolean;
}): RetentionRule | undefined =>
  RETENTION_RULES.find(({ reasons, isErased }) =>
    request.isErased ? isErased : (reasons as readonly string[]).includes(request.closedReason ?? ''),
  );
