import { describe, expect, test } from 'vitest';
import { readDuplicateOptions, WrongDuplicateOption } from '#src/cli/options/duplicates.ts';

const refusal = (...args: string[]): string => {
  try {
    readDuplicateOptions(args);
  } catch (error) {
    if (error instanceof WrongDuplicateOption) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('npm run duplicates', () => {
  test('alone lists twenty likely pairs of services', () => {
    expect(readDuplicateOptions([])).toEqual({
      kind: 'service',
      level: 'likely',
      limit: 20,
      csv: null,
      acrossSources: false,
    });
  });

  test('takes what it is told', () => {
    const args = [
      '--level',
      'same',
      '--limit',
      '0',
      '--csv',
      'pairs.csv',
      '--across-sources',
      '--organisations',
    ];
    expect(readDuplicateOptions(args)).toEqual({
      kind: 'organisation',
      level: 'same',
      limit: 0,
      csv: 'pairs.csv',
      acrossSources: true,
    });
  });

  test.each([
    [['--level', 'sure'], '"sure" is not a level: it can be same, likely, possible.'],
    [['--limit', 'all'], '--limit is a whole number, not "all".'],
    [['--limit=-1'], '--limit is a whole number, not "-1".'],
    [['--csv', ' '], '--csv is the name of a file to write.'],
  ])('%j is refused with one sentence', (args, sentence) => {
    expect(refusal(...args)).toBe(sentence);
  });

  test.each([[['--bogus']], [['file.csv']], [['--level']]])('%j is told how it goes', (args) => {
    expect(refusal(...args)).toContain('(npm run duplicates -- [--level same|likely|possible]');
    expect(refusal(...args)).not.toContain('\n');
  });
});
