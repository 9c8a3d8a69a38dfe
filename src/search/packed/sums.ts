import { firstOf } from './top.ts';

/** Ascending numbers, each with a value above 0. */
export interface Row {
  numbers: Uint32Array;
  values: Float32Array;
}

/** Used by one question after another: the sum of each number, all 0 in between. */
let scratch = new Float64Array(0);
/** As many candidates are gathered before the best of them tell which others need no look. */
const BATCH = 256;

/**
 * Adds up what rows give each number and answers with the `most` largest sums, largest first, equal ones by number.
 * Never sorts more than a batch: once as many as are wanted are known, one comparison passes over a number that is
 * less than all of them.
 */
export function bestOfSums(
  rows: readonly Row[],
  most: number,
  isWanted: (number: number) => boolean,
): { numbers: Uint32Array; sums: Float64Array } {
  makeRoom(rows.reduce((room, { numbers }) => Math.max(room, (numbers.at(-1) ?? -1) + 1), 0));
  const sums = scratch;
  for (const { numbers, values } of rows) {
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] ?? 0;
      sums[number] = (sums[number] ?? 0) + (values[at] ?? 0);
    }
  }
  try {
    return takeBest(rows, sums, most, isWanted);
  } finally {
    for (const { numbers } of rows) for (let at = 0; at < numbers.length; at += 1) sums[numbers[at] ?? 0] = 0;
  }
}

/** A number that is met again in another row has no sum any more: the first time takes it, or finds it too small. */
function takeBest(
  rows: readonly Row[],
  sums: Float64Array,
  most: number,
  isWanted: (number: number) => boolean,
): { numbers: Uint32Array; sums: Float64Array } {
  const total = rows.reduce((count, { numbers }) => count + numbers.length, 0);
  const room = Math.min(BATCH + 4 * most, total);
  const batch = { numbers: new Uint32Array(room), sums: new Float64Array(room) };
  let size = 0;
  // What the last of the best so far has; before there are enough, anything above 0 will do.
  let least = Number.MIN_VALUE;
  let last = Infinity;
  for (const { numbers } of rows) {
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] ?? 0;
      const sum = sums[number] ?? 0;
      // One comparison for nearly every number: another branch here, rightly guessed half the time, costs as much again.
      if (sum < least) continue;
      sums[number] = 0;
      if ((sum === least && number > last) || !isWanted(number)) continue;
      batch.numbers[size] = number;
      batch.sums[size] = sum;
      size += 1;
      if (size < room) continue;
      size = keepBest(batch, size, most);
      // A full batch holds more than are wanted, unless it holds all there are.
      least = batch.sums[size - 1] ?? Infinity;
      last = batch.numbers[size - 1] ?? 0;
    }
  }
  size = keepBest(batch, size, most);
  return { numbers: batch.numbers.slice(0, size), sums: batch.sums.slice(0, size) };
}

/** Brings the best of a batch to its front, in order, and answers how many they are. */
function keepBest(
  { numbers, sums }: { numbers: Uint32Array; sums: Float64Array },
  size: number,
  most: number,
): number {
  const places = new Uint32Array(size);
  for (let place = 0; place < size; place += 1) places[place] = place;
  const best = firstOf(places, most, (a, b) => {
    const left = sums[a] ?? 0;
    const right = sums[b] ?? 0;
    return left > right || (left === right && (numbers[a] ?? 0) < (numbers[b] ?? 0));
  });
  const bestSums = Float64Array.from(best, (place) => sums[place] ?? 0);
  numbers.set(best.map((place) => numbers[place] ?? 0));
  sums.set(bestSums);
  return best.length;
}

function makeRoom(numbers: number): void {
  if (numbers > scratch.length) scratch = new Float64Array(numbers * 2);
}
