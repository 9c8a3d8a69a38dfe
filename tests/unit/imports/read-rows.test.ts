import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCsv, sniffDelimiter } from '#src/features/imports/csv/decode.ts';
import { readCsv } from '#src/features/imports/csv/read-rows.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const data = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? data : data.swap16();
};
const read = (text: string) => readCsv(bytes(text));
const cells = (text: string): string[][] => read(text).rows.map((row) => [...row.cells.values()]);

describe('encodings', () => {
  const text = 'id,name\n1,Café £2';
  test.each([
    ['UTF-8', bytes(text), 'utf-8'],
    ['UTF-8 with a byte order mark', bytes(`\ufeff${text}`), 'utf-8'],
    ['UTF-16, little end first', utf16(text, 'le'), 'utf-16le'],
    ['UTF-16, big end first', utf16(text, 'be'), 'utf-16be'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('%s', (_, data, encoding) => {
    expect(decodeCsv(data)).toEqual({ text, encoding });
  });

  test('NUL characters are taken out', () => {
    expect(cells('id,name\n1,T\0ea')).toEqual([['1', 'Tea']]);
  });

  test('the curly quotes and euro of Windows-1252 are read', () => {
    expect(decodeCsv(Uint8Array.from([0x93, 0x80, 0x94])).text).toBe('“€”');
  });
});

test.each([
  ['id,name', ','],
  ['id;name;"a,b,c,d"', ';'],
  ['id\tname', '\t'],
  ['id|name', '|'],
])('the sign between the cells of %j is %j', (header, sign) => {
  expect(sniffDelimiter(`${header}\n1,2,3,4,5`)).toBe(sign);
});

describe('rows', () => {
  test('cells may hold separators, quotation marks and line ends', () => {
    expect(cells('id,name\n1,"Tea, ""cake""\nand talk"\n2,Walk')).toEqual([
      ['1', 'Tea, "cake"\nand talk'],
      ['2', 'Walk'],
    ]);
  });

  test('with nothing in their cells are passed over, as spreadsheets leave them at the end', () => {
    const file = read('id,name\n1,a\n,\n2,b\n \n , \n');
    expect(file.rows.map((row) => row.number)).toEqual([2, 4]);
    expect(file).toMatchObject({ problems: [], total: 2 });
  });

  test('are numbered as a spreadsheet counts them, blank lines aside', () => {
    expect(read('id,name\r\n1,a\r\n2,b\r\n').rows.map((row) => row.number)).toEqual([2, 3]);
  });

  test('a stray quotation mark in a cell does no harm', () => {
    expect(cells('id,name\n1,5" pipe\n2,Walk')).toEqual([
      ['1', '5" pipe'],
      ['2', 'Walk'],
    ]);
  });

  test('a quotation mark that is never closed loses its own row and no other', () => {
    const file = read('id,name,notes\n1,"Tea,x\n2,Walk,y\n3,Talk,z');
    expect(file.rows.map((row) => [row.number, row.cells.get('id')])).toEqual([
      [3, '2'],
      [4, '3'],
    ]);
    expect(file.problems).toEqual([
      { row: 2, column: null, reason: 'its quotation marks do not match', leftOut: true },
    ]);
  });

  test('two rows with unclosed quotation marks do not swallow the rows between them', () => {
    const file = read('id,name\n1,"Tea\n2,Walk\n3,"Talk\n4,Song');
    expect(file.rows.map((row) => row.cells.get('id'))).toEqual(['2', '4']);
    expect(file.problems.map((problem) => problem.row)).toEqual([2, 4]);
  });

  test('a row with too few or too many cells is reported, empty cells at its end do no harm', () => {
    const file = read('id,name\n1\n2,Tea,,\n3,Walk,extra');
    expect(file.rows.map((row) => row.number)).toEqual([3]);
    expect(file.problems.map((problem) => problem.reason)).toEqual([
      'it has 1 cells where the header has 2',
      'it has 3 cells where the header has 2',
    ]);
  });

  test('what is written by the book is read by the book', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', ';', "'") });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const table = rows.map(([first, second], index) => [String(index), first, second]);
        expect(cells(stringify([['id', 'first', 'second'], ...table], { quoted: true }))).toEqual(table);
      }),
    );
  });

  test('no bytes whatever make it fail with anything but a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        try {
          readCsv(data);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ImportRefused' });
        }
      }),
    );
  });
});

test.each([
  ['', 'The file is empty: nothing was changed.'],
  [' \n\n', 'The file is empty: nothing was changed.'],
  ['id,name\n', 'The file has a header but no rows: nothing was changed.'],
  ['just some words', 'This is not a CSV file with a header: its first row must name the columns.'],
  ['<!DOCTYPE html><p>', 'This is a web page or XML, not CSV.'],
  ['{"id": 1}', 'This is JSON, not CSV.'],
  ['PK\u0003\u0004', 'This is an Excel workbook or a zip file, not CSV: save the sheet as CSV first.'],
  ['%PDF-1.7', 'This is a PDF, not CSV.'],
])('%j is refused with a sentence', (text, sentence) => {
  expect(() => read(text)).toThrow(sentence);
});
