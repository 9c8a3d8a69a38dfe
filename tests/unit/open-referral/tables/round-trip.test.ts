import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvCell, toCsvHeader, toCsvLines } from '#src/features/open-referral/tables/cells.ts';
import { headerOf, TABLES, TABLE_NAMES } from '#src/features/open-referral/tables/columns.ts';
import { fromTables } from '#src/features/open-referral/tables/from-tables.ts';
import type { Row } from '#src/features/open-referral/tables/row.ts';
import { toTables } from '#src/features/open-referral/tables/to-tables.ts';
import { anyText, TRAPS } from './any-values.ts';
import { feedServices } from './feed-services.ts';

describe('services as tables', () => {
  test('come back as they were, in their order, whatever their texts', () => {
    fc.assert(
      fc.property(feedServices, (services) => {
        const { items, problems } = fromTables(toTables(services));
        expect(problems).toEqual([]);
        expect(items.map((item) => item.value)).toEqual(services);
        expect(items.map((item) => item.row)).toEqual(services.map((_, index) => index + 2));
      }),
      { numRuns: 100 },
    );
  });

  test('come back as they were through the text of CSV files', () => {
    fc.assert(
      fc.property(feedServices, (services) => {
        const files = new Map(
          [...toTables(services)].map(([table, rows]) => [
            table,
            toCsvHeader(table) +
              toCsvLines(
                table,
                rows.map((row) => row.cells),
              ),
          ]),
        );
        const tables = new Map([...files].map(([table, text]) => [table, readFile(text)]));
        const { items, problems } = fromTables(tables);
        expect(problems).toEqual([]);
        expect(items.map((item) => item.value)).toEqual(services);
      }),
      { numRuns: 100 },
    );
  });
});

/** Reads as any program reads CSV, apart from the apostrophes. */
function readFile(text: string): Row[] {
  const [header = [], ...lines] = parse(text, {});
  return lines.map((cells, index) => ({
    number: index + 2,
    cells: new Map(header.map((column, at) => [column, readCsvCell(cells[at] ?? '') ?? 'FORMULA'])),
  }));
}

describe('a cell', () => {
  const written = (text: string | number): string =>
    parse(toCsvLines('taxonomies', [new Map([['name', text]])]), {})[0]?.[1] ?? '';

  test('is never a formula, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...TRAPS)), (text) => {
        expect(written(text)).not.toMatch(/^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/);
        expect(readCsvCell(written(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('that is no formula is written as it is', () => {
    for (const text of ["'tis", 'Tea = fine', '0123', "'"]) expect(written(text)).toBe(text);
    expect(written('=1+1')).toBe("'=1+1");
    expect(written("'=1+1")).toBe("''=1+1");
  });

  test('with a number below zero stays a number for the spreadsheet', () => {
    expect(written(-2.93593)).toBe('-2.93593');
    expect(written('-2.93593')).toBe("'-2.93593");
  });

  test('as a spreadsheet leaves it is read as what was meant', () => {
    expect(readCsvCell('="0123"')).toBe('0123');
    expect(readCsvCell("'01632 960123")).toBe('01632 960123');
    expect(readCsvCell('=SUM(A1:A3)')).toBeNull();
    expect(readCsvCell('=-A1')).toBeNull();
    expect(readCsvCell('+44 1632 960123')).toBe('+44 1632 960123');
  });
});

describe('the header of a table', () => {
  test('has no column twice and begins with the id', () => {
    for (const table of TABLE_NAMES) {
      const header = headerOf(table);
      expect(new Set(header).size).toBe(header.length);
      expect(header[0]).toBe(TABLES[table].hasIds ? 'id' : 'service_id');
    }
  });

  test('never names who checked a service by email', () => {
    expect(headerOf('services')).not.toContain('assurer_email');
  });
});
