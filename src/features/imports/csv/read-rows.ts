import { CsvError, parse, type Options } from 'csv-parse/sync';
import type { Problem } from '../problem.ts';
import { ImportRefused } from '../refusal.ts';
import { decodeCsv, sniffDelimiter } from './decode.ts';

export interface CsvRow {
  number: number; // as a spreadsheet counts: the first row below the header is 2
  cells: ReadonlyMap<string, string>;
}

export interface CsvFile {
  columns: string[];
  rows: CsvRow[];
  problems: Problem[]; // rows that could not be read
  total: number; // rows below the header, read or not, but for blank ones
}

interface RawRow {
  cells: string[];
  broken: string | null;
}

/**
 * Reads a CSV file row by row. A row whose quotes or number of cells are wrong is reported and left out, and reading
 * goes on with the line after its first. Refuses a file without a header or without rows.
 */
export function readCsv(data: Uint8Array): CsvFile {
  const { text } = decodeCsv(data);
  if (text.trim() === '') throw new ImportRefused('The file is empty: nothing was changed.');
  const delimiter = sniffDelimiter(text);
  const [header, ...raw] = readRawRows(text, delimiter);
  const columns = (header?.cells ?? []).map((cell) => cell.trim());
  if (header === undefined || header.broken !== null || columns.length < 2) {
    throw new ImportRefused('This is not a CSV file with a header: its first row must name the columns.');
  }
  if (raw.length === 0) throw new ImportRefused('The file has a header but no rows: nothing was changed.');
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  let blank = 0;
  raw.forEach(({ cells, broken }, index) => {
    if (broken === null && cells.every((cell) => cell.trim() === '')) {
      blank += 1;
      return;
    }
    const number = index + 2;
    const reason = broken ?? wrongLength(cells, columns.length);
    if (reason !== null) problems.push({ row: number, column: null, reason, leftOut: true });
    else rows.push({ number, cells: new Map(columns.map((column, at) => [column, cells[at] ?? ''])) });
  });
  return { columns, rows, problems, total: raw.length - blank };
}

/** Empty cells beyond the last column do no harm. */
function wrongLength(cells: readonly string[], wanted: number): string | null {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length >= wanted && filled <= wanted) return null;
  return `it has ${cells.length} cells where the header has ${wanted}`;
}

function readRawRows(text: string, delimiter: string): RawRow[] {
  const data = Buffer.from(text);
  const rows: RawRow[] = [];
  let start = 0;
  while (start < data.length) {
    const rest = data.subarray(start);
    const { cells, bytes, problem } = parseUntilError(rest, delimiter);
    for (const row of cells) rows.push({ cells: row, broken: null });
    if (problem === null) break;
    start += bytes;
    const line = nextLine(data, start);
    rows.push(parseAlone(data.subarray(line.start, line.end).toString(), delimiter, problem));
    start = line.end;
  }
  return rows;
}

/** All rows up to the first whose quotes are wrong, and how many bytes they take. */
function parseUntilError(
  data: Buffer,
  delimiter: string,
): { cells: string[][]; bytes: number; problem: string | null } {
  const cells: string[][] = [];
  let bytes = 0;
  const options: Options<string[]> = {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (record, info) => {
      cells.push(record);
      bytes = info.bytes;
      return null;
    },
  };
  try {
    parse(data, options);
    return { cells, bytes, problem: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { cells, bytes, problem: 'its quotation marks do not match' };
  }
}

/** The line that begins at or after an offset, without the line ends before it. */
function nextLine(data: Buffer, offset: number): { start: number; end: number } {
  let start = offset;
  while (data[start] === 0x0a || data[start] === 0x0d) start += 1;
  const end = data.indexOf(0x0a, start);
  return { start, end: end < 0 ? data.length : end };
}

/** A line with a stray quotation mark can often be read by itself: 5" pipe. */
function parseAlone(line: string, delimiter: string, problem: string): RawRow {
  try {
    const [cells, ...more] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true });
    if (cells !== undefined && more.length === 0) return { cells, broken: null };
  } catch {
    // said below
  }
  return { cells: [], broken: problem };
}
