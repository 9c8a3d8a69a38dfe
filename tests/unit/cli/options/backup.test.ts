import { describe, expect, test } from 'vitest';
import { readBackupOptions, readRestoreOptions } from '#src/cli/backup/options.ts';
import { WrongOption } from '#src/cli/import/options.ts';

function refusal(read: (args: readonly string[]) => unknown, args: readonly string[]): string {
  try {
    read(args);
  } catch (error) {
    if (error instanceof WrongOption) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('npm run backup', () => {
  test('takes a folder, and one for the keys if they are wanted', () => {
    expect(readBackupOptions(['monday'])).toEqual({ to: 'monday', keys: null });
    expect(readBackupOptions(['monday', '--keys', 'safe'])).toEqual({ to: 'monday', keys: 'safe' });
  });

  test.each([
    [[], /^Name the folder: npm run backup -- FOLDER/],
    [[''], /^Name the folder/],
    [['a', 'b'], /^Name one folder only; "b" is a second one/],
    [['a', '--keys'], /--keys/],
    [['a', '--keys', ''], /^--keys cannot be empty/],
    [['a', '--into', 'b'], /--into/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(readBackupOptions, args)).toMatch(sentence);
    expect(refusal(readBackupOptions, args)).not.toContain('\n');
  });
});

describe('npm run restore', () => {
  test('takes a backup, its keys, and where to', () => {
    expect(readRestoreOptions(['monday', '--keys', 'safe'])).toEqual({
      from: 'monday',
      keys: 'safe',
      into: null,
    });
    expect(readRestoreOptions(['--into', 'data', '--keys=safe', 'monday'])).toEqual({
      from: 'monday',
      keys: 'safe',
      into: 'data',
    });
  });

  test.each([
    [[], /^Name the folder: npm run restore -- FOLDER --keys FOLDER/],
    [['monday'], /^Give --keys and the folder where keys\.json was kept/],
    [['monday', '--keys', 'safe', '--into', ''], /^--into cannot be empty/],
    [['monday', '--force'], /--force/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(readRestoreOptions, args)).toMatch(sentence);
  });
});
