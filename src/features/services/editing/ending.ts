import type { ServiceRecord } from '#src/features/services/record.ts';

const RUNS: ReadonlySet<string> = new Set(['active', 'temporarily closed']);
const isThere = ({ status, validTo }: ServiceRecord, today: string): boolean =>
  RUNS.has(status) && (validTo === null || validTo >= today);

/** True when a change takes a service from the people who use it, or to another organisation. */
export const endsOrMoves = (before: ServiceRecord, after: ServiceRecord, today: string): boolean =>
  (isThere(before, today) && !isThere(after, today)) || before.organisationKey !== after.organisationKey;

/** What of a service says that it is there, and whose it is. */
export const ENDING_FIELDS = ['status', 'validFrom', 'validTo', 'organisationKey'] as const;

/**
 * A service that has ended, or will: shown up to and including its last day. One whose last day is over is "defunct"
 * (Open Referral UK 3.0, service.status); before that the day alone says it.
 */
export const endedOn = (record: ServiceRecord, lastDay: string, today: string): ServiceRecord => ({
  ...record,
  validTo: lastDay,
  // A season that was to begin later never does.
  validFrom: record.validFrom !== null && record.validFrom > lastDay ? null : record.validFrom,
  status: lastDay < today ? 'defunct' : record.status,
});
