import { describe, expect, test } from 'vitest';
import { readDoNotListTask, WrongDoNotListOption } from '#src/cli/options/do-not-list.ts';

const refusal = (...args: string[]): string => {
  try {
    readDoNotListTask(args);
  } catch (error) {
    if (error instanceof WrongDoNotListOption) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('npm run do-not-list', () => {
  test('alone lists, with add adds and with lift lifts', () => {
    expect(readDoNotListTask([])).toEqual({ verb: 'list' });
    expect(readDoNotListTask(['lift', 'abc'])).toEqual({ verb: 'lift', id: 'abc' });
    expect(
      readDoNotListTask([
        'add',
        'Marl Friends',
        '--postcode',
        'mb1 1qg',
        '--charity',
        '123',
        '--reason',
        ' ',
      ]),
    ).toEqual({
      verb: 'add',
      name: 'Marl Friends',
      postcode: 'mb1 1qg',
      charityNumber: '123',
      website: null,
      reason: null,
    });
  });

  test.each([
    [['remove', 'x'], /^Say what to do, add or lift/],
    [['--postcode', 'MB1 1QG'], /^Say what to do, add or lift/],
    [['add'], /^Name who asked not to be listed/],
    [['add', 'Marl', 'Friends'], /^"Friends" is one word too many/],
    [['lift'], /^Name the entry/],
    [['lift', 'abc', '--reason', 'x'], /^To lift takes no options/],
    [['add', 'x', '--phone', '1'], /^Unknown option '--phone' \(npm run do-not-list -- add NAME/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(...args)).toMatch(sentence);
  });
});
