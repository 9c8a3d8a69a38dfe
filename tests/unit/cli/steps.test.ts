import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { runSteps, type Step } from '#src/cli/check/steps.ts';

let printed: string[] = [];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-steps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
const step = (name: string, code: string, more: Partial<Step> = {}): Step => ({
  name,
  command: process.execPath,
  args: ['-e', code],
  ...more,
});
const namesOf = (results: readonly { name: string }[]): string[] => results.map(({ name }) => name);

describe('the steps of a check', () => {
  test('that pass print their name and time, and nothing of what they said', async () => {
    const results = await runSteps([step('first', 'console.log("chatter")'), step('second', '')]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(printed.join('\n')).toMatch(/✔ first {2}\d+\.\d s/);
    expect(printed.join('\n')).not.toContain('chatter');
  });

  test('that pass may leave one line to be read in the summary', async () => {
    const results = await runSteps([
      step(
        'noted',
        'console.log("chatter"); console.log("note: the registry was asleep"); console.log("more")',
      ),
      step('plain', 'console.log("a note: not at the beginning")'),
    ]);
    const notes = Object.fromEntries(results.map(({ name, note }) => [name, note]));
    expect(notes).toEqual({ noted: 'the registry was asleep', plain: undefined });
    expect(printed.join('\n')).not.toContain('chatter');
  });

  test('stop at the first that fails, which prints all it said', async () => {
    const results = await runSteps(
      [
        step('good', ''),
        step('bad', 'console.log("why"); console.error("because"); process.exit(3)'),
        step('late', ''),
      ],
      1,
    );
    expect(namesOf(results)).toEqual(['good', 'bad']);
    expect(printed.slice(-2).join('\n')).toMatch(/✘ bad[\s\S]*why[\s\S]*because/);
  });

  test('that were still running when another failed are stopped', async () => {
    const started = Date.now();
    const results = await runSteps([
      step('endless', 'setInterval(() => {}, 1000)'),
      step('bad', 'process.exit(1)'),
    ]);
    expect(namesOf(results)).toEqual(['bad']);
    expect(Date.now() - started).toBeLessThan(8_000);
  });

  test('wait for those they name', async () => {
    const file = join(tempFolder(), 'built');
    const build = step(
      'build',
      `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(file)}, ''), 300)`,
    );
    const use = step('use', `process.exit(require('fs').existsSync(${JSON.stringify(file)}) ? 0 : 1)`, {
      after: ['build'],
    });
    expect((await runSteps([build, use])).every(({ ok }) => ok)).toBe(true);
    expect(existsSync(file)).toBe(true);
  });

  test('run two at a time, and one that asks for it runs alone', async () => {
    const folder = tempFolder();
    // Each leaves a mark while it runs and fails when it finds more marks than it may.
    const code = (most: number): string => `
      const fs = require('fs'); const mine = ${JSON.stringify(folder)} + '/' + process.pid;
      fs.writeFileSync(mine, ''); const end = Date.now() + 400; let worst = 0;
      const look = () => { worst = Math.max(worst, fs.readdirSync(${JSON.stringify(folder)}).length);
        if (Date.now() < end) setTimeout(look, 10); else { fs.rmSync(mine); process.exit(worst > ${most} ? 1 : 0); } };
      look();`;
    const results = await runSteps([
      step('one', code(2)),
      step('two', code(2)),
      step('three', code(2)),
      step('alone', code(1), { alone: true }),
      step('after', code(2)),
    ]);
    expect(results.map(({ name, ok }) => `${name} ${ok}`)).toHaveLength(5);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(namesOf(results).slice(3)).toEqual(['alone', 'after']);
  });

  test('know nothing of the settings of whoever runs them', async () => {
    vi.stubEnv('FRONT_DOOR_NAME', 'Elsewhere');
    vi.stubEnv('PORT', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const code = 'process.exit(process.env.FRONT_DOOR_NAME || process.env.PORT || !process.env.PATH ? 1 : 0)';
    expect((await runSteps([step('clean', code)]))[0]?.ok).toBe(true);
  });

  test('that cannot be started at all have failed', async () => {
    const results = await runSteps([{ name: 'missing', command: '/nowhere/nothing', args: [] }]);
    expect(results).toMatchObject([{ name: 'missing', ok: false }]);
    expect(printed.join('\n')).toContain('ENOENT');
  });

  test('that wait for one another for ever are a mistake in the list', async () => {
    await expect(
      runSteps([step('a', '', { after: ['b'] }), step('b', '', { after: ['a'] })]),
    ).rejects.toThrow('a, b');
  });
});
