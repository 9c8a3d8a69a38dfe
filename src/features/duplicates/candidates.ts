import { cellOf, keyOf, keysOf, type Ready, type SubjectDirectory } from './directory.ts';

/** Words carried by more than this are too common to look for others by. */
const RARE_WORD_CARRIERS = 40;
/** In a block larger than this only neighbours in the order of their names are compared, and the result says so. */
export const LARGEST_BLOCK = 60;
const NEIGHBOURS = 12;

/** A block too large to compare each with each. */
export interface LargeBlock {
  key: string; // what they share, as in "host example.org"
  carriers: number;
}

/** Whether subjects that share this key are worth comparing at all. */
const isBlock = (key: string, carriers: number): boolean =>
  carriers > 1 && !key.startsWith('cell ') && !(key.startsWith('word ') && carriers > RARE_WORD_CARRIERS);

/**
 * Hands every pair of subjects worth comparing to `compare`, each once: those that share a postcode, phone number,
 * website, charity number, name, a rare word of it or any telling one in the same postcode district, and those without
 * a postcode that lie within some 100 m. Answers with the blocks that were too large to compare each with each.
 */
export function eachCandidatePair(
  directory: SubjectDirectory,
  compare: (first: Ready, second: Ready) => void,
): LargeBlock[] {
  const ordered = [...directory.subjects.values()]
    .map((ready) => ({ ready, order: order(ready) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ ready }) => ready);
  const numbers = new Map(ordered.map((ready, at) => [ready.subject.id, at]));
  const seen = new Set<number>();
  const pair = (first: number, second: number): void => {
    const [low, high] = first < second ? [first, second] : [second, first];
    const a = ordered[low];
    const b = ordered[high];
    const key = low * ordered.length + high;
    if (low === high || seen.has(key) || a === undefined || b === undefined) return;
    seen.add(key);
    compare(a, b);
  };
  const large: LargeBlock[] = [];
  for (const [key, carriers] of directory.carriers) {
    if (!isBlock(key, carriers.size)) continue;
    const block = [...carriers].map((id) => numbers.get(id) ?? 0).sort((a, b) => a - b);
    const reach = block.length > LARGEST_BLOCK ? NEIGHBOURS : block.length;
    if (block.length > LARGEST_BLOCK) large.push({ key, carriers: block.length });
    block.forEach((first, at) => {
      for (const second of block.slice(at + 1, at + 1 + reach)) pair(first, second);
    });
  }
  ordered.forEach((ready, at) => {
    if (ready.postcodes.size > 0) return;
    for (const id of neighbours(directory, ready)) pair(at, numbers.get(id) ?? at);
  });
  for (const [key, carriers] of directory.carriers)
    if (isCrowdedCell(key, carriers.size)) large.push({ key, carriers: carriers.size });
  return large.sort((a, b) => b.carriers - a.carriers || (a.key < b.key ? -1 : 1));
}

/** By name, so that in a block that is too large the likest stand together. */
const order = (ready: Ready): string =>
  `${[...(ready.names[0]?.words ?? [])].sort().join(' ')}\u0000${ready.subject.id}`;

/** Ids of the subjects worth comparing with one that need not be in the directory; never its own. */
export function candidatesOf(directory: SubjectDirectory, ready: Ready): Set<string> {
  const ids = new Set<string>(neighbours(directory, ready));
  for (const key of keysOf(ready)) {
    const carriers = directory.carriers.get(key) ?? new Set();
    const tooMany = carriers.size > LARGEST_BLOCK && !/^(?:postcode|phone|name) /.test(key);
    if (tooMany || !isBlock(key, carriers.size + 1)) continue;
    for (const id of carriers) ids.add(id);
  }
  ids.delete(ready.subject.id);
  return ids;
}

const isCrowdedCell = (key: string, carriers: number): boolean =>
  key.startsWith('cell ') && carriers > LARGEST_BLOCK;

/** Everything in the cells around a subject's places; what is in a crowded cell must have more in common than that. */
function neighbours(directory: SubjectDirectory, ready: Ready): string[] {
  return ready.points.flatMap((point) => {
    const [row, column] = cellOf(point);
    return AROUND.flatMap(([down, along]) => {
      const key = keyOf.cell(row + down, column + along);
      const carriers = directory.carriers.get(key) ?? new Set<string>();
      return isCrowdedCell(key, carriers.size) ? [] : [...carriers];
    });
  });
}

const AROUND = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((along) => [down, along] as const));
