/**
 * The first `most` of these positions in order, without sorting the rest: a heap holds the best so far, its worst on
 * top. `isBefore` must be a total order.
 */
export function firstOf(
  positions: Uint32Array,
  most: number,
  isBefore: (a: number, b: number) => boolean,
): Uint32Array {
  const size = Math.min(most, positions.length);
  const heap = new Uint32Array(size);
  const at = (index: number): number => heap[index] ?? 0;
  const sink = (from: number, length: number, value: number): void => {
    let hole = from;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length && isBefore(at(child), at(child + 1))) child += 1;
      if (!isBefore(value, at(child))) break;
      heap[hole] = at(child);
      hole = child;
    }
    heap[hole] = value;
  };
  heap.set(positions.subarray(0, size));
  for (let index = (size >> 1) - 1; index >= 0; index -= 1) sink(index, size, at(index));
  for (let next = size; next < positions.length; next += 1) {
    const position = positions[next] ?? 0;
    if (size > 0 && isBefore(position, at(0))) sink(0, size, position);
  }
  for (let last = size - 1; last > 0; last -= 1) {
    const worst = at(0);
    const value = at(last);
    sink(0, last, value);
    heap[last] = worst;
  }
  return heap;
}
