import type { Capacity } from '#db/vocabulary.ts';
import { addMonths, daysBetween } from '#src/lib/dates.ts';

/** After this many days nobody can rely on what was said about space (product.md, "Keeping listings current"). */
export const CAPACITY_EXPIRES_AFTER_DAYS = 30;
/** A service this long past its review date says so and sorts lower. */
export const OVERDUE_AFTER_DAYS = 30;

export interface StatedCapacity {
  capacity: Capacity;
  updatedOn: string | null;
  pausedUntil: string | null;
}

/** Room for new people as far as it is known on `today`: what was said too long ago, or a pause that is over, is `unknown`. */
export function capacityOn(stated: StatedCapacity, today: string): Capacity {
  if (stated.capacity === 'paused' && stated.pausedUntil !== null)
    return stated.pausedUntil > today ? 'paused' : 'unknown';
  if (stated.updatedOn === null || daysBetween(stated.updatedOn, today) > CAPACITY_EXPIRES_AFTER_DAYS)
    return 'unknown';
  return stated.capacity;
}

/** When a service checked on `assuredOn` is to be checked again. Months: 3, 6 or 12. */
export const reviewDueOn = (assuredOn: string, reviewMonths: number): string =>
  addMonths(assuredOn, reviewMonths);

/** True when the review date passed more than 30 days ago, or the service was never checked. */
export function isOverdue(reviewDue: string | null, today: string): boolean {
  return reviewDue === null || daysBetween(reviewDue, today) > OVERDUE_AFTER_DAYS;
}

export interface PriceOption {
  amount: number | null;
  option: string | null;
}

/** What it costs at a glance: free, a lowest price in pounds, in words only, or not known. */
export type Price =
  | { kind: 'free' }
  | { kind: 'from'; pounds: number; isOnlyPrice: boolean }
  | { kind: 'words' }
  | { kind: 'unknown' };

/** The price of a service from its cost options (HSDS 3.0, cost_option) and its words about fees. */
export function priceOf(options: readonly PriceOption[], feesDescription: string | null): Price {
  const amounts = options.flatMap((option) => (option.amount === null ? [] : [option.amount]));
  if (amounts.length === 0)
    return options.length > 0 || feesDescription !== null ? { kind: 'words' } : { kind: 'unknown' };
  const lowest = Math.min(...amounts);
  if (Math.max(...amounts) === 0 && amounts.length === options.length) return { kind: 'free' };
  const paid = amounts.filter((amount) => amount > 0);
  return { kind: 'from', pounds: lowest === 0 ? 0 : Math.min(...paid), isOnlyPrice: options.length === 1 };
}
