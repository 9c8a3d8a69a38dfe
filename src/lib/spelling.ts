/** Room for the longest words that were compared; most are short. */
let fromUnits = new Uint16Array(64);
let toUnits = new Uint16Array(64);
let beforeLast = new Uint32Array(64);
let last = new Uint32Array(64);
let current = new Uint32Array(64);

/**
 * How many letters must be added, removed, changed or swapped with a neighbour to turn one word into the other
 * (optimal string alignment); anything over `most` is answered as `most + 1`, early.
 */
export function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  if (fromUnits.length < from.length) fromUnits = new Uint16Array(from.length * 2);
  if (toUnits.length < to.length) toUnits = new Uint16Array(to.length * 2);
  for (let at = 0; at < from.length; at += 1) fromUnits[at] = from.charCodeAt(at);
  for (let at = 0; at < to.length; at += 1) toUnits[at] = to.charCodeAt(at);
  return editDistanceOfUnits(fromUnits, from.length, toUnits, to.length, most);
}

/** The same for words that are UTF-16 units already: the first `fromLength` and `toLength` of them. */
export function editDistanceOfUnits(
  from: Uint16Array,
  fromLength: number,
  to: Uint16Array,
  toLength: number,
  most: number,
): number {
  if (Math.abs(fromLength - toLength) > most) return most + 1;
  let start = 0;
  let fromEnd = fromLength;
  let toEnd = toLength;
  while (start < fromEnd && start < toEnd && from[start] === to[start]) start += 1;
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd -= 1;
    toEnd -= 1;
  }
  if (fromEnd === start || toEnd === start) return Math.min(fromEnd + toEnd - 2 * start, most + 1);
  return between(from, to, start, fromEnd - start, toEnd - start, most);
}

/**
 * What lies between a beginning and an end that both share. Only the cells at most `most` from the diagonal can hold
 * an answer, so only they are worked out; those beside them count as over.
 */
function between(
  from: Uint16Array,
  to: Uint16Array,
  start: number,
  rows: number,
  columns: number,
  most: number,
): number {
  makeRoom(columns + 1);
  const over = most + 1;
  for (let column = 0; column <= columns; column += 1) last[column] = Math.min(column, over);
  for (let row = 1; row <= rows; row += 1) {
    const first = Math.max(1, row - most);
    const final = Math.min(columns, row + most);
    const letter = from[start + row - 1];
    const letterBefore = row > 1 ? from[start + row - 2] : undefined;
    let lowest = first === 1 ? row : over;
    current[first - 1] = lowest;
    for (let column = first; column <= final; column += 1) {
      const other = to[start + column - 1];
      let cost = (last[column - 1] ?? 0) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (column > 1 && letterBefore === other && letter === to[start + column - 2])
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current[column] = cost;
      if (cost < lowest) lowest = cost;
    }
    if (final < columns) current[final + 1] = over;
    if (lowest > most) return over;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[columns] ?? 0, over);
}

function makeRoom(columns: number): void {
  if (last.length >= columns) return;
  beforeLast = new Uint32Array(columns * 2);
  last = new Uint32Array(columns * 2);
  current = new Uint32Array(columns * 2);
}

/** How many slips are forgiven in a word: none under four letters, one up to seven, two beyond. */
export const slipsForgiven = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
