/** How a request was answered; each kind has its own counts, and there are no others. */
export const KINDS = ['kept', 'page', 'form', 'api', 'file'] as const;
export type Kind = (typeof KINDS)[number];

/** The classes of status codes: 1xx to 5xx. */
export const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;
/** Upper ends, in seconds; the last bucket is everything. */
export const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 10] as const;

/** What was answered of one kind since the start. */
export interface KindFigures {
  kind: Kind;
  classes: readonly number[]; // by CLASSES
  buckets: readonly number[]; // by BUCKETS, then what took longer; each holds only its own
  seconds: number; // all together
}

/** Counts answered requests in plain numbers: takes some nanoseconds, as kept pages are answered in microseconds. */
export interface Meter {
  count(kind: Kind, status: number, ms: number): void;
  figures(): KindFigures[];
}

/** The kind of a request that was not answered from memory. */
export function kindOf(method: string, path: string): Kind {
  if (path.startsWith('/_astro/')) return 'file';
  if (path.startsWith('/api/')) return 'api';
  return method === 'GET' || method === 'HEAD' ? 'page' : 'form';
}

export function createMeter(): Meter {
  const classes = new Float64Array(KINDS.length * CLASSES.length);
  const buckets = new Float64Array(KINDS.length * (BUCKETS.length + 1));
  const sums = new Float64Array(KINDS.length);
  const add = (counts: Float64Array, at: number, by: number): void => {
    counts[at] = (counts[at] ?? 0) + by;
  };
  return {
    count(kind, status, ms) {
      const row = KINDS.indexOf(kind);
      const seconds = ms / 1000;
      let bucket = 0;
      while (bucket < BUCKETS.length && seconds > (BUCKETS[bucket] ?? Infinity)) bucket += 1;
      const statusClass = Math.min(Math.max(Math.floor(status / 100), 1), CLASSES.length) - 1;
      add(classes, row * CLASSES.length + statusClass, 1);
      add(buckets, row * (BUCKETS.length + 1) + bucket, 1);
      add(sums, row, seconds);
    },
    figures: () =>
      KINDS.map((kind, row) => ({
        kind,
        classes: [...classes.slice(row * CLASSES.length, (row + 1) * CLASSES.length)],
        buckets: [...buckets.slice(row * (BUCKETS.length + 1), (row + 1) * (BUCKETS.length + 1))],
        seconds: sums[row] ?? 0,
      })),
  };
}
