/** A set of positions, one bit each. All sets of one index have the same number of words. */
export type Bits = Uint32Array;

export const wordsFor = (positions: number): number => (positions + 31) >>> 5;

export const setBit = (bits: Bits, position: number): void => {
  const word = position >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (position & 31));
};

export const clearBit = (bits: Bits, position: number): void => {
  const word = position >>> 5;
  bits[word] = (bits[word] ?? 0) & ~(1 << (position & 31));
};

export const hasBit = (bits: Bits, position: number): boolean =>
  ((bits[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0;

/** Keeps in `into` what is also in `other`. */
export function intersect(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) & (other[word] ?? 0);
}

/** Adds to `into` what is in `other`. */
export function unite(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (other[word] ?? 0);
}

function onesIn(word: number): number {
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return (((ones + (ones >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** How many positions are in the set. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) if (word !== 0) count += onesIn(word);
  return count;
}

/** The words of a set that hold anything: few of them when few were found. */
export function filledWords(bits: Bits): Uint32Array {
  const filled = new Uint32Array(bits.length);
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) if (bits[word] !== 0) filled[count++] = word;
  return filled.subarray(0, count);
}

/** How many positions are in both sets, looking only at the words of `bits` that are filled. */
export function countShared(bits: Bits, filled: Uint32Array, other: Bits): number {
  let count = 0;
  for (let at = 0; at < filled.length; at += 1) {
    const word = filled[at] ?? 0;
    const shared = (bits[word] ?? 0) & (other[word] ?? 0);
    if (shared !== 0) count += onesIn(shared);
  }
  return count;
}

/** The positions in the set, ascending. */
export function positionsIn(bits: Bits): Uint32Array {
  const positions = new Uint32Array(countBits(bits));
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) {
    let word = bits[at] ?? 0;
    while (word !== 0) {
      const lowest = word & -word;
      positions[count++] = (at << 5) + (31 - Math.clz32(lowest));
      word ^= lowest;
    }
  }
  return positions;
}
