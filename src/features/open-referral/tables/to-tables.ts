import type { FeedService } from '../types.ts';
import type { Column } from './column.ts';
import { TABLES, TABLE_NAMES, type Owner, type TableName } from './columns.ts';
import { isObject, valueAt, type JsonObject, type Row } from './row.ts';

/** A row before it is known where in its table it stands. */
export type Cells = ReadonlyMap<string, string | number>;
type Take = (table: TableName, cells: Cells) => void;

/** Rows of shared things (organisations, locations, terms) written already, each by its table and id. */
export type Written = Set<string>;

const PARTS_OF = new Map<TableName, { table: TableName; owner: Owner }[]>(
  TABLE_NAMES.map((parent) => [
    parent,
    TABLE_NAMES.flatMap((table) =>
      TABLES[table].owners.filter((owner) => owner.table === parent).map((owner) => ({ table, owner })),
    ),
  ]),
);

/**
 * The services of a feed as HSDS tables, the way back being `fromTables`. The order of a service's parts is the order
 * of their rows; an organisation, a location or a term that several share is written once.
 */
export function toTables(services: readonly FeedService[]): Map<TableName, Row[]> {
  const tables = new Map<TableName, Row[]>();
  const written: Written = new Set();
  for (const service of services) {
    writeService(service, written, (table, cells) => {
      const rows = tables.get(table) ?? [];
      rows.push({ number: rows.length + 2, cells });
      tables.set(table, rows);
    });
  }
  return tables;
}

/** Gives the rows of one service, table by table, leaving out what `written` has and adding to it. */
export function writeService(service: FeedService, written: Written, take: Take): void {
  write({ ...service }, 'services', null, written, take);
}

function write(
  object: JsonObject,
  table: TableName,
  owner: { column: string; id: string } | null,
  written: Written,
  take: Take,
): void {
  const cells = new Map<string, string | number>();
  if (owner !== null) cells.set(owner.column, owner.id);
  for (const column of TABLES[table].columns) {
    const cell = column.isWritten ? toCell(valueAt(object, column.path), column) : null;
    if (cell !== null) cells.set(column.name, cell);
  }
  const id = String(cells.get('id') ?? '');
  if (owner === null) {
    const key = `${table}/${id}`;
    if (written.has(key)) return;
    written.add(key);
  }
  take(table, cells);
  for (const link of TABLES[table].links) {
    const linked = object[link.field] ?? (table === 'taxonomy_terms' ? taxonomyOf(object) : undefined);
    if (isObject(linked)) write(linked, link.table, null, written, take);
  }
  for (const {
    table: part,
    owner: { column, field },
  } of PARTS_OF.get(table) ?? []) {
    const parts = valueAt(object, field);
    for (const item of Array.isArray(parts) ? parts : []) {
      if (isObject(item)) write(item, part, { column, id }, written, take);
    }
  }
}

/** All that a term of our own taxonomies says of them is the name. */
function taxonomyOf({ taxonomy_id: id, taxonomy: name }: JsonObject): JsonObject | undefined {
  return id === undefined || name === undefined ? undefined : { id, name, description: name };
}

function toCell(value: unknown, column: Column): string | number | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join('; ');
  return typeof value === 'number' && column.kind === 'number' ? value : String(value);
}
