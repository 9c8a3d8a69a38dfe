import { readCsvCell } from '#src/features/open-referral/tables/cells.ts';
import type { TableProblem } from '#src/features/open-referral/tables/from-tables.ts';
import type { Row } from '#src/features/open-referral/tables/row.ts';
import { decodeCsv } from '../csv/decode.ts';
import { readCsv } from '../csv/read-rows.ts';
import { ImportRefused } from '../refusal.ts';

export interface TableFile {
  rows: Row[];
  problems: TableProblem[];
}

/**
 * Reads the CSV file of one table, in any usual encoding and with any usual separator. One with a header only is an
 * empty table. A row that cannot be read is a problem, and a service left out when it is one of `services`.
 */
export function readTableFile(data: Uint8Array, table: string, isServices: boolean): TableFile {
  try {
    if (isEmpty(decodeCsv(data).text)) return { rows: [], problems: [] };
    const file = readCsv(data);
    const problems = file.problems.map(({ row, column, reason }): TableProblem => ({
      table,
      row,
      column,
      reason: isServices ? reason : `${reason}, the row is left out`,
      leftOut: isServices,
    }));
    const twice = file.columns.filter((column, at) => column !== '' && file.columns.indexOf(column) !== at);
    if (twice.length > 0) {
      const reason = `its header has "${twice[0]}" twice, the last one was read`;
      problems.push({ table, row: 0, column: null, reason, leftOut: false });
    }
    const rows = file.rows.map(({ number, cells }) => ({
      number,
      cells: readCells(cells, table, number, problems),
    }));
    return { rows, problems };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    throw new ImportRefused(`${table}.csv: ${error.message}`);
  }
}

const isEmpty = (text: string): boolean => !/\S[^\n]*\n\s*\S/.test(text.replaceAll('\r', '\n'));

function readCells(
  cells: ReadonlyMap<string, string>,
  table: string,
  number: number,
  problems: TableProblem[],
): Map<string, string> {
  const read = new Map<string, string>();
  for (const [column, cell] of cells) {
    const text = readCsvCell(cell);
    if (text === null) {
      const reason = 'a formula, whose value is not in the file, left empty';
      problems.push({ table, row: number, column, reason, leftOut: false });
    } else if (column !== '' && text !== '') read.set(column.toLowerCase(), text);
  }
  return read;
}
