import { uuid5 } from '#src/lib/security/uuid5.ts';

/** Gives the id of the n-th part of a record, from 0. */
export type PartIds = (ordinal: number) => string;

/** Ordinals may have gaps where parts are not public; further on than this nobody looks for them. */
const MOST_GAPS = 16;

/**
 * The ids of a record's parts in a table, as imports number them (`childId` of features/imports): the same in every
 * directory that has the record, whatever is left out of the feed here.
 */
export function partIds(recordId: string, table: string): PartIds {
  const made: string[] = [];
  return (ordinal) => (made[ordinal] ??= uuid5(`${table}:${ordinal}`, recordId));
}

/** Rows in the order in which they were imported, which their ids tell; those added otherwise stand last, by id. */
export function inOrder<Row extends { id: string }>(rows: readonly Row[], idAt: PartIds): readonly Row[] {
  if (rows.length < 2) return rows;
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const found: Row[] = [];
  for (let ordinal = 0; rowOf.size > 0 && ordinal < rows.length + MOST_GAPS; ordinal += 1) {
    const row = rowOf.get(idAt(ordinal));
    if (row === undefined) continue;
    found.push(row);
    rowOf.delete(row.id);
  }
  return found.concat([...rowOf.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
}

/** Makes parts of rows, numbered as an import of them will number them; null leaves a row out. */
export function numbered<Row, Part>(
  rows: readonly Row[] | undefined,
  idAt: PartIds,
  toPart: (row: Row, id: string) => Part | null,
): Part[] {
  const parts: Part[] = [];
  for (const row of rows ?? []) {
    const part = toPart(row, idAt(parts.length));
    if (part !== null) parts.push(part);
  }
  return parts;
}

/** `numbered`, in the order of import. */
export function inOrderNumbered<Row extends { id: string }, Part>(
  rows: readonly Row[] | undefined,
  idAt: PartIds,
  toPart: (row: Row, id: string) => Part | null,
): Part[] {
  return rows === undefined ? [] : numbered(inOrder(rows, idAt), idAt, toPart);
}
