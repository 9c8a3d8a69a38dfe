import { describe, expect, test } from 'vitest';
import { readAuditOptions, WrongAuditOption } from '#src/cli/options/audit.ts';

const HASH = 'a'.repeat(64);

describe('the command line of the audit trail', () => {
  test.each([
    [['verify'], { command: 'verify', noted: null }],
    [['verify', '--head', `12:${HASH}`], { command: 'verify', noted: { sequence: 12, hash: HASH } }],
    [['seal'], { command: 'seal' }],
    [['export', '--to', 'a.csv'], { command: 'export', to: 'a.csv', from: null, toDay: null, reason: null }],
    [
      ['export', '--to', 'a.csv', '--from', '2026-11-01', '--to-day', '2026-11-02', '--reason', 'They asked'],
      { command: 'export', to: 'a.csv', from: '2026-11-01', toDay: '2026-11-02', reason: 'They asked' },
    ],
  ])('%j is understood', (args, expected) => {
    expect(readAuditOptions(args)).toEqual(expected);
  });

  test.each([
    [[], 'Say what to do'],
    [['erase'], 'There is no "erase" here'],
    [['seal', 'verify'], 'Say one thing only'],
    [['verify', '--head', '12'], '--head cannot be "12"'],
    [['seal', '--head', `12:${HASH}`], '--head does not go with seal'],
    [['export'], 'Name the file to write'],
    [['export', '--to', 'a', '--from', '2026-02-30'], '--from cannot be "2026-02-30"'],
    [['export', '--to', 'a', '--from', '2026-11-02', '--to-day', '2026-11-01'], 'must not be before'],
    [['verify', '--loud'], 'npm run audit'],
  ])('%j is answered with a sentence', (args, sentence) => {
    expect(() => readAuditOptions(args)).toThrow(WrongAuditOption);
    expect(() => readAuditOptions(args)).toThrow(sentence);
  });
});
