import { stringify } from 'csv-stringify/sync';
import { headerOf, type TableName } from './columns.ts';
import type { Cells } from './to-tables.ts';

/** The signs at which a spreadsheet takes a cell for a formula, as csv-stringify knows them. */
const FORMULA = '=+\\-@\\t\\r\\uff0b\\uff0d\\uff1d\\uff20';
/** What is read back as an escaped cell: the apostrophe before it comes off. */
const ESCAPED = new RegExp(`^'+[\\d${FORMULA}]`);

const OPTIONS = {
  record_delimiter: 'windows',
  escape_formulas: true, // numbers are left as they are
  quoted_match: /[\r\n]|^\s|\s$/,
} as const;

/** Excel takes a file for UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = '\ufeff';

/** The first line of a table's file. */
export const toCsvHeader = (table: TableName): string => stringify([headerOf(table)], OPTIONS);

/** Rows of a table as lines of CSV that no spreadsheet takes for formulas; `readCsvCell` reads them as they were. */
export function toCsvLines(table: TableName, rows: readonly Cells[]): string {
  const header = headerOf(table);
  return stringify(
    rows.map((cells) => header.map((column) => protect(cells.get(column) ?? ''))),
    OPTIONS,
  );
}

/** csv-stringify escapes formulas; a text that itself looks escaped gets an apostrophe more. */
const protect = (cell: string | number): string | number =>
  typeof cell === 'string' && ESCAPED.test(cell) ? `'${cell}` : cell;

/**
 * What a cell of a CSV file holds: '=1 and '0123 are the texts =1 and 0123, and so is ="0123". Null for a formula,
 * whose value is not in the file.
 */
export function readCsvCell(cell: string): string | null {
  if (ESCAPED.test(cell)) return cell.slice(1);
  const [, asText] = /^="([^"]*)"$/s.exec(cell) ?? [];
  if (asText !== undefined) return asText;
  return /^=\s*[A-Z(+-]/i.test(cell) ? null : cell;
}
