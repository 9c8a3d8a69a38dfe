import { describe, expect, test } from 'vitest';
import { readOptions, WrongOption } from '#src/cli/import/options.ts';

const CSV = ['file.csv', '--format', 'csv', '--mapping', 'm.yaml', '--source', 'Name', '--licence', 'OGL'];
const without = (option: string): string[] => CSV.toSpliced(CSV.indexOf(option), 2);

test('a whole command line is read', () => {
  expect(readOptions([...CSV, '--dry-run', '--report', 'r.txt', '--attribution', 'Thanks'])).toEqual({
    file: 'file.csv',
    isWeb: false,
    format: 'csv',
    mapping: 'm.yaml',
    source: 'Name',
    licence: 'OGL',
    attribution: 'Thanks',
    url: null,
    republish: null,
    everyDays: null,
    acceptLoss: false,
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

const FEED = [
  'https://example.org/feed',
  '--format',
  'open-referral',
  '--source',
  'Name',
  '--licence',
  'OGL',
];

describe('a feed', () => {
  test('from an address is stored with it, and can be read again every so many days', () => {
    expect(readOptions([...FEED, '--every', '7', '--no-republish', '--accept-loss'])).toMatchObject({
      isWeb: true,
      url: 'https://example.org/feed',
      everyDays: 7,
      republish: false,
      acceptLoss: true,
    });
    expect(readOptions([...FEED, '--republish'])).toMatchObject({ republish: true, everyDays: null });
  });

  test('from a folder has the address that is given, if any', () => {
    const folder = ['saved', ...FEED.slice(1)];
    expect(readOptions(folder)).toMatchObject({ isWeb: false, url: null });
    expect(readOptions([...folder, '--url', 'https://example.org'])).toMatchObject({
      url: 'https://example.org',
    });
  });

  test.each([
    [FEED.slice(0, -2), /^--licence is missing: nothing is imported without/],
    [[...FEED.slice(0, -1), ' '], /^--licence is missing/],
    [FEED.toSpliced(3, 2), /^--source is missing/],
    [[...FEED, '--every', '0'], /^--every cannot be "0": give a number of days from 1 to 366/],
    [[...FEED, '--every', 'week'], /^--every cannot be "week"/],
    [['saved', ...FEED.slice(1), '--every', '7'], /^--every needs a web address/],
    [[...FEED, '--url', 'https://example.com'], /^--url is for files/],
    [['https://example.org/x', '--format', 'hsds-csv', ...FEED.slice(3)], /^hsds-csv is read from files/],
    [['a.zip', '--format', 'onspd', '--every', '7'], /^--every is for services/],
    [['a.zip', '--format', 'onspd', '--no-republish'], /^--republish is for services/],
  ])('%j is refused', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
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
