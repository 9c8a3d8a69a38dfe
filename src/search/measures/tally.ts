/**
 * A number for each position, most of them 0: what was touched is remembered, so that emptying costs no more than
 * filling did. Made once for an index and used for one search after another.
 */
export interface Tally {
  values: Float64Array;
  touched: Uint32Array;
  count: number; // of touched positions
}

export const createTally = (capacity: number): Tally => ({
  values: new Float64Array(capacity),
  touched: new Uint32Array(capacity),
  count: 0,
});

/** Adds a positive number. */
export function add(tally: Tally, position: number, value: number): void {
  const before = tally.values[position] ?? 0;
  if (before === 0) tally.touched[tally.count++] = position;
  tally.values[position] = before + value;
}

/** Keeps the larger of two positive numbers. */
export function raise(tally: Tally, position: number, value: number): void {
  const before = tally.values[position] ?? 0;
  if (before === 0) tally.touched[tally.count++] = position;
  if (value > before) tally.values[position] = value;
}

export function empty(tally: Tally): void {
  for (let at = 0; at < tally.count; at += 1) tally.values[tally.touched[at] ?? 0] = 0;
  tally.count = 0;
}

/** The tallies one search needs. A search runs to its end without waiting, so two never meet in them. */
export interface Scratch {
  total: Tally; // points of all concepts
  share: Tally; // how much of what was meant is answered
  certain: Tally; // 1 for what must not be left out
  concept: Tally;
  need: Tally;
  answered: Tally; // needs asked for outright that a service has
  about: Tally; // needs a service has that are asked for, or below or beside one that is
  sum: Tally;
  hits: Tally;
  slot: Tally;
}

export const createScratch = (capacity: number): Scratch => ({
  total: createTally(capacity),
  share: createTally(capacity),
  certain: createTally(capacity),
  concept: createTally(capacity),
  need: createTally(capacity),
  answered: createTally(capacity),
  about: createTally(capacity),
  sum: createTally(capacity),
  hits: createTally(capacity),
  slot: createTally(capacity),
});
