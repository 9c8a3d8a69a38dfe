import { countOf } from '#src/lib/text.ts';

/** Something about a row that somebody should know, in words. */
export interface Problem {
  row: number; // as a spreadsheet counts: the header is row 1; 0 is the file as a whole
  column: string | null;
  reason: string; // "\"htp:/x\" is not a web address, left empty"
  leftOut: boolean; // the whole row was not imported
  record?: string; // of a feed, whose rows are its items: the item's name or id, "" when it has neither
}

/** One line of the report: `Row 17, column "url": ...`, of a feed `Item 17 ("Lunch club"), email: ...`. */
export function describeProblem(problem: Problem): string {
  if (problem.record !== undefined) return describeItemProblem(problem, problem.record);
  const where = problem.row === 0 ? 'The file' : `Row ${problem.row}`;
  const column = problem.column === null ? '' : `, column "${problem.column}"`;
  return `${where}${column}: ${problem.reason}${problem.leftOut ? '. The row is left out' : ''}`;
}

function describeItemProblem(problem: Problem, record: string): string {
  const name = record === '' ? '' : ` (${quote(record)})`;
  const where = problem.row === 0 ? 'The feed' : `Item ${problem.row}${name}`;
  const field = problem.column === null ? '' : `, ${problem.column}`;
  return `${where}${field}: ${problem.reason}${problem.leftOut ? '. The item is left out' : ''}`;
}

/** What an import did, for the last lines of its report. */
export interface ImportCounts {
  rows: number;
  skipped: number; // on purpose: as the mapping says, or because they asked not to be listed
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
    `Rows: ${counts.skipped} skipped on purpose, ${counts.failed} left out because something is wrong.`,
    problems === 0 ? 'No problems.' : `${countOf(problems, 'problem')} reported.`,
  ];
  return lines.join('\n');
}

/** A quotation of what a cell holds, short enough for a line. */
export const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
