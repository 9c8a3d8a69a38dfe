import { describe, expect, test } from 'vitest';
import { readKeysOptions, WrongKeysOption } from '#src/cli/options/keys.ts';

const read = (line: string) => readKeysOptions(line.split(' ').filter((word) => word !== ''));

describe('the command line of npm run keys', () => {
  test.each([
    ['status', { command: 'status' }],
    ['rotate', { command: 'rotate', forget: false, into: null }],
    ['rotate --forget', { command: 'rotate', forget: true, into: null }],
    ['rotate --into next.json', { command: 'rotate', forget: false, into: 'next.json' }],
    ['reseal', { command: 'reseal' }],
    ['forget', { command: 'forget' }],
    ['make first.json', { command: 'make', file: 'first.json' }],
  ])('reads "%s"', (line, options) => {
    expect(read(line)).toEqual(options);
  });

  test.each([
    ['', /Say what to do/],
    ['turn', /There is no "turn" here/],
    ['make', /Name the one file/],
    ['make a b', /Name the one file/],
    ['status extra', /"extra" is a second one/],
    ['status --forget', /--forget goes with rotate only/],
    ['rotate --forget --into a', /Choose one/],
    ['rotate --into=', /Name the file/],
    ['rotate --now', /--now/],
  ])('refuses "%s" with a sentence', (line, sentence) => {
    expect(() => read(line)).toThrow(WrongKeysOption);
    expect(() => read(line)).toThrow(sentence);
  });
});
