import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readCounts } from '#src/cli/check/counts.ts';

let folder: string;
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'front-door-counts-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true }));
});
function reported(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
const vitest = (passed: number, failed: number): unknown => ({
  numPassedTests: passed,
  numFailedTests: failed,
});
const playwright = (expected: number, unexpected: number, flaky: number): unknown => ({
  stats: { expected, unexpected, flaky },
});

describe('the count of all tests', () => {
  test('adds up what Vitest and Playwright report', () => {
    const results = [
      { name: 'lint', ok: true, seconds: 1 },
      { name: 'unit', ok: true, seconds: 1, report: reported('unit', vitest(200, 0)) },
      { name: 'e2e', ok: true, seconds: 1, report: reported('e2e', playwright(40, 0, 2)) },
    ];
    expect(readCounts(results)).toEqual({ passed: 242, failed: 0 });
  });

  test('names every failed test', () => {
    const results = [
      { name: 'unit', ok: false, seconds: 1, report: reported('unit', vitest(198, 2)) },
      { name: 'e2e', ok: false, seconds: 1, report: reported('e2e', playwright(39, 3, 0)) },
    ];
    expect(readCounts(results)).toEqual({ passed: 237, failed: 5 });
  });

  test.each([
    ['has no tests, as when a type is wrong', undefined],
    ['did not get as far as its report', '/nowhere/report.json'],
  ])('never says "0 failed" after a step that failed and %s', (_why, report) => {
    expect(readCounts([{ name: 'types', ok: false, seconds: 1, report }])).toEqual({ passed: 0, failed: 1 });
  });

  test('counts a test file that could not be read as a failure, although no test in it failed', () => {
    const results = [{ name: 'unit', ok: false, seconds: 1, report: reported('unit', vitest(200, 0)) }];
    expect(readCounts(results)).toEqual({ passed: 200, failed: 1 });
  });
});
