import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readGradedQueries } from '../../judge/graded.ts';
import { ROOT, watch, commandEnv } from '../../support/server.ts';

/** Runs `npm run judge -- ...` as the command line does. */
async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const command = join(ROOT, 'src', 'cli', 'judge.ts');
  const { output, ended } = watch(
    spawn(process.execPath, [command, ...args], { cwd: ROOT, env: commandEnv() }),
  );
  return { code: await ended, output: output() };
}

describe('npm run judge -- --query', () => {
  test('shows the first results of a graded query with their grades, and what they leave out', async () => {
    const [query] = readGradedQueries();
    const { code, output } = await run('--query', query?.words ?? '');
    expect(code).toBe(0);
    expect(output).toContain(query?.words);
    expect(output).toMatch(/^ 1 {2}[-123] {2}[a-z0-9-]+$/m);
    expect(output).toMatch(/nDCG@10 \d\.\d{3}, recall@10 \d\.\d{3}; not among these: /);
  });

  test('shows any other words too, and says that there are no grades', async () => {
    const { code, output } = await run('--query', 'library in Skelbourne');
    expect(code).toBe(0);
    expect(output).toMatch(/^understood: .*Skelbourne/m);
    expect(output).toMatch(/^ 1 {2}[a-z0-9-]+$/m);
    expect(output).toContain('not in the judged set');
  });

  test('a command typed wrongly is told how it is used', async () => {
    const { code, output } = await run('--qery', 'bread');
    expect(code).toBe(2);
    expect(output).toContain('npm run judge -- --query "words"');
  });
});
