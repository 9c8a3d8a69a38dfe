import { countOf } from '#src/lib/text.ts';

/** Something about a row that somebody should know, in words. */
export interface Problem {
  row: number; // as a spreadsheet counts: the header is row 1; 0 is the file as a whole
  column: string | null;
  reason: string; // "\"htp:/x\" is not a web address, left empty"
  leftOut: boolean; // the whole row was not imported
}

/** One line of the report: `Row 17, column "url": ...`. */
export function describeProblem(problem: Problem): string {
  const where = problem.row === 0 ? 'The file' : `Row ${problem.row}`;
  const column = problem.column === null ? '' : `, column "${problem.column}"`;
  return `${where}${column}: ${problem.reason}${problem.leftOut ? '. The row is left out' : ''}`;
}

/** What an import did, for the last lines of its report. */
export interface ImportCounts {
  rows: number;
  skipped: number; // by the mapping, on purpose
  failed: number; // left out because something is wrong
  created: number;
  updated: number;
  unchanged: number;
  gone: number;
}

/** The last lines of an import: each row is counted once. */
export function describeCounts(counts: ImportCounts, problems: number): string {
  const lines = [
    `${countOf(counts.rows, 'row')} read.`,
    `Services: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.gone} gone.`,
    `Rows: ${counts.skipped} skipped as the mapping says, ${counts.failed} left out because something is wrong.`,
    problems === 0 ? 'No problems.' : `${countOf(problems, 'problem')} reported.`,
  ];
  return lines.join('\n');
}

/** A quotation of what a cell holds, short enough for a line. */
export const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
