import type { ServiceRecord } from '#src/features/services/record.ts';

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
