import { describe, expect, test } from 'vitest';
import { readExportOptions } from '#src/cli/export/options.ts';
import { WrongOption } from '#src/cli/import/options.ts';

const read = (line: string) => readExportOptions(line.split(' '));
const refusal = (line: string): string => {
  try {
    readExportOptions(line === '' ? [] : line.split(' '));
  } catch (error) {
    expect(error).toBeInstanceOf(WrongOption);
    return (error as Error).message;
  }
  throw new Error(`${line} was taken`);
};

describe('the options of an export', () => {
  test('say what is written by the ending of the path', () => {
    const kindOf = (format: string, to: string) => read(`--format ${format} --to ${to}`).kind;
    expect(kindOf('open-referral', 'feed.json')).toBe('json');
    expect(kindOf('open-referral', 'feed.NDJSON')).toBe('ndjson');
    expect(kindOf('csv', 'tables')).toBe('folder');
    expect(kindOf('csv', 'tables.2026')).toBe('folder');
    expect(kindOf('csv', 'tables.zip')).toBe('zip');
  });

  test('are all, or only the needed ones', () => {
    expect(read('--format csv --to x')).toEqual({
      kind: 'folder',
      to: 'x',
      source: null,
      siteUrl: null,
      force: false,
    });
    expect(
      read('--format csv --to x --source Warm --site-url https://directory.example.org/help/ --force'),
    ).toEqual({
      kind: 'folder',
      to: 'x',
      source: 'Warm',
      siteUrl: 'https://directory.example.org/help',
      force: true,
    });
  });

  test.each([
    ['', '--format is missing: it can be open-referral or csv.'],
    ['--format xml --to x', '"xml" is not a format: it can be open-referral or csv.'],
    [
      '--format csv',
      '--to is missing: say where to write, as in npm run export -- --format open-referral|csv --to PATH.',
    ],
    [
      '--format open-referral --to feed.csv',
      '--to must end in .json or .ndjson for open-referral; "feed.csv" does not.',
    ],
    [
      '--format csv --to all.csv',
      'csv writes a folder of tables, not one file: name a folder or a .zip, not "all.csv".',
    ],
    [
      '--format csv --to x extra',
      '"extra" belongs to no option: npm run export -- --format open-referral|csv --to PATH.',
    ],
    ['--format csv --to x --source=', '--source is empty: name one, or leave it out to export all.'],
    [
      '--format csv --to x --site-url ftp://x',
      '--site-url must be an address such as https://directory.example.org; "ftp://x" is none.',
    ],
    [
      '--format csv --to x --colour',
      "Unknown option '--colour' (npm run export -- --format open-referral|csv --to PATH)",
    ],
  ])('that are wrong are refused with one sentence: %s', (line, sentence) => {
    expect(refusal(line)).toBe(sentence);
  });
});
