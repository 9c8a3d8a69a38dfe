/** Whole numbers below 2^32, one after another, without an object for each. */
export interface GrowingNumbers {
  length: number;
  values: Uint32Array; // at least `length` of them; another array after each time it grows
}

export const growingNumbers = (room: number): GrowingNumbers => ({
  length: 0,
  values: new Uint32Array(Math.max(1, room)),
});

/** Adds a number at the end, making room by half as much again: doubling would leave more of it empty. */
export function append(list: GrowingNumbers, value: number): void {
  if (list.length === list.values.length) list.values = withRoom(list.values, list.length + 1);
  list.values[list.length] = value;
  list.length += 1;
}

/** The same numbers with room for `length` of them at least, zeros after those there are. */
export function withRoom(values: Uint32Array, length: number): Uint32Array {
  if (length <= values.length) return values;
  const longer = new Uint32Array(Math.max(length, Math.ceil(values.length * 1.5)));
  longer.set(values);
  return longer;
}
