import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ROOT, freePort } from '../support/server.ts';

export interface BenchServer {
  url: string; // without a slash at the end
  milliseconds: number; // from being started to being ready
  /** Milliseconds of the processor that its process has used so far. */
  worked(): Promise<number>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 5;
const PROBE = new URL('measures/probe.ts', import.meta.url).href;

/** Runs a server in a process of its own on a free port; what it prints goes to `logFile`, as a service manager's would. */
async function run(file: string, logFile: string, toStart: (port: number) => Start): Promise<BenchServer> {
  const port = await freePort();
  const { args, env, readyPath } = toStart(port);
  const log = openSync(logFile, 'w');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', PROBE, file, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://localhost:${port}`;
  while (!(await answers(`${url}${readyPath}`))) {
    if (child.exitCode !== null || performance.now() - started > READY_WITHIN_MS) {
      child.kill('SIGKILL');
      throw new Error(`${file} did not become ready. It printed:\n${readFileSync(logFile, 'utf8')}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
  return {
    url,
    milliseconds: performance.now() - started,
    worked: () => workedBy(child),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Start {
  args: string[];
  env: Readonly<Record<string, string>>;
  readyPath: string;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );

function workedBy(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (milliseconds) => resolve(Number(milliseconds)));
    child.send('how much?');
  });
}

/**
 * Builds the pages when there are none. Astro is called by itself: `bootstrap.mjs build` would also install, and in a
 * copy of the project whose node_modules is a link that empties the folder it leads to.
 */
export function buildPages(): void {
  if (existsSync(join(ROOT, 'dist', 'server', 'entry.mjs'))) return;
  const astro = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  const built = spawnSync(process.execPath, [astro, 'build', '--silent'], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('The pages could not be built.');
}

/** The built website on a data folder, ready when it says so itself. */
export const startSite = (dataFolder: string): Promise<BenchServer> =>
  run(join(ROOT, 'src/cli/serve.ts'), join(dataFolder, 'bench.log'), (port) => ({
    args: [],
    env: {
      PORT: String(port),
      FRONT_DOOR_DATA: dataFolder,
      FRONT_DOOR_DEMO: 'off',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
    readyPath: '/health',
  }));

/** A raw node:http server that sends the bytes of a file, compressed as they are, to whoever asks. */
export const startRaw = (bodyFile: string, encoding: string): Promise<BenchServer> =>
  run(fileURLToPath(new URL('measures/raw-server.ts', import.meta.url)), `${bodyFile}.log`, (port) => ({
    args: [String(port), bodyFile, encoding],
    env: {},
    readyPath: '/',
  }));
