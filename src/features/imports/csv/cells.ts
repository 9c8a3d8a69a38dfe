import type { Problem } from '../problem.ts';
import { readCell, toOneLine, toPlainText } from './clean.ts';
import type { CleanRule, MappedChoice, MappedCondition, MappedText, Mapping } from './mapping.ts';
import type { CsvRow } from './read-rows.ts';

/** What people write into a cell for "nothing". */
const BLANK = [
  'n/a',
  'na',
  'none',
  'null',
  'nil',
  '-',
  '--',
  'tbc',
  'tba',
  'unknown',
  '[unknown]',
  'not known',
];

/** A row's cells as the mapping wants them: plain text, cleaned, blank where they say nothing. */
export interface Cells {
  row: number;
  get(column: string): string;
  /** As the file has it, on one line: what identifies a row must not change with the mapping. */
  raw(column: string): string;
}

/** Cleans a row. Formulas count as blank and are reported. */
export function cleanCells(row: CsvRow, mapping: Mapping, problems: Problem[]): Cells {
  const blank = new Set([...BLANK, ...mapping.blank.map((text) => text.toLowerCase())]);
  const cleaned = new Map<string, string>();
  const get = (column: string): string => {
    const known = cleaned.get(column);
    if (known !== undefined) return known;
    const value = readCell(row.cells.get(column) ?? '');
    if (value === null) {
      problems.push({
        row: row.number,
        column,
        reason: 'it holds a formula and not a value, left empty',
        leftOut: false,
      });
    }
    const text = applyRules(toPlainText(value ?? ''), mapping.clean[column] ?? []);
    const result = blank.has(text.toLowerCase()) ? '' : text;
    cleaned.set(column, result);
    return result;
  };
  return { row: row.number, get, raw: (column) => toOneLine(row.cells.get(column) ?? '') };
}

function applyRules(text: string, rules: readonly CleanRule[]): string {
  return rules
    .reduce(
      (value, rule) =>
        'values' in rule ? (rule.values[value] ?? value) : value.replace(rule.find, rule.replace),
      text,
    )
    .trim();
}

/** The first alternative whose condition holds and whose columns are filled; "" when there is none. */
export function fillText(text: MappedText | undefined, cells: Cells): string {
  for (const alternative of text ?? []) {
    if (alternative.when !== undefined && !holds(alternative.when, cells)) continue;
    const filled = fillTemplate(alternative.text, cells);
    if (filled !== null) return filled;
  }
  return '';
}

/** The same on one line. */
export const fillLine = (text: MappedText | undefined, cells: Cells): string =>
  toOneLine(fillText(text, cells));

/** The columns that an alternative in use names, for saying where a problem is. */
export const columnIn = (text: MappedText | undefined): string | null =>
  /\{([^{}]+?)\??\}/.exec(text?.[0]?.text ?? '')?.[1] ?? null;

function fillTemplate(template: string, cells: Cells): string | null {
  let isEmpty = false;
  const filled = template.replace(
    /\{([^{}]+?)(\?)?\}/g,
    (_, column: string, optional: string | undefined) => {
      const value = cells.get(column);
      if (value === '' && optional === undefined) isEmpty = true;
      return value;
    },
  );
  return isEmpty || filled.trim() === '' ? null : filled.trim();
}

/** True when every test of a condition holds. */
export function holds(condition: MappedCondition, cells: Cells): boolean {
  return condition.every((test) => {
    const value = test.column === undefined ? fillOptional(test.text ?? '', cells) : cells.get(test.column);
    const passes =
      test.is?.some((text) => text.toLowerCase() === value.toLowerCase()) ??
      test.matches?.test(value) ??
      (value !== '') === test.filled;
    return passes !== test.not;
  });
}

const fillOptional = (template: string, cells: Cells): string =>
  template.replace(/\{([^{}]+?)\??\}/g, (_, column: string) => cells.get(column));

/** The values whose condition holds. */
export const choose = <Value extends string>(
  choices: readonly MappedChoice<Value>[],
  cells: Cells,
): Value[] =>
  choices
    .filter((choice) => choice.when === undefined || holds(choice.when, cells))
    .map((choice) => choice.value);
