import type { MessagePort } from 'node:worker_threads';
import type { Gazetteer, Place } from '#src/features/places/rules.ts';
import type { PackedIndex } from './pack.ts';

/**
 * An index goes from the worker that built it to the main thread in two ways: typed arrays by handing over their
 * memory, the gazetteer in small pieces, each asked for, so that no piece holds a request up for long.
 */
export type Piece =
  | { kind: 'index'; packed: PackedIndex; centre: Gazetteer['centre']; longestName: number }
  | { kind: 'names' | 'outcodes' | 'postcodes'; entries: readonly [string, readonly Place[]][] }
  | { kind: 'end' };

const ENTRIES_IN_A_PIECE = 300;

/** The pieces of an index, in order. */
export function* piecesOf(packed: PackedIndex, gazetteer: Gazetteer): Generator<Piece> {
  yield { kind: 'index', packed, centre: gazetteer.centre, longestName: gazetteer.longestName };
  yield* entriesOf('names', gazetteer.byName);
  yield* entriesOf('outcodes', gazetteer.outcodes);
  yield* entriesOf('postcodes', gazetteer.postcodes);
  yield { kind: 'end' };
}

function* entriesOf(
  kind: 'names' | 'outcodes' | 'postcodes',
  places: ReadonlyMap<string, Place | readonly Place[]>,
): Generator<Piece> {
  let entries: [string, readonly Place[]][] = [];
  for (const [key, place] of places) {
    entries.push([key, 'name' in place ? [place] : place]);
    if (entries.length < ENTRIES_IN_A_PIECE) continue;
    yield { kind, entries };
    entries = [];
  }
  if (entries.length > 0) yield { kind, entries };
}

/** The memory of all typed arrays within a value, each once: what `postMessage` is to hand over, not copy. */
export function memoryOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (item: unknown): void => {
    if (ArrayBuffer.isView(item)) found.add(item.buffer as ArrayBuffer);
    else if (Array.isArray(item) && typeof item[0] !== 'object') return;
    else if (typeof item === 'object' && item !== null) Object.values(item).forEach(look);
  };
  look(value);
  return [...found];
}

/** Sends the next piece each time the other side asks for it. */
export function sendPieces(port: MessagePort, pieces: Generator<Piece>): void {
  port.on('message', () => {
    const next = pieces.next();
    if (next.done === true) return port.close();
    port.postMessage(next.value, next.value.kind === 'index' ? memoryOf(next.value.packed) : []);
  });
}

/** Puts the pieces together again; null until the last one has come. */
export function collectPieces(): (piece: Piece) => { packed: PackedIndex; gazetteer: Gazetteer } | null {
  let first: Extract<Piece, { kind: 'index' }> | null = null;
  const byName = new Map<string, readonly Place[]>();
  const outcodes = new Map<string, Place>();
  const postcodes = new Map<string, Place>();
  const settlements: Place[] = [];
  return (piece) => {
    if (piece.kind === 'index') first = piece;
    else if (piece.kind === 'names') {
      for (const [key, places] of piece.entries) {
        byName.set(key, places);
        settlements.push(...places);
      }
    } else if (piece.kind !== 'end') {
      const map = piece.kind === 'outcodes' ? outcodes : postcodes;
      for (const [key, [place]] of piece.entries) if (place !== undefined) map.set(key, place);
    }
    if (piece.kind !== 'end' || first === null) return null;
    const { packed, centre, longestName } = first;
    return { packed, gazetteer: { byName, longestName, outcodes, postcodes, settlements, centre } };
  };
}
