import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';

/** The areas that services cover: each different one once, and for each position a run of their numbers. */
export interface Areas {
  names: string[];
  starts: Uint32Array; // by position
  counts: Uint16Array; // by position
  used: number;
  numbers: Uint32Array;
}

const MOST_AREAS = 65_535;

export const createAreas = (capacity: number): Areas => ({
  names: [],
  starts: new Uint32Array(capacity),
  counts: new Uint16Array(capacity),
  used: 0,
  numbers: new Uint32Array(capacity),
});

/** Numbers the names of areas, those known already first. */
export function areaNumbers(areas: Areas): (name: string) => number {
  const known = new Map(areas.names.map((name, number) => [name, number] as const));
  return (name) => {
    let number = known.get(name);
    if (number === undefined) {
      number = areas.names.push(name) - 1;
      known.set(name, number);
    }
    return number;
  };
}

/** Writes the areas of one service, a confidential venue's area among them: it is all the public may know of it. */
export function writeAreas(
  areas: Areas,
  position: number,
  service: ServiceForIndex,
  numberOf: (name: string) => number,
): void {
  const hidden = service.venues.flatMap((venue) =>
    venue.confidential && venue.areaName !== null ? [venue.areaName] : [],
  );
  const names = [...new Set([...service.areas, ...hidden])].slice(0, MOST_AREAS);
  if (areas.used + names.length > areas.numbers.length) {
    const larger = new Uint32Array(areas.numbers.length * 2 + names.length);
    larger.set(areas.numbers);
    areas.numbers = larger;
  }
  areas.starts[position] = areas.used;
  areas.counts[position] = names.length;
  for (const name of names) areas.numbers[areas.used++] = numberOf(name);
}
