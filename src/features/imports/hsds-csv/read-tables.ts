import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findTable } from '#src/features/open-referral/tables/columns.ts';
import { fromTables, type TableProblem } from '#src/features/open-referral/tables/from-tables.ts';
import type { Row } from '#src/features/open-referral/tables/row.ts';
import type { Problem } from '../problem.ts';
import { ImportRefused } from '../refusal.ts';
import { readTableFile } from './read-table-file.ts';
import { unzipTables, isZip } from './unzip.ts';

/** What tables hold, ready for `mapFeed`. */
export interface ReadTables {
  items: { row: number; value: unknown }[]; // row: of the services' table
  problems: Problem[];
  complete: boolean; // false: rows of services could not be read, so nobody can say which are gone
  failed: number; // services left out here already
}

/** A table's file of a whole country stays far below. */
const MOST_BYTES_IN_ALL = 1_000_000_000;

/**
 * Reads HSDS tables: a folder of CSV files, or a zip file of one. Refuses what has no table of services; files that
 * are no table are passed over with a note.
 */
export async function readTables(path: string): Promise<ReadTables> {
  const tables = new Map<string, Row[]>();
  const problems: TableProblem[] = [];
  let broken = 0;
  for (const [name, data] of await readFiles(path)) {
    const table = name.replace(/\.csv$/i, '');
    const known = findTable(table);
    if (known === null) {
      problems.push({
        table,
        row: 0,
        column: null,
        reason: 'not a table of Open Referral, not read',
        leftOut: false,
      });
      continue;
    }
    const read = readTableFile(data, table, known === 'services');
    tables.set(table, read.rows);
    problems.push(...read.problems);
    if (known === 'services') broken += read.problems.filter((problem) => problem.leftOut).length;
  }
  if (![...tables.keys()].some((name) => findTable(name) === 'services')) {
    const sentence = 'that is the table that an import begins with.';
    throw new ImportRefused(`There is no services.csv in ${basename(path)}: ${sentence}`);
  }
  const read = fromTables(tables);
  problems.push(...read.problems);
  const failed = problems.filter((problem) => problem.leftOut).length;
  return { items: read.items, problems: problems.map(toProblem), complete: broken === 0, failed };
}

const toProblem = ({ table, row, column, reason, leftOut }: TableProblem): Problem => ({
  row,
  column: column === null ? null : `${table}.${column}`,
  reason: column === null ? `in ${table}.csv: ${reason}` : reason,
  leftOut,
});

async function readFiles(path: string): Promise<Map<string, Uint8Array>> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new ImportRefused(`There is no file or folder ${path}.`);
  if (found.isDirectory()) return readFolder(path);
  if (found.size > MOST_BYTES_IN_ALL) throw new ImportRefused(`${basename(path)} is too big to be read.`);
  const data = await readFile(path);
  if (!isZip(data)) {
    throw new ImportRefused(
      `${basename(path)} is neither a folder nor a zip file: name the folder that holds services.csv.`,
    );
  }
  return unzipTables(data, basename(path));
}

async function readFolder(path: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const entries = await readdir(path, { withFileTypes: true });
  let bytes = 0;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isFile() || !/\.csv$/i.test(entry.name)) continue;
    bytes += (await stat(join(path, entry.name))).size;
    if (bytes > MOST_BYTES_IN_ALL)
      throw new ImportRefused(`The tables in ${basename(path)} are too big to be read.`);
    files.set(entry.name, await readFile(join(path, entry.name)));
  }
  return files;
}
