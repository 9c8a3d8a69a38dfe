/** Numbers that look drawn by chance and are the same for the same seed, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  /** `count` different items, or all of them when there are fewer. */
  some<T>(items: readonly T[], count: number): T[];
  /** True in this share of all cases. */
  isLucky(share: number): boolean;
}

/** Draws by mulberry32 (Tommy Ettinger, public domain): quick, 32 bits of state, even enough for made-up texts. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('There is nothing to pick from');
    return items[below(items.length)] as T;
  };
  return {
    fraction,
    below,
    pick,
    some: <T>(items: readonly T[], count: number): T[] => {
      const left = [...items];
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(below(left.length), 1),
      ).flat();
    },
    isLucky: (share) => fraction() < share,
  };
}
