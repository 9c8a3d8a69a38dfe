/** What a number of measurements come to, in the unit they were taken in. */
export interface Summary {
  count: number;
  p50: number;
  p99: number;
  most: number;
}

/**
 * The smallest value that at least this share of the values do not exceed (nearest rank): never a number that was not
 * measured. Throws a RangeError when there are no values.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new RangeError('Nothing was measured');
  return found;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Sums up measurements; throws a RangeError when there are none. */
export function summarise(values: readonly number[]): Summary {
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { count: values.length, p50: median(values), p99: percentile(values, 0.99), most };
}

/** A number as people read it: three significant digits, no more than two after the point, thousands parted. */
export function readable(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

export const milliseconds = (value: number): string => `${readable(value)} ms`;
export const percent = (share: number): string => `${readable(share * 100)} %`;
/** Bytes as kilobytes of 1,000, as the issue counts them. */
export const kilobytes = (bytes: number): string => `${readable(bytes / 1000)} kB`;
