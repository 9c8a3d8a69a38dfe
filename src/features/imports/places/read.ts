import type { Problem } from '../problem.ts';
import { ImportRefused } from '../refusal.ts';
import { cellsOf, readLines } from './lines.ts';
import type { RowReader } from './rows.ts';

/** Problems beyond this many are counted, not kept. */
const MOST_PROBLEMS = 1000;

export interface PlaceReadCounts {
  rows: number;
  problems: Problem[];
  failed: number;
}

/**
 * Reads the values of official files, some at a time. Files of another layout are passed over; without any file of
 * the right one the import is refused.
 */
export async function* readValues<Value>(
  path: string,
  reader: RowReader<Value>,
  counts: PlaceReadCounts,
): AsyncGenerator<Value[]> {
  let file: string | null = null;
  let readRow: ReturnType<RowReader<Value>> = null;
  let isRightLayout = false;
  for await (const lines of readLines(path)) {
    const values: Value[] = [];
    for (const line of lines) {
      if (line.file !== file) {
        file = line.file;
        readRow = reader(cellsOf(line.text.replace(/^\ufeff/, '')));
        isRightLayout ||= readRow !== null;
      }
      if (readRow === null || line.text === '') continue;
      const isHeader = line.number === 1;
      const reading = readRow(cellsOf(line.text.replace(/^\ufeff/, '')));
      if (reading.kind === 'value') values.push(reading.value);
      else if (reading.kind === 'wrong' && !isHeader) {
        counts.failed += 1;
        const reason = `${reading.reason} (${line.file})`;
        if (counts.failed <= MOST_PROBLEMS)
          counts.problems.push({ row: line.number, column: null, reason, leftOut: true });
      }
      counts.rows += 1;
    }
    if (values.length > 0) yield values;
  }
  if (!isRightLayout) throw new ImportRefused(`No file in ${path} has the columns of this format.`);
}
