import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ROOT, watch } from '../../support/server.ts';

/**
 * bootstrap.mjs in a small project of its own: `npm` and `astro` are stand-ins that note how they were called, so
 * nothing is downloaded; everything else is real.
 */
let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const calls = (): string[] =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : [];

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'front-door-bootstrap-'));
  root = made;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  write('package.json', '{ "type": "module", "scripts": { "start": "", "import": "" } }');
  write('package-lock.json', '{}');
  write('content/needs/food.yaml', 'slug: food');
  write(
    'src/cli/serve.ts',
    'console.log("served", process.env.NODE_ENV, process.env.ASTRO_TELEMETRY_DISABLED, ...process.argv.slice(2));',
  );
  write(
    'src/cli/import.ts',
    'const code: number = 7; console.log("import", ...process.argv.slice(2)); process.exit(code);',
  );
  write(
    'src/cli/wait.ts',
    'process.on("SIGTERM", () => process.exit(5)); console.log("waiting"); setInterval(() => {}, 1000);',
  );
  write(
    'bin/npm',
    `#!/bin/sh
echo "npm $*" >> calls
[ -e npm-fails ] && exit 1
mkdir -p node_modules/.bin node_modules/astro/bin
ln -sf "${process.execPath}" node_modules/.bin/node
echo 'import { appendFileSync, existsSync } from "node:fs"; appendFileSync("calls", "build\\\\n"); process.exit(existsSync("build-fails") ? 1 : 0)' > node_modules/astro/bin/astro.mjs
`,
  );
  chmodSync(join(root, 'bin', 'npm'), 0o755);
  copyFileSync(join(ROOT, 'src', 'cli', 'bootstrap.mjs'), join(root, 'src', 'cli', 'bootstrap.mjs'));
});

function begin(args: string[], env: Record<string, string> = {}): ChildProcess {
  const { NODE_ENV: _, ...inherited } = process.env;
  const path = `${join(root, 'bin')}:${process.env.PATH ?? ''}`;
  return spawn(process.execPath, [join(root, 'src', 'cli', 'bootstrap.mjs'), ...args], {
    env: { ...inherited, PATH: path, ...env },
  });
}
async function run(
  args: string[],
  env?: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { output, ended } = watch(begin(args, env));
  return { code: await ended, output: output() };
}

describe('starting', () => {
  test('installs with the tools for building, builds and serves; the second time it only serves', async () => {
    const first = await run(['start']);
    expect(first.output).toMatch(/^Installing\..*\nBuilding the pages\.\nserved production 1\n$/);
    expect(calls()).toEqual(['npm ci --include=dev --loglevel=error', 'build']);
    expect((await run(['start', '--more'])).output).toBe('served production 1 --more\n');
    expect(calls()).toHaveLength(2);
  });

  test('installs again when the packages changed', async () => {
    await run(['start']);
    write('package-lock.json', '{ "name": "changed" }');
    await run(['start']);
    expect(calls().filter((call) => call.startsWith('npm'))).toHaveLength(2);
  });

  test.each([
    'src/pages/index.astro',
    'content/needs/food.yaml',
    'db/vocabulary.ts',
    'public/robots.txt',
    'astro.config.mjs',
  ])('builds again when %s changed', async (path) => {
    await run(['start']);
    write(path, 'changed');
    await run(['start']);
    expect(calls().filter((call) => call === 'build')).toHaveLength(2);
  });

  test('does not build again for a test, for data, or for the same words saved anew', async () => {
    await run(['start']);
    write('tests/unit/new.test.ts', '');
    write('data/front-door.sqlite', '');
    write('content/needs/food.yaml', 'slug: food');
    await run(['start']);
    expect(calls().filter((call) => call === 'build')).toHaveLength(1);
  });

  test('that could not install says so, and tries again the next time', async () => {
    write('npm-fails', '');
    const { code, output } = await run(['start']);
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('Installing did not work: see the messages above, then try again.'),
    ]);
    rmSync(join(root, 'npm-fails'));
    expect((await run(['start'])).code).toBe(0);
  });

  test('that could not build serves nothing old, says so, and tries again the next time', async () => {
    write('build-fails', '');
    const { code, output } = await run(['start']);
    expect(code).toBe(1);
    expect(output).toContain('Building did not work: see the messages above.');
    expect(output).not.toContain('served');
    rmSync(join(root, 'build-fails'));
    expect((await run(['start'])).output).toContain('served');
  });
});

describe('other commands', () => {
  test('run with what was typed after them, and their exit code is ours', async () => {
    const { code, output } = await run(['import', 'file.csv', '--dry-run']);
    expect([code, output]).toEqual([7, expect.stringMatching(/import file\.csv --dry-run\n$/)]);
    expect(calls()).not.toContain('build');
  });

  test('are told to stop when we are', async () => {
    const child = begin(['wait']);
    const { output, ended } = watch(child);
    while (!output().includes('waiting')) await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    expect(await ended).toBe(5);
  });

  test.each(['nonsense', '../serve', 'Start', ''])(
    '"%s" is not one, and nothing is installed to find that out',
    async (word) => {
      const { code, output } = await run([word]);
      expect([code, output]).toEqual([
        1,
        `There is no command "${word}". The commands are: start, import.\n`,
      ]);
      expect(calls()).toEqual([]);
    },
  );
});

describe('an old Node', () => {
  const pretend = (version: string): Record<string, string> => ({
    NODE_OPTIONS: `--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
  });

  test('below 20 is told so in one line, before anything happens', async () => {
    const { code, output } = await run(['start'], pretend('18.19.0'));
    expect([code, output]).toEqual([
      1,
      'Front Door needs Node 20 or newer to begin with; this is 18.19.0.\n',
    ]);
    expect(calls()).toEqual([]);
  });

  test('from 20 on is enough, because a newer one is installed', async () => {
    expect((await run(['start'], pretend('20.19.0'))).output).toContain('served');
  });

  test('below 24 is told so when no newer one could be installed for this machine', async () => {
    await run(['start']);
    rmSync(join(root, 'node_modules', '.bin', 'node'));
    const { code, output } = await run(['start'], pretend('22.12.0'));
    expect([code, output]).toEqual([
      1,
      'Node 24 or newer is needed and could not be installed here; this is 22.12.0.\n',
    ]);
    expect((await run(['start'])).code).toBe(0);
  });
});
