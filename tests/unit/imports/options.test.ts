import { describe, expect, test } from 'vitest';
import { readOptions, WrongOption } from '#src/cli/import/options.ts';

const CSV = ['file.csv', '--format', 'csv', '--mapping', 'm.yaml', '--source', 'Name', '--licence', 'OGL'];
const without = (option: string): string[] => CSV.toSpliced(CSV.indexOf(option), 2);

test('a whole command line is read', () => {
  expect(readOptions([...CSV, '--dry-run', '--report', 'r.txt', '--attribution', 'Thanks'])).toEqual({
    file: 'file.csv',
    format: 'csv',
    mapping: 'm.yaml',
    source: 'Name',
    licence: 'OGL',
    attribution: 'Thanks',
    url: null,
    dryRun: true,
    report: 'r.txt',
  });
});

test('official places bring their own source, licence and attribution', () => {
  expect(readOptions(['codepo_gb.zip', '--format', 'code-point-open'])).toMatchObject({
    source: 'Code-Point Open',
    licence: 'Open Government Licence v3.0',
    attribution: expect.stringContaining('Crown copyright') as unknown,
  });
});

describe('a command line that is wrong gives one sentence', () => {
  test.each([
    [[], /^Name the file to import/],
    [CSV.slice(1), /^Name the file to import/],
    [[...CSV, 'other.csv'], /"other.csv" is a second one/],
    [without('--format'), /^--format is missing: it can be csv, /],
    [['file.csv', '--format', 'xlsx'], /^"xlsx" is not a format/],
    [without('--licence'), /^--licence is missing: nothing is imported without/],
    [[...without('--licence'), '--licence', '  '], /^--licence is missing/],
    [without('--source'), /^--source is missing/],
    [without('--mapping'), /^--mapping is missing/],
    [[...CSV, '--colour', 'red'], /^Unknown option '--colour'/],
    [[...CSV, '--report'], /report/],
  ])('%j', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(WrongOption);
    expect(() => readOptions(args)).toThrow(sentence);
    try {
      readOptions(args);
    } catch (error) {
      expect(String(error).split('\n')).toHaveLength(1);
    }
  });
});
