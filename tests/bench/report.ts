/** One thing that a line of the table asks for, and what was measured. */
export interface Check {
  figure: string; // as printed: "212 times"
  isReached: boolean;
}

/** One line of the table. */
export interface Line {
  what: string;
  target: string;
  checks: readonly Check[];
  beside: string; // what it was measured against, and how
}

/** A check that a figure is not above a limit; NaN is never within one. */
export const atMost = (value: number, limit: number, figure: string): Check => ({
  figure,
  isReached: value <= limit,
});

/** A check that a figure is not below a limit; NaN is never enough. */
export const atLeast = (value: number, limit: number, figure: string): Check => ({
  figure,
  isReached: value >= limit,
});

/** "reached" only when all that the line asks for was; a line without a check was not measured. */
export function verdictOf(line: Line): 'reached' | 'missed' | 'not measured' {
  if (line.checks.length === 0) return 'not measured';
  return line.checks.every((check) => check.isReached) ? 'reached' : 'missed';
}

/** A figure that misses its target is marked, because a line can hold several. */
const figureOf = (check: Check): string => (check.isReached ? check.figure : `${check.figure} (missed)`);

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The lines as a Markdown table for the README. */
export function toTable(lines: readonly Line[]): string {
  const rows = lines.map((line) => {
    const figures = line.checks.map(figureOf).join('; ');
    return [
      line.what,
      line.target,
      `${figures}${line.beside === '' ? '' : ` · ${line.beside}`}`,
      verdictOf(line),
    ];
  });
  return [['', 'must reach', 'measured', ''], ['---', '---', '---', '---'], ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');
}
