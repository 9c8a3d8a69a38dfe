import { describe, expect, test } from 'vitest';
import { readSourcesRequest, WrongSourcesOption } from '#src/cli/options/sources.ts';

const refusal = (...args: string[]): string => {
  try {
    readSourcesRequest(args);
  } catch (error) {
    if (error instanceof WrongSourcesOption) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('npm run sources', () => {
  test.each([
    [[], { verb: 'list' }],
    [['show', 'Marl'], { verb: 'show', name: 'Marl' }],
    [['every', 'Marl', '7'], { verb: 'every', name: 'Marl', days: 7 }],
    [['every', 'Marl', 'off'], { verb: 'every', name: 'Marl', days: null }],
    [['release', 'Marl'], { verb: 'release', name: 'Marl', acceptLoss: false }],
    [['release', 'Marl', '--accept-loss'], { verb: 'release', name: 'Marl', acceptLoss: true }],
    [['refresh', 'Marl'], { verb: 'refresh', name: 'Marl' }],
    [['republish', 'Marl', 'off'], { verb: 'republish', name: 'Marl', isRepublished: false }],
  ])('%j is understood', (args, request) => {
    expect(readSourcesRequest(args)).toEqual(request);
  });

  test.each([
    [['delete', 'Marl'], /^Say what to do, one of show, every, release, refresh, republish/],
    [['show'], /^Name the source: npm run sources -- show NAME\.$/],
    [['show', ' '], /^Name the source/],
    [
      ['show', 'Marl', 'directory'],
      /^"directory" is one word too many: put a name of several words in quotation marks\.$/,
    ],
    [['every', 'Marl', '7', '8'], /^"8" is one word too many/],
    [['every', 'Marl'], /^Say after how many days it is read again, a whole number from 1 to 366, or off/],
    [['every', 'Marl', '0'], /^Say after how many days/],
    [['every', 'Marl', '367'], /^Say after how many days/],
    [['every', 'Marl', '1.5'], /^Say after how many days/],
    [['republish', 'Marl', 'yes'], /^Say on or off/],
    [['refresh', 'Marl', '--accept-loss'], /^--accept-loss belongs to release/],
    [['--accept-loss'], /^Say what to do/],
    [['show', 'Marl', '--all'], /^Unknown option '--all' \(npm run sources/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(...args)).toMatch(sentence);
  });
});
