import { AUDIENCES_TAXONOMY_ID, NEEDS_TAXONOMY_ID } from '../ids.ts';
import { findTable, TABLES, TABLE_NAMES, type Owner, type TableName } from './columns.ts';
import { readCell } from './read-cell.ts';
import { isObject, putAt, valueAt, type JsonObject, type Row } from './row.ts';

/** Something about a table or one of its rows that somebody should know, in words. */
export interface TableProblem {
  table: string;
  row: number; // 0: the table as a whole
  column: string | null;
  reason: string;
  leftOut: boolean; // a whole service was not taken
}

export interface FromTables {
  /** A nested service for each row of `services`, in that order, with the number of its row. */
  items: { row: number; value: unknown }[];
  problems: TableProblem[];
}

/** Terms of these come without more of their taxonomy than its name. */
const OWN_TAXONOMIES = [NEEDS_TAXONOMY_ID, AUDIENCES_TAXONOMY_ID];

interface ReadRow {
  row: Row;
  object: JsonObject;
}

interface Reading {
  objects: Map<TableName, ReadRow[]>; // in the order of the rows
  byId: Map<TableName, Map<string, JsonObject>>;
  problems: TableProblem[];
}

/**
 * The services that HSDS tables hold, nested as a feed nests them; tables may have either of their usual names.
 * Nothing is believed: what points at nothing, comes twice, has an unknown name or cannot be read is a problem, and
 * the rest is taken.
 */
export function fromTables(tables: ReadonlyMap<string, readonly Row[]>): FromTables {
  const reading: Reading = { objects: new Map(), byId: new Map(), problems: [] };
  for (const [name, rows] of tables) {
    const table = findTable(name);
    if (table === null) report(reading, name, 0, null, 'this is not a table of Open Referral, not read');
    else readRows(reading, table, name, rows);
  }
  for (const table of TABLE_NAMES) addLinks(reading, table);
  for (const table of TABLE_NAMES) addToOwners(reading, table);
  reportUnused(reading);
  const items = (reading.objects.get('services') ?? []).map(({ row, object }) => ({
    row: row.number,
    value: object,
  }));
  return { items, problems: reading.problems };
}

function report(
  reading: Reading,
  table: string,
  row: number,
  column: string | null,
  reason: string,
  leftOut = false,
): void {
  reading.problems.push({ table, row, column, reason, leftOut });
}

function readRows(reading: Reading, table: TableName, name: string, rows: readonly Row[]): void {
  const { columns, owners, hasIds } = TABLES[table];
  const objects = reading.objects.get(table) ?? [];
  const before = reading.byId.get(table) ?? new Map<string, JsonObject>();
  const byId = new Map(before);
  const known = new Set([...columns.map((column) => column.name), ...owners.map((owner) => owner.column)]);
  const unknown = new Set<string>();
  for (const row of rows) {
    for (const column of row.cells.keys()) if (!known.has(column)) unknown.add(column);
    const object: JsonObject = {};
    for (const column of columns) {
      const { value, note } = readCell(row.cells.get(column.name) ?? '', column);
      if (value !== undefined) putAt(object, column.path, value);
      if (note !== null) report(reading, name, row.number, column.name, note);
    }
    const id = idIn(row, 'id');
    if (id !== '') object.id = id;
    // The same table under both its names, as the official examples have it: the first one counts.
    if (hasIds && before.has(id)) continue;
    if (hasIds && byId.has(id)) {
      report(
        reading,
        name,
        row.number,
        'id',
        `"${id}" is the id of an earlier row, this one is left out`,
        table === 'services',
      );
      continue;
    }
    if (id !== '') byId.set(id, object);
    else if (hasIds && [...row.cells.values()].every((cell) => String(cell).trim() === '')) continue;
    objects.push({ row, object });
  }
  if (unknown.size > 0) {
    const names = [...unknown].map((column) => `"${column}"`).join(', ');
    report(reading, name, 0, null, `columns that Open Referral does not have were not read: ${names}`);
  }
  reading.objects.set(table, objects);
  reading.byId.set(table, byId);
}

const idIn = (row: Row, column: string): string => String(row.cells.get(column) ?? '').trim();

/** Puts what a row points at (its organisation, location, term) inside it. */
function addLinks(reading: Reading, table: TableName): void {
  for (const link of TABLES[table].links) {
    let missing = 0;
    for (const { row, object } of reading.objects.get(table) ?? []) {
      const id = idIn(row, link.column);
      if (id === '' || OWN_TAXONOMIES.includes(id)) continue;
      object[link.column] = id;
      const linked = reading.byId.get(link.table)?.get(id);
      if (linked !== undefined) object[link.field] = linked;
      else if (!reading.objects.has(link.table)) missing += 1;
      else report(reading, table, row.number, link.column, `"${id}" is not in ${link.table}`);
    }
    if (missing > 0) reportMissing(reading, table, link.table, missing);
  }
}

/** Puts each row in the list it belongs to, in the order of the rows. */
function addToOwners(reading: Reading, table: TableName): void {
  const { owners } = TABLES[table];
  if (owners.length === 0) return;
  const missing = new Map<TableName, number>();
  for (const { row, object } of reading.objects.get(table) ?? []) {
    const named = owners.filter((owner) => idIn(row, owner.column) !== '');
    const owner = named.find((each) => ownerIn(reading, each, row) !== undefined);
    const parent = owner === undefined ? undefined : ownerIn(reading, owner, row);
    const [first] = named;
    if (owner !== undefined && parent !== undefined) append(parent, owner.field, object);
    else if (first !== undefined && named.every((each) => !reading.objects.has(each.table)))
      missing.set(first.table, (missing.get(first.table) ?? 0) + 1);
    else report(reading, table, row.number, first?.column ?? null, whyHomeless(named, row));
  }
  for (const [other, count] of missing) reportMissing(reading, table, other, count);
}

const ownerIn = (reading: Reading, owner: Owner, row: Row): JsonObject | undefined =>
  reading.byId.get(owner.table)?.get(idIn(row, owner.column));

/** One sentence for a table that is not there, not one for each row that points at it. */
const reportMissing = (reading: Reading, table: TableName, other: TableName, count: number): void =>
  report(reading, table, 0, null, `${count} of its rows point at ${other}, a table that is not here`);

function whyHomeless(named: readonly Owner[], row: Row): string {
  const [first] = named;
  if (first === undefined) return 'the row does not say what it is a part of, left out';
  const tables = [...new Set(named.map((owner) => owner.table))].join(' or ');
  return `"${idIn(row, first.column)}" is not in ${tables}, the row is left out`;
}

function append(parent: JsonObject, field: readonly string[], object: JsonObject): void {
  const known = valueAt(parent, field);
  if (Array.isArray(known)) known.push(object);
  else putAt(parent, field, [object]);
}

/** Organisations, locations and terms come in with the services that name them; the others are said to be there. */
function reportUnused(reading: Reading): void {
  const used = new Set<unknown>();
  for (const table of TABLE_NAMES) {
    for (const link of TABLES[table].links) {
      for (const { object } of reading.objects.get(table) ?? []) {
        if (isObject(object[link.field])) used.add(object[link.field]);
      }
    }
  }
  for (const table of ['organizations', 'locations'] as const) {
    const count = (reading.objects.get(table) ?? []).filter(({ object }) => !used.has(object)).length;
    if (count > 0) report(reading, table, 0, null, `${count} of its rows belong to no service, not taken in`);
  }
}
