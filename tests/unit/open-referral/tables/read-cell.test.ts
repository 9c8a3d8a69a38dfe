import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '#src/features/open-referral/tables/column.ts';
import { TABLES } from '#src/features/open-referral/tables/columns.ts';
import { readCell } from '#src/features/open-referral/tables/read-cell.ts';

const read = (cell: string | number, kind: ColumnKind) =>
  readCell(cell, { name: 'x', kind, path: ['x'], isWritten: true });

describe('a cell', () => {
  test.each<ColumnKind>(['text', 'code', 'number', 'day', 'flag', 'list'])(
    'that is blank in a column of the kind %s is nothing at all',
    (kind) => {
      expect(read('', kind)).toEqual({ value: undefined, note: null });
      expect(read(' \n ', kind)).toEqual({ value: undefined, note: null });
    },
  );

  test.each([
    ['3', 3],
    ['-2.93', -2.93],
    ['1e-7', 1e-7],
    ['£3.50', 3.5],
    ['£1,250.00', 1250],
    ['0', 0],
  ])('%s is the number %d', (cell, value) => {
    expect(read(cell, 'number')).toEqual({ value, note: null });
  });

  test.each(['three', '3,50', '1,2', 'NaN', 'Infinity', '1e999', '0x10', '3 pounds', '--1'])(
    '%s is no number, and is reported',
    (cell) => {
      expect(read(cell, 'number')).toEqual({
        value: undefined,
        note: `"${cell}" is not a number, left empty`,
      });
    },
  );

  test.each([
    ['2026-02-01', '2026-02-01'],
    ['2026-02-01 00:00:00', '2026-02-01'],
    ['2026-02-01T10:00:00Z', '2026-02-01'],
    ['soon', 'soon'],
    ['2026', '2026'],
  ])('%s is the day %s, or what the importer makes of it', (cell, value) => {
    expect(read(cell, 'day')).toEqual({ value, note: null });
  });

  test.each([
    ['25/02/2026', '2026-02-25'],
    ['02/25/2026', '2026-02-25'],
    ['5/5/2026', '2026-05-05'],
    ['25.12.2026', '2026-12-25'],
    ['25/02/2026 00:00', '2026-02-25'],
  ])('%s can only be %s, and that it was read so is reported', (cell, value) => {
    expect(read(cell, 'day')).toEqual({ value, note: `"${cell}" was read as ${value}` });
  });

  test('with a day that can be two is left empty and reported', () => {
    expect(read('01/02/2026', 'day')).toEqual({
      value: undefined,
      note: '"01/02/2026" can be two different days, left empty: write YYYY-MM-DD',
    });
    expect(read('01/02/2026', 'text').value).toBe('01/02/2026');
  });

  test('is true or false in the words that spreadsheets use', () => {
    for (const word of ['true', 'TRUE', 'Yes', '1']) expect(read(word, 'flag').value).toBe(true);
    for (const word of ['false', 'FALSE', 'No', '0']) expect(read(word, 'flag').value).toBe(false);
    expect(read('maybe', 'flag').note).toBe('"maybe" is neither true nor false, left empty');
  });

  test('with a list holds its items without the gaps', () => {
    expect(read(' a;b ; ;c', 'list').value).toEqual(['a', 'b', 'c']);
    expect(read(' ; ', 'list')).toEqual({ value: undefined, note: null });
  });

  test('with a phone number that a spreadsheet cut short is left empty and reported', () => {
    expect(read('4.41635E+11', 'code')).toEqual({
      value: undefined,
      note: '"4.41635E+11" was a number that a spreadsheet cut short, left empty',
    });
    expect(read('01632 960123', 'code').value).toBe('01632 960123');
    expect(read('4.41635E+11', 'text').value).toBe('4.41635E+11');
  });

  test('with a long text is quoted by its beginning', () => {
    expect(read('x'.repeat(200), 'number').note).toBe(`"${'x'.repeat(57)}..." is not a number, left empty`);
  });
});

describe('the kinds of columns', () => {
  test('are those that the official data package names', () => {
    const kindsOf = (table: keyof typeof TABLES, kind: ColumnKind) =>
      TABLES[table].columns
        .filter((column) => column.kind === kind && !column.name.startsWith('front_door'))
        .map((column) => column.name);
    expect(kindsOf('services', 'number')).toEqual(['minimum_age', 'maximum_age']);
    expect(kindsOf('services', 'day')).toEqual(['assured_date']);
    expect(kindsOf('locations', 'number')).toEqual(['latitude', 'longitude']);
    expect(kindsOf('schedules', 'day')).toEqual(['valid_from', 'valid_to', 'dtstart', 'until']);
    expect(kindsOf('cost_options', 'number')).toEqual(['amount']);
    expect(kindsOf('phones', 'code')).toEqual(['number', 'extension']);
  });
});
