import { existsSync, readFileSync } from 'node:fs';
import type { StepResult } from './steps.ts';

export interface Counts {
  passed: number;
  failed: number;
}

/** The JSON reports of Vitest and of Playwright, as far as they count. */
interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected: number; unexpected: number; flaky: number };
}

/**
 * Adds up the tests of all steps. A failed step without a failed test of its own, such as a wrong type or a test
 * file that could not be read, counts as one failure, so that a red check never says "0 failed".
 */
export function readCounts(results: readonly StepResult[]): Counts {
  const total: Counts = { passed: 0, failed: 0 };
  for (const { ok, report } of results) {
    const counts =
      report !== undefined && existsSync(report)
        ? countsOf(readFileSync(report, 'utf8'))
        : { passed: 0, failed: 0 };
    total.passed += counts.passed;
    total.failed += ok ? counts.failed : Math.max(1, counts.failed);
  }
  return total;
}

function countsOf(text: string): Counts {
  const { numPassedTests = 0, numFailedTests = 0, stats } = JSON.parse(text) as Report;
  if (stats === undefined) return { passed: numPassedTests, failed: numFailedTests };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
