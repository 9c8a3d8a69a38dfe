import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCounts, type Counts } from './check/counts.ts';
import { runSteps, type Step, type StepResult } from './check/steps.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REPORTS = join(ROOT, 'test-results', 'check');
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);
const report = (name: string): string => join(REPORTS, `${name}.json`);

/** One project of tests/vitest.config.ts; left out while its folder holds no test. */
function vitest(project: string, after: string[] = []): Step[] {
  const folder = join(ROOT, 'tests', project);
  if (
    !existsSync(folder) ||
    !readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.test.ts'))
  )
    return [];
  const args = ['run', '--config', 'tests/vitest.config.ts', '--project', project];
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report(project)}`];
  return [
    { name: project, command: bin('vitest'), args: [...args, ...reporters], after, report: report(project) },
  ];
}

/**
 * Everything that must be right before a change is kept, in the order in which mistakes are cheapest to hear of.
 * A step waits for those it names in `after`; two run at a time, and a step that measures time runs alone.
 */
const STEPS: Step[] = [
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
  {
    name: 'types',
    command: bin('astro'),
    args: ['check', '--minimumFailingSeverity', 'warning'],
    env: { CI: '1' },
  },
  {
    name: 'lint',
    command: bin('eslint'),
    args: ['--config', 'tests/eslint.config.mjs', '--max-warnings=0', 'src', 'db', 'tests'],
  },
  { name: 'dependencies', command: process.execPath, args: ['src/cli/check/dependencies.ts'] },
  { name: 'readability', command: process.execPath, args: ['src/cli/readability.ts'] },
  ...vitest('unit'),
  // After the types: both write .astro/.
  { name: 'build', command: process.execPath, args: ['src/cli/bootstrap.mjs', 'build'], after: ['types'] },
  // Long: begun early, so that neither of the two is left to run by itself at the end.
  ...vitest('pages', ['build']),
  ...vitest('db'),
  // After the types: it reads what they write into .astro/.
  { name: 'promises', command: process.execPath, args: ['src/cli/check/page-scripts.ts'], after: ['types'] },
  ...vitest('conformance', ['build']),
  {
    name: 'e2e',
    command: bin('playwright'),
    args: ['test', '--config', 'tests/e2e/playwright.config.ts', '--pass-with-no-tests'],
    env: { E2E_REPORT: report('e2e') },
    after: ['build'],
    alone: true,
    report: report('e2e'),
  },
];

/** The steps with their seconds, then the tests of all of them in one line. */
function printSummary(results: readonly StepResult[], counts: Counts): void {
  const width = Math.max(...STEPS.map(({ name }) => name.length));
  console.log();
  for (const { name } of STEPS) {
    const result = results.find((one) => one.name === name);
    const state =
      result === undefined
        ? 'not finished'
        : `${result.seconds.toFixed(1).padStart(6)} s  ${result.ok ? (result.note ?? 'ok') : 'FAILED'}`;
    console.log(`${name.padEnd(width)}  ${state}`);
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
}

process.chdir(ROOT);
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const results = await runSteps(STEPS);
const counts = readCounts(results);
printSummary(results, counts);
process.exitCode = counts.failed === 0 && results.length === STEPS.length ? 0 : 1;
