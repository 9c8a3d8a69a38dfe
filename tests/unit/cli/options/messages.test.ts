import { describe, expect, test } from 'vitest';
import { readMessagesOptions, WrongMessagesOption } from '#src/cli/options/messages.ts';

const ID = '0193a5e0-7c1b-7d2e-8f3a-4b5c6d7e8f90';

describe('npm run messages', () => {
  test.each([
    [[], { verb: 'list' }],
    [['list'], { verb: 'list' }],
    [['bounced'], { verb: 'bounced' }],
    [['show', ID], { verb: 'show', id: ID }],
    [['retry', ID], { verb: 'retry', id: ID }],
  ])('understands %j', (args, options) => {
    expect(readMessagesOptions(args)).toEqual(options);
  });

  test.each([
    [['send'], 'There is no "send"'],
    [['show'], 'Give one message'],
    [['show', ID, ID], 'Give one message'],
    [['show', '12'], 'is not the id of a message'],
    [['list', 'all'], '"list" takes nothing after it'],
    [['--all'], "Unknown option '--all'"],
  ])('refuses %j with one sentence', (args, why) => {
    expect(() => readMessagesOptions(args)).toThrow(WrongMessagesOption);
    expect(() => readMessagesOptions(args)).toThrow(why);
  });
});
