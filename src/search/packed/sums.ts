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
  } catch (error) {
    sums.fill(0);
    throw error;
  }
}

/** Empties the sums on its way: a number in two rows is met with its whole sum once and with 0 after that. */
function takeBest(
  rows: readonly Row[],
  sums: Float64Array,
  most: number,
  isWanted: (number: number) => boolean,
): { numbers: Uint32Array; sums: Float64Array } {
  const room = Math.min(
    BATCH + 4 * most,
    rows.reduce((total, { numbers }) => total + numbers.length, 0),
  );
  const candidates = new Uint32Array(room);
  const candidateSums = new Float64Array(room);
  const places = new Uint32Array(room);
  for (let place = 0; place < room; place += 1) places[place] = place;
  let size = 0;
  let least = 0;

  const isBetter = (a: number, b: number): boolean => {
    const [left, right] = [candidateSums[a] ?? 0, candidateSums[b] ?? 0];
    return left > right || (left === right && (candidates[a] ?? 0) < (candidates[b] ?? 0));
  };
  const keepBest = (): void => {
    const best = firstOf(places.subarray(0, size), most, isBetter);
    const bestSums = Float64Array.from(best, (place) => candidateSums[place] ?? 0);
    candidates.set(best.map((place) => candidates[place] ?? 0));
    candidateSums.set(bestSums);
    size = best.length;
    if (size === most) least = bestSums.at(-1) ?? Infinity;
  };

  for (const { numbers } of rows) {
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] ?? 0;
      const sum = sums[number] ?? 0;
      sums[number] = 0;
      if (sum === 0 || sum < least || !isWanted(number)) continue;
      candidates[size] = number;
      candidateSums[size] = sum;
      size += 1;
      if (size === room) keepBest();
    }
  }
  keepBest();
  return { numbers: candidates.slice(0, size), sums: candidateSums.slice(0, size) };
}

function makeRoom(numbers: number): void {
  if (numbers > scratch.length) scratch = new Float64Array(numbers * 2);
}
