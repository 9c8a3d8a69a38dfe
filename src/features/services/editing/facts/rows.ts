import { createHash } from 'node:crypto';
import { asTyped } from '../typed.ts';
import type { FieldProblem } from '../editor.ts';
import type { FormValues } from '#src/lib/form.ts';

/**
 * Lists in a plain form: the fields of row 2 of "session" are `session-2-start` and so on, `session-rows` says how many
 * there are (a row of which everything is blank sends nothing else), and the buttons are `add-session` and
 * `remove-session-2`.
 */
export type Row = Readonly<FormValues>;

export const fieldOf = (list: string, row: number, name: string): string => `${list}-${row}-${name}`;

/** More rows than any form of ours has; a number typed into a request cannot make a page endless. */
const MOST_ROWS = 200;

/** The rows that were typed, the first one first. */
export function rowsOf(typed: Readonly<FormValues>, list: string): Row[] {
  const count = Number(typed[`${list}-rows`] ?? 0);
  const rows: FormValues[] = Array.from(
    { length: Number.isInteger(count) && count > 0 ? Math.min(count, MOST_ROWS) : 0 },
    () => ({}),
  );
  for (const [field, value] of Object.entries(typed)) {
    const match = new RegExp(`^${list}-(\\d+)-([a-z0-9-]+)$`).exec(field);
    const row = match === null ? undefined : rows[Number(match[1]) - 1];
    if (row !== undefined && match?.[2] !== undefined) row[match[2]] = value;
  }
  return rows;
}

/** The form values of rows: the inverse of `rowsOf`. */
export function rowValues(list: string, rows: readonly Row[]): FormValues {
  const values: FormValues = { [`${list}-rows`]: String(rows.length) };
  rows.forEach((row, index) => {
    for (const [name, value] of Object.entries(row)) values[fieldOf(list, index + 1, name)] = value;
  });
  return values;
}

/** A form whose list has these rows now, and everything else as it was typed. */
export function withRows(typed: Readonly<FormValues>, list: string, rows: readonly Row[]): FormValues {
  const rest = Object.entries(typed).filter(([field]) => !new RegExp(`^${list}-(\\d+-|rows$)`).test(field));
  return { ...Object.fromEntries(rest), ...rowValues(list, rows) };
}

/** The form after "add" or "remove" of one of the lists was pressed; any other button changes nothing. */
export function pressRows(typed: Readonly<FormValues>, button: string, lists: readonly string[]): FormValues {
  for (const list of lists) {
    const rows = rowsOf(typed, list);
    if (button === `add-${list}`) return withRows(typed, list, [...rows, {}]);
    const removed = new RegExp(`^remove-${list}-(\\d+)$`).exec(button)?.[1];
    if (removed !== undefined)
      return withRows(
        typed,
        list,
        rows.filter((_, index) => index !== Number(removed) - 1),
      );
  }
  return { ...typed };
}

/** What a row says about the part of the record that it was made from: a mark that another part does not have. */
export const markOf = (part: unknown): string =>
  createHash('sha256').update(JSON.stringify(part, inOrder)).digest('base64url').slice(0, 16);

const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Browsers take line ends out of a line of text; that alone is no change. */
const bare = (value: string | string[] | undefined): string =>
  [value ?? []]
    .flat()
    .map((text) => asTyped(text).replace(/\s+/g, ''))
    .filter((text) => text !== '')
    .join('\n');

/** A line of a part after a form: what is stored stays to the letter unless something else was typed; empty is null. */
export function lineAfter(stored: string | null, typed: string): string | null {
  if (bare(stored ?? '') === bare(typed)) return stored;
  return typed === '' ? null : typed;
}

/** True when nobody changed what a row was filled with; `was` is the row's mark and not typed. */
export function isUntouched(row: Row, shown: Row): boolean {
  const names = new Set([...Object.keys(row), ...Object.keys(shown)]);
  names.delete('was');
  return [...names].every((name) => bare(row[name]) === bare(shown[name]));
}

/** Fields that a new row has a value in before anybody types. */
const FILLED_FROM_THE_START = new Set(['was', 'place', 'type', 'visibility']);

/** True when nothing at all was typed in a new row: as if it were not there. */
export const isBlank = (row: Row): boolean =>
  Object.entries(row).every(([name, value]) => FILLED_FROM_THE_START.has(name) || bare(value) === '');

/** What a row stands for, one part or several; or what is wrong at which of its fields. */
export type RowAnswer<Part> = { parts: readonly Part[] } | { problems: readonly FieldProblem[] };

/** A row, the part it was made from, and what it stands for now. */
export interface ReadRow<Part> {
  row: Row;
  was: Part | undefined;
  isUntouched: boolean;
  answer: RowAnswer<Part>;
}

interface RowReader<Part> {
  list: string;
  stored: readonly Part[];
  show: (part: Part) => Row;
  /** Gets the part that a row was made from, and says what is wrong at which of the row's fields. */
  read: (row: Row, was: Part | undefined) => RowAnswer<Part>;
  /** What tells a part from others; its whole content unless told. */
  mark?: (part: Part) => string;
}

/**
 * Rows with what they stand for. One that nobody touched is its part to the letter, whatever it holds; a blank new row
 * is nothing; any other is read. A row of a part that is no longer there is read as a new one.
 */
export function readEach<Part>(
  typed: Readonly<FormValues>,
  { list, stored, show, read, mark = markOf }: RowReader<Part>,
): ReadRow<Part>[] {
  const byMark = new Map(stored.map((part) => [mark(part), part]));
  return rowsOf(typed, list).map((row) => {
    const was = typeof row.was === 'string' ? byMark.get(row.was) : undefined;
    if (was !== undefined && isUntouched(row, show(was)))
      return { row, was, isUntouched: true, answer: { parts: [was] } };
    const answer = was === undefined && isBlank(row) ? { parts: [] } : read(row, was);
    return { row, was, isUntouched: false, answer };
  });
}

/** The parts that rows stand for, and what is to be mended. A form without the list leaves it as it is. */
export function readRows<Part>(
  typed: Readonly<FormValues>,
  reader: RowReader<Part>,
): { parts: Part[]; problems: FieldProblem[] } {
  const { list, stored } = reader;
  if (typed[`${list}-rows`] === undefined) return { parts: [...stored], problems: [] };
  const answers = readEach(typed, reader).map(({ answer }) => answer);
  return {
    parts: answers.flatMap((answer) => ('parts' in answer ? answer.parts : [])),
    problems: answers.flatMap((answer, index) =>
      'parts' in answer
        ? []
        : answer.problems.map(({ field, text }) => ({ field: fieldOf(list, index + 1, field), text })),
    ),
  };
}

/** The rows that show parts, each with its mark. */
export const showRows = <Part>(
  list: string,
  parts: readonly Part[],
  show: (part: Part) => Row,
  mark: (part: Part) => string = markOf,
): FormValues =>
  rowValues(
    list,
    parts.map((part) => ({ ...show(part), was: mark(part) })),
  );

/** The row without what is blank. */
export const filledRow = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => bare(value) !== ''));

/** Refuses a list that is longer than `most`, at the first row too many; one that was that long already may stay. */
export function tooManyRows(
  typed: Readonly<FormValues>,
  list: string,
  field: string,
  most: number,
  sentence: (most: number) => string,
): FieldProblem[] {
  if (rowsOf(typed, list).length <= most) return [];
  return [{ field: fieldOf(list, most + 1, field), text: sentence(most) }];
}
