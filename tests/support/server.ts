import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyDatabase } from './shared/empty-database.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMPILED = join(ROOT, 'node_modules', '.cache', 'front-door', 'compiled');
const START_WITHIN_MS = 50_000;

/**
 * What a command that a test starts finds in its environment: nothing of the tester's own but where programs lie. What
 * Node compiled is kept from one start to the next, which halves the time that a start takes.
 */
export function commandEnv(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, ...own };
}

export interface TestServer {
  url: string; // "http://localhost:PORT", without a slash at the end
  port: number;
  pid: number;
  dataFolder: string;
  /** Everything it printed so far. */
  output(): string;
  /** Sends a signal without waiting. */
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code once the process has ended. */
  ended: Promise<number | null>;
  /** Stops it, resolves with its exit code and removes its data folder unless the caller brought one. */
  stop(): Promise<number | null>;
}

/** A port nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Runs the program that `npm start` runs after building, with these settings and nothing of the tester's own. */
export function spawnServer(env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'src', 'cli', 'serve.ts')], {
    cwd: ROOT,
    env: commandEnv({ NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', ...env }),
  });
}

/** Gathers what a process prints, and its exit code. */
export function watch(child: ChildProcess): { output: () => string; ended: Promise<number | null> } {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code, signal) => {
      if (signal !== null) output += `\n(killed by ${signal})`;
      resolve(code);
    });
  });
  return { output: () => output, ended };
}

/** Names a data folder that a server has filled with the example place, while there is one: see shared/server.ts. */
export const FILLED_PLACE = 'TEST_FILLED_PLACE';

/**
 * A data folder as a server leaves it: of the example place, or with an empty directory. It is copied, as filling and
 * migrating take longer than all else at a start; `server.test.ts` starts where there is nothing.
 */
async function copyPlace(isEmpty: boolean): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-test-'));
  const filled = process.env[FILLED_PLACE];
  if (isEmpty) copyFileSync(await emptyDatabase(), join(folder, 'front-door.sqlite'));
  else if (filled !== undefined) cpSync(filled, folder, { recursive: true });
  return folder;
}

/**
 * Starts the built website on a free port with a data folder of its own and waits until it says it is ready. The
 * example place is in it unless `FRONT_DOOR_DEMO` says otherwise.
 */
export async function startTestServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const port = await freePort();
  const own = env.FRONT_DOOR_DATA === undefined ? await copyPlace(env.FRONT_DOOR_DEMO === 'off') : null;
  const dataFolder = own ?? env.FRONT_DOOR_DATA ?? '';
  const child = spawnServer({ PORT: String(port), FRONT_DOOR_DATA: dataFolder, ...env });
  const { output, ended } = watch(child);
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => fail('was not ready in time'), START_WITHIN_MS);
    const fail = (why: string): void => {
      clearTimeout(late);
      child.kill('SIGKILL');
      reject(new Error(`The server ${why}. It printed:\n${output()}`));
    };
    void ended.then((code) => fail(`ended with code ${code}`));
    child.stdout?.on('data', () => {
      if (!output().includes('Front Door is ready: ')) return;
      clearTimeout(late);
      resolve();
    });
  });
  return {
    url: `http://localhost:${port}`,
    port,
    pid: child.pid ?? 0,
    dataFolder,
    output,
    ended,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      if (own !== null) rmSync(own, { recursive: true, force: true });
      return code;
    },
  };
}
